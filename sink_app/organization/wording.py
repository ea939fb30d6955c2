"""Words that are kept in records, whoever happens to write them."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


def site_language() -> str:
	"""The language of the site: what is kept is read by everybody, and a job has no reader of its own."""
	return frappe.db.get_default("lang") or "zh"


@contextmanager
def in_site_language() -> Iterator[None]:
	"""Let every sentence made meanwhile be one of the site's language."""
	before, frappe.local.lang = frappe.local.lang, site_language()
	try:
		yield
	finally:
		frappe.local.lang = before


def speak_site_language():
	"""Let a job speak the site's language, which would begin in English (hook: before_job).

	What a job does for one person it says in that person's language, and sets it itself.
	"""
	frappe.local.lang = site_language()
