import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.registration import changes, counts
from sink_app.registration.states import CLOSED

ACCEPTED = "Accepted"


class SameCommunity(frappe.ValidationError):
	pass


class OtherDistrict(frappe.ValidationError):
	pass


class NotRegisteredThere(frappe.ValidationError):
	pass


class TwiceInList(frappe.ValidationError):
	pass


class SinkReallocation(Document):
	"""党员调剂: a street asks, the district agrees, members go on in a community that lacks them.

	武组通〔2021〕37号: where members are many for the households, district and street adjust it.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		if self.applied_on:
			return
		self.validate_communities()
		self.validate_members()
		self.show_facts()

	def validate_communities(self):
		if self.from_community == self.to_community:
			frappe.throw(_("«From Community» and «To Community» are the same."), SameCommunity)
		places = [
			frappe.db.get_value("Sink Area", name, ["level", "district"], as_dict=True)
			for name in (self.from_community, self.to_community)
		]
		if any(place.level != "Community" for place in places):
			frappe.throw(_("«Community» takes a community."), SameCommunity)
		if places[0].district != places[1].district:
			frappe.throw(_("Both communities have to lie in one district."), OtherDistrict)

	def validate_members(self):
		"""Each row is a registration that counts in the community that gives."""
		seen = set()
		for row in self.members:
			if row.registration in seen:
				frappe.throw(_("Row {0}: {1} stands twice.").format(row.idx, row.member_name), TwiceInList)
			seen.add(row.registration)
			found = frappe.db.get_value(
				"Sink Registration", row.registration, ["community", "workflow_state"], as_dict=True
			)
			if found.community != self.from_community or found.workflow_state in CLOSED:
				frappe.throw(
					_("Row {0}: {1} is not registered with the community that gives.").format(
						row.idx, row.member_name
					),
					NotRegisteredThere,
				)

	def show_facts(self):
		"""Households and members of both sides, in a line each."""
		for field, community in (("from_facts", self.from_community), ("to_facts", self.to_community)):
			facts = counts.concentration_of(community)
			self.set(
				field,
				_("{0} members, {1} households, {2} for every {3} households").format(
					facts.members, facts.households, facts.per_unit, facts.unit
				),
			)

	def after_approval_step(self, step):
		self.db_set("return_reason", step.reason if step.to_state == "Returned" else None)
		if step.to_state == ACCEPTED and getdate(self.effective_on) <= getdate(nowdate()):
			self.settle()

	def settle(self):
		"""Move the members over, once; who has left meanwhile stays where they went."""
		if self.applied_on:
			return
		for row in self.members:
			member, state = frappe.db.get_value(
				"Sink Registration", row.registration, ["member", "workflow_state"]
			)
			if state in CLOSED:
				continue
			on = changes.earliest_day(member, self.effective_on)
			new = changes.move(
				row.registration, {"community": self.to_community}, changes.WAITING, on, self.reason
			)
			row.db_set("moved_to", new.name, update_modified=False)
		self.db_set("applied_on", nowdate())


def on_doctype_update():
	columns.add_indexes("Sink Reallocation")
