"""«Why can they see this?» says what the engine does, of everybody and everything in the suite's world."""

import frappe
import pytest

from tests.support import data


@pytest.fixture
def planted(isolation):
	data.look_again()
	return [
		frappe.get_doc(doctype, side["name"])
		for doctype, sides in isolation.planted.items()
		for side in sides.values()
	]


def test_every_verdict_is_the_engines(isolation, planted):
	from sink_app.access import explain

	wrong = [
		f"{person.label}: {doc.doctype} {doc.name}: {[reason.sentence for reason in found]}"
		for doc in planted
		for person in isolation.people.values()
		if explain.sees(found := list(explain.reasons(doc, person.user)))
		!= bool(frappe.has_permission(doc.doctype, "read", doc=doc, user=person.user))
	]
	assert not wrong, "\n".join(wrong)


def test_every_verdict_has_its_reason(isolation, planted):
	from sink_app.access import explain

	silent = [
		(person.label, doc.doctype)
		for doc in planted
		for person in isolation.people.values()
		if not explain.reasons(doc, person.user)
	]
	assert not silent


def test_everybody_who_sees_a_record_is_listed_and_nobody_else(isolation, planted):
	from sink_app.access import readers

	users = {person.user for person in isolation.people.values()} - {"Guest"}
	for doc in planted:
		listed = {user for group in readers.groups(doc) for user in group.users} & users
		reading = {user for user in users if frappe.has_permission(doc.doctype, "read", doc=doc, user=user)}
		assert listed == reading, (doc.doctype, doc.name)
