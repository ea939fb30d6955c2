import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import periods, seats, supervision


class NamedTwice(frappe.DuplicateEntryError):
	pass


class SinkSupervisionGroup(Document):
	"""督导组: examines lists and projects of its units for a time (武组通〔2021〕37号, 一)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.set_place()
		self.validate_dates()
		self.validate_rows_once()

	def on_update(self):
		if self.gives_stands:
			supervision.settle(self)

	def on_trash(self):
		supervision.end(self)

	def set_place(self):
		self.area = seats.area_of(self.organization)

	def validate_dates(self):
		periods.check_order(self)

	def validate_rows_once(self):
		for table, field in (("units", "organization"), ("members", "user")):
			seen = {}
			for row in self.get(table):
				value = row.get(field)
				if value and value in seen:
					frappe.throw(
						_("«{0}», row {1}: stands in row {2} already.").format(
							_(self.meta.get_label(table)), row.idx, seen[value]
						),
						NamedTwice,
					)
				seen[value] = row.idx

	@frappe.whitelist(methods=["POST"])
	def give_stands(self) -> dict:
		"""Let the group's members look at its units from its first to its last day; returns {"given": n}."""
		self.check_permission("write")
		self.gives_stands = 1
		self.save()
		return {"given": len(supervision.stands_of(self.name))}


def on_doctype_update():
	columns.add_indexes("Sink Supervision Group")
