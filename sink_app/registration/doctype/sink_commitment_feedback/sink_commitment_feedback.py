import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from sink_app.access import columns
from sink_app.registration.commitments import COMMITMENT, PRIVATE

LONGEST = 300


class NotPublished(frappe.ValidationError):
	pass


class NothingSaid(frappe.ValidationError):
	pass


class SinkCommitmentFeedback(Document):
	"""群众监督: what somebody said of a published commitment; the community reads it first."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_published()
		self.validate_said()

	def validate_published(self):
		if frappe.db.get_value(COMMITMENT, self.commitment, "workflow_state") in PRIVATE:
			frappe.throw(_("This commitment is not published."), NotPublished)

	def validate_said(self):
		self.words = cstr(self.words).strip()
		if not (self.words or self.rating):
			frappe.throw(_("Please choose a rating or write a few words."), NothingSaid)
		if len(self.words) > LONGEST:
			frappe.throw(_("Please keep it to {0} characters.").format(LONGEST), NothingSaid)


def on_doctype_update():
	columns.add_indexes("Sink Commitment Feedback")
	frappe.db.add_index("Sink Commitment Feedback", ["commitment", "status"])
