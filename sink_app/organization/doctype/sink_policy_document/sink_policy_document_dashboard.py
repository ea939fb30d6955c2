from frappe import _


def get_data():
	"""What rests on a policy document (form dashboard)."""
	return {
		"fieldname": "policy_document",
		"transactions": [
			{"label": _("Issued With It"), "items": ["Sink Annual Plan"]},
			{"label": _("Groups"), "items": ["Sink Working Group", "Sink Supervision Group"]},
		],
	}
