"""Whose record it is: who must leave its approval to others, and who may take it back."""

from sink_app.access import query
from sink_app.approvals import log


def is_applicant(doc, user: str) -> bool:
	"""Whether a user filed a record, is the person it speaks of, or sent it into its chain."""
	return is_own(doc, user) or user == _first_sender(doc)


def is_own(doc, user: str) -> bool:
	"""Whether a user filed a record or is the person it speaks of."""
	return user == doc.owner or query.speaks_of(doc, user)


def _first_sender(doc) -> str | None:
	sent = log.entries(doc.doctype, doc.name)
	return sent[0]["user"] if sent else None
