"""Records that are evidence: written once by the app, changed by nobody, deleted by no hand."""

import frappe
from frappe import _
from frappe.model.document import Document


class WrittenOnce(frappe.PermissionError):
	"""An entry of a log was about to be changed or deleted."""


class LogEntry(Document):
	"""A log's controller: the entry stands as it was written, whoever asks."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		if not self.is_new():
			self._refuse()

	def on_trash(self):
		self._refuse()

	def _refuse(self):
		frappe.throw(_("Entries of this log are neither changed nor deleted."), WrittenOnce)
