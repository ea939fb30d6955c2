from frappe import _


def get_data() -> dict:
	"""Who signed up for an activity, and the service records that came of it."""
	return {
		"fieldname": "activity",
		"dynamic_links": {"source": ["Sink Activity", "source_doctype"]},
		"non_standard_fieldnames": {"Sink Service Record": "source"},
		"transactions": [
			{"label": _("People Taking Part"), "items": ["Sink Activity Participant", "Sink Service Record"]},
		],
	}
