"""Who is to be trained: told by whoever knows the people (hook `training_audiences`).

Each is a function (training) -> [{"member", "person_name", "duty"}].
"""

import frappe


def of(training) -> list[dict]:
	"""The people a training is for, each once, without those who stand among its attendees already."""
	there = {row.member or row.person_name for row in training.attendees}
	found = {}
	for path in frappe.get_hooks("training_audiences"):
		for person in frappe.get_attr(path)(training):
			found.setdefault(person.get("member") or person["person_name"], person)
	return [person for key, person in found.items() if key not in there]
