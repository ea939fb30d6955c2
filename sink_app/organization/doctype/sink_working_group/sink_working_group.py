import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import periods, seats

LEADER = "Leader"


class LeaderNotOne(frappe.ValidationError):
	pass


class NobodyNamed(frappe.ValidationError):
	pass


class GroupTwice(frappe.DuplicateEntryError):
	pass


class SinkWorkingGroup(Document):
	"""专项工作小组 (湖北经济学院 plan, 一): one at the school, one at every second-level organization."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.set_place()
		self.set_title()
		self.validate_dates()
		self.validate_members()
		self.validate_one_leader()
		self.validate_one_at_a_time()

	def set_place(self):
		self.level = frappe.db.get_value("Sink Organization", self.organization, "level")
		self.area = seats.area_of(self.organization)

	def set_title(self):
		if not self.title:
			name, short = frappe.db.get_value(
				"Sink Organization", self.organization, ["org_name", "short_name"]
			)
			self.title = _("Working Group of {0}").format(short or name)

	def validate_dates(self):
		periods.check_order(self)

	def validate_members(self):
		"""A paper names a person, or an organization whose head it means."""
		for row in self.members:
			if not (row.person_name or row.organization):
				frappe.throw(
					_(
						"«Members of the Group», row {0}: fill in «Person's Name» or «Party Organization»."
					).format(row.idx),
					NobodyNamed,
				)

	def validate_one_leader(self):
		leaders = [row for row in self.members if row.group_role == LEADER]
		if len(leaders) != 1:
			frappe.throw(
				_("«Members of the Group»: a group has one leader; {0} are entered.").format(len(leaders)),
				LeaderNotOne,
			)
		self.leader_name = leaders[0].person_name or leaders[0].post

	def validate_one_at_a_time(self):
		# acts for itself: a group the user may not see is one all the same
		others = frappe.get_all(
			"Sink Working Group",
			filters={"organization": self.organization, "name": ("!=", self.name)},
			fields=["title", "from_date", "to_date"],
		)
		for other in others:
			if periods.overlap(self, other):
				frappe.throw(
					_("«{0}» works in that time already. Please end it with «To Date» first.").format(
						other.title
					),
					GroupTwice,
				)


def on_doctype_update():
	columns.add_indexes("Sink Working Group")
	frappe.db.add_index("Sink Working Group", ["organization", "to_date"])
