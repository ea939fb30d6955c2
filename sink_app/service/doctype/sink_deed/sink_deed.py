import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.service.records import OPEN, RETURNED

DEED = "Sink Deed"


class InTheFuture(frappe.ValidationError):
	pass


class PlaceWrong(frappe.ValidationError):
	pass


class NotDeletable(frappe.ValidationError):
	pass


class SinkDeed(Document):
	"""随手办实事: found, solved and reported by a member; the community confirms it (武组通〔2021〕37号)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")

	def validate(self):
		self.validate_day()
		self.validate_place()

	def on_trash(self):
		if self.workflow_state not in OPEN:
			frappe.throw(_("Only what was not handed in yet may be deleted."), NotDeletable)

	def validate_day(self):
		if getdate(self.done_on) > getdate(nowdate()):
			frappe.throw(_("«Done On» lies ahead."), InTheFuture)

	def validate_place(self):
		if not columns.of(self).get("community"):
			frappe.throw(_("«Community or Grid» takes a community or something inside one."), PlaceWrong)

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		self.db_set("return_reason", step.reason if step.to_state == RETURNED else None)


def on_doctype_update():
	columns.add_indexes(DEED)
	frappe.db.add_index(DEED, ["member", "done_on"])
	frappe.db.add_index(DEED, ["community", "workflow_state", "modified"])
