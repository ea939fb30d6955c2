import frappe


def execute():
	"""Count money in yuan on sites that were set up before and name no currency."""
	if not frappe.db.get_default("currency"):
		frappe.db.set_default("currency", "CNY")
