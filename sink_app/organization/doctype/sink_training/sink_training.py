import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from sink_app.access import columns
from sink_app.organization import audiences, bodies, web_addresses

HELD = "Held"


class HeldInTheFuture(frappe.ValidationError):
	pass


class NobodyTrained(frappe.ValidationError):
	pass


class NamedTwice(frappe.DuplicateEntryError):
	pass


class SinkTraining(Document):
	"""培训: who was taught what (湖北经济学院 plan: 线上线下多种渠道, 网格员和楼栋长培训, 宣传动员)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_address()
		self.name_attendees()
		self.validate_attendees_once()
		self.count()
		self.validate_held()

	def validate_place(self):
		bodies.check_named(self)

	def validate_address(self):
		web_addresses.check(self, "address")

	def name_attendees(self):
		for row in self.attendees:
			if row.member:
				row.person_name = frappe.db.get_value("Sink Member", row.member, "member_name")

	def validate_attendees_once(self):
		seen = {}
		for row in self.attendees:
			if row.member and row.member in seen:
				frappe.throw(
					_("«{0}», row {1}: stands in row {2} already.").format(
						_(self.meta.get_label("attendees")), row.idx, seen[row.member]
					),
					NamedTwice,
				)
			seen[row.member] = row.idx

	def count(self):
		if self.attendees:
			self.people = sum(bool(row.attended) for row in self.attendees)

	def validate_held(self):
		if self.status != HELD:
			return
		if get_datetime(self.starts_on) > now_datetime():
			frappe.throw(_("«Held»: this training lies in the future still."), HeldInTheFuture)
		if not self.people:
			frappe.throw(
				_("Who came? Please tick the attendees, or enter how many there were."), NobodyTrained
			)


@frappe.whitelist()
def audience(training: str | dict) -> list[dict]:
	"""Who is to be trained, for a form saved or not: [{member, person_name, duty}]."""
	doc = frappe.get_doc(frappe.parse_json(training))
	doc.check_permission("create" if doc.is_new() else "write")
	return audiences.of(doc)


def on_doctype_update():
	columns.add_indexes("Sink Training")
	frappe.db.add_index("Sink Training", ["unit", "status", "starts_on"])
