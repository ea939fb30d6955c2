"""处置记录: what came up in the service of an order, who noted it, and how it was settled."""

import frappe
from frappe import _
from frappe.utils import escape_html, get_fullname, now_datetime

from sink_app.approvals import reminders
from sink_app.service.orders import ORDER, telling

ROW = "Sink Order Problem"
STANDS = ("noted_on", "problem", "noted_by")
LONGEST = 500


class ProblemStands(frappe.ValidationError):
	"""What was noted is settled or added to, not written over."""


class WordsMissing(frappe.ValidationError):
	pass


def keep(order):
	"""Stamp new rows of an order's log; those that stand there keep their words, time and name."""
	before = order.get_doc_before_save()
	noted = {row.name: row for row in before.problems} if before else {}
	for row in order.problems:
		if old := noted.pop(row.name, None):
			row.update({field: old.get(field) for field in STANDS if field != "problem"})
			if (row.problem or "").strip() != (old.problem or "").strip():
				_refuse(row.idx)
		else:
			row.update({"noted_on": now_datetime(), "noted_by": get_fullname()})
	if noted:
		_refuse(min(row.idx for row in noted.values()))


def note(order: str, words: str):
	"""Add what came up to an order's log, as who serves in it; the community hears of it."""
	words = (words or "").strip()
	if not words or len(words) > LONGEST:
		frappe.throw(_("Please say in up to {0} characters what came up.").format(LONGEST), WordsMissing)
	doc = frappe.get_doc(ORDER, order, for_update=True)
	row = doc.append("problems", {"problem": words, "noted_on": now_datetime(), "noted_by": get_fullname()})
	# a row of its own, not a save of the order: who serves in it may not change the order itself
	row.db_insert()
	subject = _("«{0}»: {1}").format(escape_html(doc.title), escape_html(words))
	for user in telling.office_of(order):
		reminders.tell(user, subject, ORDER, order)


def _refuse(number: int):
	frappe.throw(
		_("Row {0} of the handling log stands as it was noted. Please add a row for what is new.").format(
			number
		),
		ProblemStands,
	)
