import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import bodies


class BudgetTwice(frappe.DuplicateEntryError):
	pass


class SinkBudget(Document):
	"""经费预算: what an organization has of a source in a year for this work."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_once()
		self.title = f"{bodies.name_of(self.organization, None)} · {self.year} · {self.source}"

	def validate_once(self):
		same = {"organization": self.organization, "year": self.year, "source": self.source}
		if frappe.db.exists("Sink Budget", {**same, "name": ("!=", self.name)}):
			frappe.throw(
				_("{0} has a budget of «{1}» in {2} already. Please change that one.").format(
					bodies.name_of(self.organization, None), self.source, self.year
				),
				BudgetTwice,
			)


def on_doctype_update():
	columns.add_indexes("Sink Budget")
	frappe.db.add_unique("Sink Budget", ["organization", "year", "source"])
