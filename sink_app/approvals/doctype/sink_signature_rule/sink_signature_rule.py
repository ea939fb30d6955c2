import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from sink_app.approvals import chain, persons, rules, signatures


class SignaturesOutOfReach(frappe.ValidationError):
	"""More signatures are wanted than there are signers."""


class SignatureRuleTwice(frappe.DuplicateEntryError):
	pass


class SinkSignatureRule(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_signers()
		self.validate_number()
		self.validate_one_a_step()

	def on_update(self):
		rules.forget()

	def on_trash(self):
		rules.forget()

	def validate_place(self):
		chain.check_place(self)

	def validate_signers(self):
		for row in self.signers:
			persons.check(row, chain.doctype_of(self.workflow))

	def validate_number(self):
		if self.mode == signatures.NUMBER and not 1 <= cint(self.needed) <= len(self.signers):
			frappe.throw(
				_("«Number of Signatures» takes a number from 1 to {0}, the rows of «Signers».").format(
					len(self.signers)
				),
				SignaturesOutOfReach,
			)

	def validate_one_a_step(self):
		place = {"workflow": self.workflow, "state": self.state, "action": self.action, "enabled": 1}
		if self.enabled and frappe.db.exists("Sink Signature Rule", {**place, "name": ("!=", self.name)}):
			frappe.throw(
				_("«Action»: «{0}» has a signature rule in this state already.").format(_(self.action)),
				SignatureRuleTwice,
			)


def on_doctype_update():
	frappe.db.add_index("Sink Signature Rule", ["workflow", "state"])
