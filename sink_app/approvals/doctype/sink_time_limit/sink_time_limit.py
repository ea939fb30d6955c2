import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from sink_app.approvals import chain, rules


class LimitTooShort(frappe.ValidationError):
	pass


class LimitTwice(frappe.DuplicateEntryError):
	pass


class SinkTimeLimit(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_state()
		self.validate_days()
		self.validate_one_a_state()

	def on_update(self):
		rules.forget()

	def on_trash(self):
		rules.forget()

	def validate_state(self):
		chain.check_place(self)

	def validate_days(self):
		if cint(self.working_days) < 1:
			frappe.throw(_("«Working Days» takes a number from 1."), LimitTooShort)
		if cint(self.remind_before) >= cint(self.working_days):
			frappe.throw(_("«Remind Before (Working Days)» must be less than «Working Days»."), LimitTooShort)

	def validate_one_a_state(self):
		other = frappe.db.get_value(
			"Sink Time Limit",
			{"workflow": self.workflow, "state": self.state, "enabled": 1, "name": ("!=", self.name)},
		)
		if other and self.enabled:
			frappe.throw(_("«State»: {0} has a time limit already.").format(_(self.state)), LimitTwice)


def on_doctype_update():
	frappe.db.add_index("Sink Time Limit", ["workflow", "state"])
