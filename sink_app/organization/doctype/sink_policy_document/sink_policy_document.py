import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sink_app.access import columns


class RestsOnItself(frappe.ValidationError):
	pass


class DatesUnexplained(frappe.ValidationError):
	pass


class KeptAlready(frappe.DuplicateEntryError):
	pass


class SinkPolicyDocument(Document):
	"""A paper that governs the work, such as 武组通〔2021〕37号; plans and groups cite it."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_number_once()
		self.validate_basis()
		self.validate_dates_explained()
		self.set_effective_year()

	def validate_number_once(self):
		"""One issuer gives a number once; papers without one are told apart by their titles."""
		if not self.doc_no:
			return
		same = {"doc_no": self.doc_no, "issuer": self.issuer, "name": ("!=", self.name)}
		if frappe.db.exists("Sink Policy Document", same):
			frappe.throw(
				_("«Document No.»: {0} of {1} is kept already.").format(self.doc_no, self.issuer), KeptAlready
			)

	def validate_basis(self):
		for row in self.basis:
			if row.policy_document == self.name:
				frappe.throw(
					_("«Basis Documents», row {0}: this is the document itself.").format(row.idx),
					RestsOnItself,
				)

	def validate_dates_explained(self):
		"""Both dates are kept, and which one counts: 湖北经济学院 plan, 2019-08-03 and 2020-08-03."""
		dates = [getdate(day) for day in (self.issue_date, self.print_date) if day]
		if len({day.year for day in dates}) > 1 and not (self.date_note or "").strip():
			frappe.throw(
				_("The two dates lie in different years. Please say in «Note on the Dates» which counts."),
				DatesUnexplained,
			)

	def set_effective_year(self):
		day = self.print_date or self.issue_date
		self.effective_year = self.effective_year or (getdate(day).year if day else None)


def on_doctype_update():
	columns.add_indexes("Sink Policy Document")
	frappe.db.add_index("Sink Policy Document", ["doc_no"])
