import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, formatdate, getdate, nowdate

from sink_app.access import columns
from sink_app.organization import bodies


class GivenInTheFuture(frappe.ValidationError):
	pass


class ReturnedTooMuch(frappe.ValidationError):
	pass


class SinkMaterialIssue(Document):
	"""物资发放: what was given out for the work (湖北经济学院 plan: 加强人员、经费、物资等保障力度)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_day()
		self.validate_returned()
		self.sum_up()

	def validate_place(self):
		bodies.check_named(self)

	def validate_day(self):
		if getdate(self.issued_on) > getdate(nowdate()):
			frappe.throw(_("«Given Out On» lies in the future."), GivenInTheFuture)

	def validate_returned(self):
		for row in self.items:
			if flt(row.returned) > flt(row.quantity):
				frappe.throw(
					_("«Items», row {0}: more was returned than was given out.").format(row.idx),
					ReturnedTooMuch,
				)

	def sum_up(self):
		self.total = sum(flt(row.amount) for row in self.items)
		self.to_return = sum(
			bool(row.to_return) and flt(row.returned) < flt(row.quantity) for row in self.items
		)
		what = _(", ").join(row.item for row in self.items[:3])
		self.title = f"{formatdate(self.issued_on, 'yyyy-MM-dd')} {self.receiver}：{what}"[:140]


def on_doctype_update():
	columns.add_indexes("Sink Material Issue")
	frappe.db.add_index("Sink Material Issue", ["unit", "issued_on"])
