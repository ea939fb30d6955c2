from frappe import _


def get_data() -> dict:
	"""Who wishes to join, when the street was told, and the rosters of a duty team."""
	return {
		"fieldname": "team",
		"transactions": [
			{"label": _("Team Members"), "items": ["Sink Team Application"]},
			{"label": _("Shifts"), "items": ["Sink Duty Roster", "Sink Duty Shift"]},
		],
	}
