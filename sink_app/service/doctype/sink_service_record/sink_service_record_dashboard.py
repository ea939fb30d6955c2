from frappe import _


def get_data() -> dict:
	"""The correction that took a record's place, and its seal."""
	return {
		"fieldname": "record",
		"non_standard_fieldnames": {"Sink Service Record": "replaces"},
		"transactions": [
			{"label": _("Corrected by"), "items": ["Sink Service Record"]},
			{"label": _("Seal"), "items": ["Sink Record Seal"]},
		],
	}
