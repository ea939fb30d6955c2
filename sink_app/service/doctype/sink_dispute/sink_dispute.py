import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns

MEDIATED, SETTLED, PASSED_ON = "Being Mediated", "Settled", "Passed On"


class FoundAhead(frappe.ValidationError):
	pass


class AgreementMissing(frappe.ValidationError):
	pass


class PassedWhere(frappe.ValidationError):
	pass


class SinkDispute(Document):
	"""微治理事项: settled at the budding stage, or passed on (湖北经济学院 plan, 四(三)5).

	The parties and what it is about stand at permission level 1.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_day()
		self.validate_result()
		self.set_mediators()
		self.stamp()

	def validate_day(self):
		if getdate(self.found_on) > getdate(nowdate()):
			frappe.throw(_("«Found On» lies ahead."), FoundAhead)

	def validate_result(self):
		if self.outcome == SETTLED and not (self.agreement or "").strip():
			frappe.throw(_("Please fill in «Result of the Mediation»."), AgreementMissing)
		if self.outcome == PASSED_ON and not (self.passed_to or "").strip():
			frappe.throw(_("Please fill in «Passed To»: who handles it now."), PassedWhere)
		if self.outcome != PASSED_ON:
			self.passed_to = None

	def set_mediators(self):
		if not self.mediators and self.member:
			self.mediators = frappe.get_cached_value("Sink Member", self.member, "member_name")

	def stamp(self):
		self.ended_on = (self.ended_on or nowdate()) if self.outcome != MEDIATED else None


def on_doctype_update():
	columns.add_indexes("Sink Dispute")
	frappe.db.add_index("Sink Dispute", ["community", "outcome", "found_on"])
	frappe.db.add_index("Sink Dispute", ["member", "found_on"])
