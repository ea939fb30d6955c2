"""What somebody who was called may answer after what they have answered before."""

import frappe
from frappe import _


class AnswerOutOfOrder(frappe.ValidationError):
	"""The answer does not follow on the one before."""


def check_order(doc, first: str, following: dict[str, tuple[str, ...]]):
	"""Refuse a status that does not follow on the one the record had; a new record had `first`."""
	before = doc.get_doc_before_save()
	was = before.status if before else first
	if doc.status not in (was, *following[was]):
		frappe.throw(_("«{0}» does not follow on «{1}».").format(_(doc.status), _(was)), AnswerOutOfOrder)
