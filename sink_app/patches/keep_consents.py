"""Ticks on registrations become consents to the first notice; notices and retention rules are laid down."""

import frappe
from frappe.utils import create_batch

from sink_app.access import declaration
from sink_app.personal import consents
from sink_app.registration import privacy_records

CHUNK = 5_000


def execute():
	"""In chunks; what has a consent already is left out, so that a run that was cut short goes on."""
	privacy_records.seed()
	for doctype, boxes in frappe.get_hooks("personal_consents").items():
		for box, given in boxes.items():
			for chunk in create_batch(_ticked(doctype, box), CHUNK):
				consents.give_many(given[-1], chunk)
				# a city has more registrations than one transaction may take in
				frappe.db.commit()


def _ticked(doctype: str, box: str) -> list[dict]:
	"""The first record of each person on which the box is ticked, of persons without a consent."""
	link = declaration.scope_of(doctype).person
	record, consent = frappe.qb.DocType(doctype), frappe.qb.DocType(consents.CONSENT)
	known = frappe.qb.from_(consent).select(consent.person)
	query = frappe.qb.from_(record).select(record.name, record.creation, record.owner, record[link])
	query = query.where((record[box] == 1) & record[link].notin(known)).orderby(record.creation)
	first = {person: (name, on, by) for name, on, by, person in reversed(query.run())}
	return [
		{"person": person, "about": (doctype, name), "through": consents.DESK, "on": on, "by": by}
		for person, (name, on, by) in first.items()
	]
