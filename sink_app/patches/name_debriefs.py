import frappe

DEBRIEF = "Sink Debrief"
RENAMED = {
	"Branch Secretary's Debrief": "Debrief of a Branch Secretary",
	"Party Secretary's Debrief": "Debrief of a Party Secretary",
}


def execute():
	"""Call the kinds by words without an apostrophe, which lists escape before they look them up."""
	for before, after in RENAMED.items():
		frappe.db.set_value(DEBRIEF, {"kind": before}, "kind", after, update_modified=False)
