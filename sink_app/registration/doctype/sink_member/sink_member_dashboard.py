from frappe import _


def get_data() -> dict:
	"""What hangs on a member: the unit's side and the community's side, in one look (双岗位)."""
	return {
		"fieldname": "member",
		"transactions": [
			{"label": _("Registrations"), "items": ["Sink Registration", "Sink Registration Change"]},
			{"label": _("Service"), "items": ["Sink Service Record", "Sink Deed"]},
			{"label": _("Activities"), "items": ["Sink Activity Participant", "Sink Service Certificate"]},
		],
	}
