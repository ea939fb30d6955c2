"""Words that are kept in records, whoever happens to write them."""

import frappe


def site_language() -> str:
	"""The language of the site: what is kept is read by everybody, and a job has no reader of its own."""
	return frappe.db.get_default("lang") or "zh"
