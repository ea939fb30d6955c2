from frappe import _


def get_data():
	"""What belongs to an organization (form dashboard)."""
	return {
		"fieldname": "organization",
		"transactions": [
			{"label": _("Plans"), "items": ["Sink Annual Plan", "Sink Milestone Task"]},
			{"label": _("Groups"), "items": ["Sink Working Group"]},
			{"label": _("Community"), "items": ["Sink Pairing"]},
			{"label": _("Meetings and Issues"), "items": ["Sink Meeting", "Sink Issue"]},
			{"label": _("Made Public"), "items": ["Sink Notice", "Sink Case"]},
		],
	}
