import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.organization.meetings import places


class SeriesTwice(frappe.DuplicateEntryError):
	pass


class SinkMeetingSeries(Document):
	"""Who is invited to a kind of meeting of one body, and how often it meets where the kind does not say."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_once()
		self.set_title()

	def validate_place(self):
		places.check(self)

	def validate_once(self):
		# acts for itself: a series the user may not see is one all the same
		if frappe.get_all(
			"Sink Meeting Series",
			filters={**places.key(self), "name": ("!=", self.name)},
			limit=1,
			order_by="creation asc",
		):
			frappe.throw(
				_("This meeting has its standing members already. Please change that record."), SeriesTwice
			)

	def set_title(self):
		self.title = f"{bodies.name_of(self.organization, self.area)} · {_(self.kind)}"


def on_doctype_update():
	columns.add_indexes("Sink Meeting Series")
	frappe.db.add_index("Sink Meeting Series", ["kind", "organization", "area"])
