import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, fmt_money, getdate, nowdate

from sink_app.access import columns
from sink_app.organization import bodies, spending


class AmountMissing(frappe.ValidationError):
	pass


class SpentInTheFuture(frappe.ValidationError):
	pass


class SourceClosed(frappe.ValidationError):
	pass


class RecordOutOfReach(frappe.PermissionError):
	"""An expense is put down to what whoever writes it may read."""


class SinkExpense(Document):
	"""经费支出: for community work, or for members' work there (湖北经济学院 plan, 六(四))."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_amount()
		self.validate_day()
		self.validate_source()
		self.validate_record()
		self.set_title()

	def validate_amount(self):
		if flt(self.amount) <= 0:
			frappe.throw(_("«{0}» is more than nothing.").format(_("Amount")), AmountMissing)

	def validate_day(self):
		if getdate(self.spent_on) > getdate(nowdate()):
			frappe.throw(_("«{0}» lies in the future.").format(_("Day")), SpentInTheFuture)
		self.year = getdate(self.spent_on).year

	def validate_source(self):
		if self.is_new() and frappe.get_cached_value("Sink Fund Source", self.source, "disabled"):
			frappe.throw(_("«{0}» is not used any more.").format(self.source), SourceClosed)

	def validate_record(self):
		named = self.spent_for_type and self.spent_for
		if (
			named
			and self.has_value_changed("spent_for")
			and not frappe.has_permission(self.spent_for_type, "read", doc=self.spent_for)
		):
			frappe.throw(
				_("«{0}»: please choose a record that you may read.").format(_("Belongs To")),
				RecordOutOfReach,
			)

	def set_title(self):
		self.title = f"{bodies.name_of(self.organization, None)} · {(self.what or '').strip()[:60]}"

	def on_update(self):
		if beyond := spending.beyond(self):
			frappe.msgprint(
				_("With this, {0} is {1} beyond the budget of {2}.").format(
					self.source, fmt_money(beyond), self.year
				),
				indicator="orange",
				alert=True,
			)

	def after_approval_step(self, step):
		"""What it was spent on hears of it."""
		if step.to_state == spending.APPROVED and self.spent_for_type and self.spent_for:
			frappe.get_doc(self.spent_for_type, self.spent_for).run_method("after_expense")


def on_doctype_update():
	columns.add_indexes("Sink Expense")
	frappe.db.add_index("Sink Expense", ["organization", "year", "source"])
	frappe.db.add_index("Sink Expense", ["spent_for_type", "spent_for"])
