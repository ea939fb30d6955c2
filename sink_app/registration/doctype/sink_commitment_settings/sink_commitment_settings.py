import frappe
from frappe.model.document import Document

SETTINGS = "Sink Commitment Settings"


class SinkCommitmentSettings(Document):
	"""How commitments are shown in public, and how often a community tells how they were kept."""


def settings() -> Document:
	"""The settings as they are, with the defaults where an office has saved none."""
	return frappe.get_cached_doc(SETTINGS)
