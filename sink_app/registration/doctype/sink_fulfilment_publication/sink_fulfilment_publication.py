import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.registration.commitments import publications

UNIQUE = ["community", "from_date", "to_date"]


class PeriodWrong(frappe.ValidationError):
	pass


class ThereAlready(frappe.DuplicateEntryError):
	pass


class PublishedAlready(frappe.ValidationError):
	pass


class SinkFulfilmentPublication(Document):
	"""践诺公开 of one community and period; its rows are compiled, never typed."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_period()
		self.validate_once()
		self.validate_published_stands()
		self.keep_status()
		self.fill()

	def validate_period(self):
		first, last = getdate(self.from_date), getdate(self.to_date)
		if last < first:
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)
		if first.year != last.year:
			frappe.throw(_("A period lies within one year."), PeriodWrong)

	def validate_once(self):
		about = {field: self.get(field) for field in UNIQUE}
		if frappe.db.exists(self.doctype, {**about, "name": ("!=", self.name)}):
			frappe.throw(
				_("This period has its publication already. Please go on with that one."), ThereAlready
			)

	def validate_published_stands(self):
		before = self.get_doc_before_save()
		if before and before.status == publications.PUBLISHED:
			frappe.throw(
				_("This was published on {0} and stays as it is.").format(before.published_on),
				PublishedAlready,
			)

	def keep_status(self):
		"""Published by its button only, whatever was sent."""
		if not self.flags.publishing:
			before = self.get_doc_before_save()
			self.status = before.status if before else publications.TO_BE_PUBLISHED
			self.published_on = before.published_on if before else None

	def fill(self):
		self.title = publications.title(self.community, self.from_date, self.to_date)
		self.due_date = publications.due_date(self.to_date)
		self.set("rows", [])
		for row in publications.compile_rows(self.community, self.to_date):
			self.append("rows", row)


@frappe.whitelist(methods=["POST"])
def publish(name: str) -> None:
	"""Compile once more and show it on the public page; who published stands in the document's history."""
	doc = frappe.get_doc("Sink Fulfilment Publication", name, for_update=True)
	doc.check_permission("write")
	doc.flags.publishing = True
	doc.update({"status": publications.PUBLISHED, "published_on": nowdate()})
	doc.save()


def on_doctype_update():
	columns.add_indexes("Sink Fulfilment Publication")
	frappe.db.add_unique("Sink Fulfilment Publication", UNIQUE)
