"""Points over HTTP: turned on by the office, counted by the real worker, seen by whom they concern."""

import frappe
import pytest

from sink_app.evaluation import ENTRY, RULE, SETTINGS
from sink_app.evaluation.points import runs
from sink_app.service.records import RECORD
from sink_app.tests import factories
from tests.http.test_service_records import CONFIRM, waiting
from tests.support import data, jobs

PHONE = "sink_app.evaluation.phone.card"
RECOUNT = "sink_app.evaluation.doctype.sink_points_rule.sink_points_rule.recount"


@pytest.fixture(scope="module")
def office(served):
	"""Who turns points on for the whole city, and off again at the end."""
	with data.committed():
		root = frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		user = factories.make_stand("Sink City Organizer", root)
		data.let_in(user)
	yield user
	with data.committed():
		doc = frappe.get_doc(SETTINGS)
		doc.update({"enable_points": 0, "enable_stars": 0})
		doc.save()


def points_of(source: str) -> float:
	data.look_again()
	return float(frappe.db.get_value(ENTRY, {"source": source}, "sum(points)") or 0)


def test_rec_07_points_follow_a_confirmation_and_are_worked_out_anew(log_in, world, office):
	before, after = waiting(world, 2)
	secretary, organizer, member = (log_in(user) for user in (world.secretary, office, world.member_user))
	assert secretary.call(CONFIRM, names=[before]).message["done"] == 1
	assert member.fetch(PHONE).message["is_kept"] is False
	since = f"{frappe.utils.getdate().year - 1}-01-01"
	answer = organizer.ask(
		"PUT", f"/api/resource/{SETTINGS}/{SETTINGS}", json={"enable_points": 1, "points_from": since}
	)
	assert answer.ok, answer.text
	jobs.wait_for(lambda: points_of(before) == 2, "the points of what was served before")
	assert secretary.call(CONFIRM, names=[after]).message["done"] == 1
	jobs.wait_for(lambda: points_of(after) == 1, "the points of what was confirmed")
	assert " 3 分" in member.fetch(PHONE).message["points"]
	with data.committed():
		rule = frappe.get_doc(RULE, {"source_doctype": RECORD})
		rule.update({"points": 3})
		rule.save()
	assert not secretary.call(RECOUNT, rule=rule.name).ok
	assert organizer.call(RECOUNT, rule=rule.name).ok
	jobs.wait_for(lambda: (points_of(before), points_of(after)) == (6, 3), "the points worked out anew")
	jobs.wait_for(lambda: not frappe.db.exists(runs.RUN, {"rule": rule.name}), "the end of the run")
	assert frappe.db.count(ENTRY, {"source": ("in", [before, after])}) == 4
	with data.committed():
		rule.reload()
		rule.update({"points": 1})
		rule.save()


def test_rec_07_the_ledger_shows_no_one_elses_points_and_takes_none(log_in, world, office):
	shown = {
		user: {row["member"] for row in log_in(user).get_list(ENTRY, fields=["member"]).data}
		for user in (world.member_user, world.neighbour_secretary, world.other_organizer)
	}
	assert shown[world.member_user] == {world.member.name}
	assert not shown[world.neighbour_secretary] | shown[world.other_organizer]
	for user in (office, world.member_user):
		answer = log_in(user).ask("POST", f"/api/resource/{ENTRY}", json={"points": 9})
		assert answer.status == 403, answer.text
	name = frappe.db.get_value(ENTRY, {"member": world.member.name})
	answer = log_in(office).ask("DELETE", f"/api/resource/{ENTRY}/{name}")
	assert answer.status == 403, answer.text
