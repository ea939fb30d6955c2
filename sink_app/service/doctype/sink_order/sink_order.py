import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now_datetime

from sink_app.access import columns, stands
from sink_app.approvals import following
from sink_app.organization import maps
from sink_app.organization.wording import site_language
from sink_app.service import calendars, places
from sink_app.service.demands import DEMAND, SETTLE, SETTLED, VERIFIED, making
from sink_app.service.demands import OPEN as DEMANDS_OPEN
from sink_app.service.documents import FilledFirst
from sink_app.service.emergencies import limits
from sink_app.service.orders import (
	ACCEPTED,
	CANCELLED,
	CLAIM,
	COMPLETED,
	DISPATCHED,
	DONE,
	PLACED,
	RATE,
	RATED,
	SELF_MADE,
	claiming,
	counting,
	problems,
	rating,
	telling,
)


class PeriodWrong(frappe.ValidationError):
	pass


class HeadCountWrong(frappe.ValidationError):
	pass


class FeasibilityMissing(frappe.ValidationError):
	pass


class NotDoneYet(frappe.ValidationError):
	pass


class OwnService(frappe.PermissionError):
	pass


class SinkOrder(FilledFirst):
	"""服务单: what is to be done, where, when, by how many (湖北经济学院 plan, 四(三)5)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def fill_first(self):
		places.fill(self)
		self.name_proposer()

	def before_insert(self):
		for counter in counting.COUNTERS:
			if counter != "head_count":
				self.set(counter, 0)

	def validate(self):
		places.check(self)
		self.count_in_minutes()
		self.validate_period()
		self.validate_feasibility()
		self.keep_counters()
		self.validate_head_count()
		problems.keep(self)
		self.keep_emergency()

	def on_update(self):
		before = self.get_doc_before_save()
		if before and cint(self.head_count) > cint(before.head_count):
			claiming.fill_up(self.name)
		if before and times_of(before) != times_of(self):
			self.tell_new_time()

	def name_proposer(self):
		"""自主创单: an order that a member makes is the member's own."""
		user = frappe.session.user
		works_there = any(stand.tree == places.AREA for stand in stands.active(user))
		if not works_there:
			self.proposed_by = self.proposed_by or stands.person_of(user)
		if self.proposed_by:
			self.source = SELF_MADE

	def count_in_minutes(self):
		"""Nobody orders by the second, and the form's calendar would change what has seconds."""
		for field in ("starts_on", "ends_on"):
			if self.get(field):
				self.set(field, get_datetime(self.get(field)).replace(second=0, microsecond=0))

	def validate_period(self):
		if get_datetime(self.ends_on) <= get_datetime(self.starts_on):
			frappe.throw(_("«Ends on» lies before «Starts on»."), PeriodWrong)
		self.lasts_long = calendars.lasts_long(*times_of(self))

	def validate_feasibility(self):
		if self.source == SELF_MADE and not (self.feasibility or "").strip():
			frappe.throw(
				_("«{0}» is empty: the community looks at it before it lets a self-made order begin.").format(
					_(self.meta.get_label("feasibility"))
				),
				FeasibilityMissing,
			)

	def keep_counters(self):
		"""A form that was open while others claimed knows old figures; those of the database count."""
		if self.is_new():
			return
		row = counting.locked(self.name)
		for counter in counting.COUNTERS:
			if counter != "head_count":
				self.set(counter, row[counter])

	def keep_emergency(self):
		"""Only declaring an emergency makes an order one of it: its records count as served in one."""
		if not self.flags.by_emergency:
			before = self.get_doc_before_save() or frappe._dict()
			for field in ("emergency", "take_on_by", "next_reminder", "late_steps"):
				self.set(field, before.get(field))

	def validate_head_count(self):
		"""At least one, and no fewer than hold the order."""
		if cint(self.head_count) < max(1, self.taken):
			frappe.throw(
				_("«People Needed» cannot be less than {0}: so many hold this order.").format(self.taken)
				if self.taken
				else _("«People Needed» is at least 1."),
				HeadCountWrong,
			)

	def tell_new_time(self):
		"""Claims repeat when the service is, for calendars and for who is free."""
		times = {"starts_on": self.starts_on, "ends_on": self.ends_on}
		for claim in counting.of_order(self.name):
			frappe.db.set_value("Sink Order Claim", claim.name, times, update_modified=False)

	def after_approval_step(self, step):
		"""Note when it happened; what is over closes its places, and its demand with it."""
		moments = {DISPATCHED: "dispatched_on", ACCEPTED: "accepted_on", COMPLETED: "completed_on"}
		field = moments.get(step.to_state)
		if field and not self.get(field):
			self.db_set(field, step.taken_at or now_datetime(), update_modified=False)
		if step.to_state == PLACED and step.from_state in (DISPATCHED, ACCEPTED):
			self.take_back(step.reason)
		elif step.to_state == COMPLETED:
			claiming.end_all(self.name, is_done=True)
			self.settle_demand()
		elif step.to_state == CANCELLED:
			telling.cancelled(self, claiming.end_all(self.name, False, step.reason), step.reason or "")
			self.give_demand_back(step.reason)
		limits.follow(self)

	def take_back(self, reason: str):
		"""退单: the unit cannot do it; whoever held it is free, and the community hands it out anew."""
		claims = claiming.end_all(self.name, False, reason)
		row = counting.locked(self.name)
		row.taken = row.accepted = 0
		counting.write(row)
		telling.cancelled(self, claims, reason or "")
		self.organization = None
		places_free = {"organization": None, "taken": 0, "waiting": 0, "accepted": 0}
		self.db_set({**columns.filed(self), **places_free}, update_modified=False)

	def settle_demand(self):
		demand = self.open_demand()
		if demand:
			words = _("Done by order «{0}»", lang=site_language()).format(self.title)
			following.put(demand, SETTLED, SETTLE, words)

	def give_demand_back(self, reason: str):
		demand = self.open_demand()
		if demand and demand.workflow_state != VERIFIED and not making.on_its_way(demand.name):
			following.put(demand, VERIFIED, "Cancel Order", reason or "")

	def open_demand(self):
		"""The demand that this order answers, while it is open."""
		demand = frappe.get_doc(DEMAND, self.demand, for_update=True) if self.demand else None
		return demand if demand and demand.workflow_state in DEMANDS_OPEN else None

	def validate_rateable(self):
		"""What is done is rated, by those who were served or who ask them; never by who served."""
		if self.workflow_state not in (COMPLETED, RATED):
			frappe.throw(
				_("«{0}» is at «{1}»; it is rated once the service is confirmed.").format(
					self.title, _(self.workflow_state)
				),
				NotDoneYet,
			)
		person = stands.person_of(frappe.session.user)
		if person and frappe.db.exists(CLAIM, {"service_order": self.name, "member": person, "status": DONE}):
			frappe.throw(_("You served here yourself; somebody else asks the resident."), OwnService)

	def after_rating(self, satisfaction):
		"""评: the resident has said how it went; the order has come to its end."""
		score = rating.average(self.doctype, self.name)
		self.db_set({"rating": satisfaction.rating, "score": score}, update_modified=False)
		if self.workflow_state == COMPLETED:
			self.reload()
			following.put(self, RATED, RATE, _(satisfaction.rating, lang=site_language()))
		if satisfaction.score <= rating.DISPLEASED:
			telling.displeased(self, satisfaction.words)


def times_of(order) -> tuple:
	"""When a service begins and ends, whether it comes from a form or from the database."""
	return get_datetime(order.starts_on), get_datetime(order.ends_on)


def on_doctype_update():
	columns.add_indexes("Sink Order")
	frappe.db.add_index("Sink Order", ["community", "workflow_state", "starts_on"])
	frappe.db.add_index("Sink Order", ["workflow_state", "starts_on"])
	frappe.db.add_index("Sink Order", ["demand"])
	# what a member made, who reads nothing else
	frappe.db.add_index("Sink Order", ["proposed_by", "modified"])
	# the orders of an emergency, and those whose short limit is over
	frappe.db.add_index("Sink Order", ["emergency", "workflow_state"])
	frappe.db.add_index("Sink Order", ["next_reminder"])
	# the calendar, of all and below a street or a system
	frappe.db.add_index("Sink Order", ["starts_on", "ends_on"])
	columns.add_wide_indexes("Sink Order", "starts_on", "ends_on")
	# the few that began long before a page of it and still go on, the same
	frappe.db.add_index("Sink Order", ["lasts_long", "ends_on"])
	columns.add_wide_indexes("Sink Order", "lasts_long", "ends_on")
	maps.add_index("Sink Order")
