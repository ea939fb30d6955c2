import frappe
from frappe import _
from frappe.model.document import Document


class UnknownFact(frappe.ValidationError):
	pass


class SinkRegistrationSettings(Document):
	"""Deadlines, thresholds and what a complete record holds; an office changes them in the Desk."""

	def validate(self):
		self.validate_facts()

	def validate_facts(self):
		meta = frappe.get_meta("Sink Member")
		unknown = [field for field in (self.facts or "").split() if not meta.has_field(field)]
		if unknown:
			frappe.throw(
				_("«Facts That Make a Record Complete»: a member has no field «{0}».").format(unknown[0]),
				UnknownFact,
			)
