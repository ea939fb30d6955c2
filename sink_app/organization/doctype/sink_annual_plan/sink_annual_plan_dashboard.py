from frappe import _


def get_data():
	"""What comes of an annual plan (form dashboard)."""
	return {
		"fieldname": "plan",
		"non_standard_fieldnames": {"Sink Annual Plan": "parent_plan"},
		"transactions": [
			{"label": _("Carrying Out"), "items": ["Sink Milestone Task"]},
			{"label": _("Plans Below"), "items": ["Sink Annual Plan"]},
		],
	}
