"""What is above one's level is told neither after a save nor by the versions on a form's timeline."""

import frappe
import pytest
from frappe.utils import add_to_date, now_datetime

from sink_app.tests import factories
from tests.support import data
from tests.support.reading import readable

VISIT = "Sink Visit"
SAID, BEFORE = "亲人去世，情绪低落", "LIVES-ALONE"


@pytest.fixture(scope="module")
def visit(world) -> str:
	"""A visit whose findings were written anew."""
	with data.committed():
		made = factories.make(
			VISIT,
			kind="分类敲门",
			area=world.grid.name,
			visitors="网格员",
			starts_on=add_to_date(now_datetime(), hours=-2),
			findings=SAID,
		)
		changes = {"changed": [["findings", BEFORE, SAID], ["visitors", "GRID-WORKER-A", "网格员"]]}
		factories.make("Version", ref_doctype=VISIT, docname=made.name, data=frappe.as_json(changes))
	return made.name


@pytest.fixture(scope="module")
def street(world, log_in):
	"""Writes visits, without the level of what was said at the door."""
	with data.committed():
		user = factories.make_stand("Sink Street Officer", world.street)
		data.let_in(user)
	return log_in(user)


SAVES = {
	"Desk": lambda who, record: who.call("frappe.desk.form.save.savedocs", doc=record, action="Save"),
	"client.save": lambda who, record: who.call("frappe.client.save", doc=record),
	"client.set_value": lambda who, record: who.call(
		"frappe.client.set_value", doctype=VISIT, name=record["name"], fieldname="visitors", value="网格长"
	),
	"REST": lambda who, record: who.ask(
		"PUT", f"/api/resource/{VISIT}/{record['name']}", json={"visitors": "网格长"}
	),
}


@pytest.mark.parametrize("door", SAVES)
def test_a_save_answers_within_ones_level(door, visit, street, world, log_in):
	record = street.get(VISIT, visit).data
	answer = SAVES[door](street, record)
	assert answer.ok, answer.text
	told = readable(answer)
	assert "网格" in told
	assert SAID not in told and BEFORE not in told
	assert log_in(world.secretary).get(VISIT, visit).data["findings"] == SAID, "and it is still there"


@pytest.mark.parametrize("function", ["getdoc", "get_docinfo"])
def test_a_timeline_tells_within_ones_level(function, visit, street, world, log_in):
	ask = {"doctype": VISIT, "name": visit}
	door = f"frappe.desk.form.load.{function}"
	theirs = readable(street.fetch(door, **ask))
	assert SAID not in theirs and BEFORE not in theirs
	assert "GRID-WORKER-A" in theirs, "what is of one's level is told"
	assert BEFORE in readable(log_in(world.secretary).fetch(door, **ask)), "who reads the level is told all"
