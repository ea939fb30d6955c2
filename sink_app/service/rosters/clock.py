"""Times of day as they are written on a roster: 08:30.

Kept as texts: Frappe fills every empty Time field with the time at which a form is saved.
"""

from datetime import time

import frappe
from frappe import _


class TimeWrong(frappe.ValidationError):
	pass


def settled(doc, *fields: str):
	"""Bring a document's times to the form 08:30; refuse what is no time of day."""
	for field in fields:
		text = str(doc.get(field) or "").strip().replace("：", ":")
		hours, _colon, minutes = text.partition(":")
		is_time = hours.isdigit() and (minutes or "0")[:2].isdigit()
		if not is_time or int(hours) > 23 or int((minutes or "0")[:2]) > 59:
			frappe.throw(
				_("«{0}» takes a time of day, such as 08:30.").format(_(doc.meta.get_label(field))), TimeWrong
			)
		doc.set(field, f"{int(hours):02d}:{int((minutes or '0')[:2]):02d}")


def of(text: str) -> time:
	"""A time of day from its text."""
	hours, _colon, minutes = text.partition(":")
	return time(int(hours), int(minutes))
