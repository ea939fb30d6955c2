"""An entry of the ledger is found by the name in its file, which an administrator cannot change."""

import frappe


def execute():
	ledger = frappe.qb.DocType("Sink Shipped Record")
	frappe.qb.update(ledger).set(ledger.shipped_name, ledger.record_name).where(
		ledger.shipped_name.isnull()
	).run()
