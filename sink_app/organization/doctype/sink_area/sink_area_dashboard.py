from frappe import _


def get_data():
	"""What belongs to an area (form dashboard)."""
	return {
		"fieldname": "area",
		"transactions": [
			{"label": _("Pairings"), "items": ["Sink Pairing"]},
			{"label": _("Meetings and Issues"), "items": ["Sink Meeting", "Sink Issue"]},
			{"label": _("Made Public"), "items": ["Sink Notice", "Sink Case"]},
		],
	}
