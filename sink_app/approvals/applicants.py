"""Whose record it is: who must leave its approval to others, and who may take it back."""

import frappe

from sink_app.access import query

LOG = "Sink Approval Step"


def is_applicant(doc, user: str) -> bool:
	"""Whether a user filed a record, is the person it speaks of, or sent it into its chain."""
	return is_own(doc, user) or user == _first_sender(doc)


def is_own(doc, user: str) -> bool:
	"""Whether a user filed a record or is the person it speaks of."""
	return user == doc.owner or query.speaks_of(doc, user)


def _first_sender(doc) -> str | None:
	# acts for itself: the log says who brought the record in, the caller is told yes or no
	sent = frappe.get_all(
		LOG,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		pluck="user",
		order_by="taken_at asc, creation asc",
		limit=1,
	)
	return sent[0] if sent else None
