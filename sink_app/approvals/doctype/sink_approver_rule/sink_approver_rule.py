import frappe
from frappe.model.document import Document

from sink_app.approvals import chain, persons, rules


class SinkApproverRule(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_who()

	def on_update(self):
		rules.forget()

	def on_trash(self):
		rules.forget()

	def validate_place(self):
		chain.check_place(self)

	def validate_who(self):
		persons.check(self, chain.doctype_of(self.workflow))


def on_doctype_update():
	frappe.db.add_index("Sink Approver Rule", ["workflow", "state"])
