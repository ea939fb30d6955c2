"""The roll-call in numbers, over what whoever asks may read."""

import frappe
from frappe.query_builder.functions import Count

from sink_app.registration import reporting
from sink_app.service.emergencies import ANSWERS, ARRIVED, EMERGENCY, LEFT, RESPONSE


@frappe.whitelist()
def of(emergency: str) -> dict[str, int]:
	"""How many of those called gave which answer, by answer; `Called` is who has not answered yet.

	Further `called`, everybody; `there`, who is there now; `came`, who is or was there.
	"""
	frappe.get_doc(EMERGENCY, emergency).check_permission("read")
	response, found = reporting.asked(RESPONSE, {}, ())
	rows = (
		found.select(response.status, Count("*"))
		.where(response.emergency == emergency)
		.groupby(response.status)
		.run()
	)
	numbers = {**dict.fromkeys(ANSWERS, 0), **dict(rows)}
	return {
		"called": sum(numbers[each] for each in ANSWERS),
		**numbers,
		"there": numbers[ARRIVED],
		"came": numbers[ARRIVED] + numbers[LEFT],
	}
