"""A roster goes in over HTTP: by a real worker, which is killed on the way and goes on where it stood."""

import io
from random import randrange

import frappe
import pytest
from openpyxl import Workbook, load_workbook

from sink_app.registration.roster import job as roster_job
from sink_app.registration.roster.columns import OFFERED
from sink_app.tests import factories
from tests.support import data, jobs
from tests.support.jobs import wait_for

DOCTYPE, STRETCH = "Sink Roster Import", "Sink Roster Stretch"
START = "sink_app.registration.doctype.sink_roster_import.sink_roster_import.start"
YEAR, ROWS = 2026, 2500


@pytest.fixture
def office(served):
	"""A unit of its own with a branch, and who imports for it."""
	with data.committed():
		world = factories.World()
		world.branch.update({"org_name": f"花名册{world.branch.name[:4]}支部"}).save()
		world.community.update({"area_name": f"花名册{world.community.name[:4]}社区"}).save()
		data.let_in(world.organizer, world.secretary)
	return world


FIRST_NUMBER = 13_000_000_000 + randrange(10**8) * 10
"""A kept site still has the members of an earlier run."""


def workbook(office, rows: int) -> bytes:
	"""A roster of that many people, and one row more that is wrong."""
	made = Workbook(write_only=True)
	sheet = made.create_sheet("花名册")
	sheet.append([column.title for column in OFFERED])
	for number in range(rows + 1):
		row = {
			"number": str(number + 1),
			"member_name": f"党员{chr(0x4E00 + number % 5000)}{chr(0x4E00 + number // 5000)}",
			"sex": "女",
			"birth_date": "1985.3",
			"mobile": str(FIRST_NUMBER + number) if number < rows else "1988",
			"organization": office.branch.org_name,
			"staff_kind": "高校",
			"community": office.community.area_name,
			"home_area": office.community.area_name,
			"wishes": "政策宣传",
		}
		sheet.append([row.get(column.key, "") for column in OFFERED])
	stream = io.BytesIO()
	made.save(stream)
	return stream.getvalue()


def upload(organizer, office, content: bytes, name: str = "roster.xlsx") -> str:
	file = organizer.upload(name, content)
	assert file.ok, file.text
	made = organizer.insert(
		DOCTYPE,
		organization=office.unit.name,
		year=YEAR,
		registration_type="Dispatched",
		file=file.message["file_url"],
	)
	assert made.ok, made.text
	return made.data["name"]


def status_of(name: str) -> str:
	return frappe.db.get_value(DOCTYPE, name, "status")


def members_of(office) -> int:
	"""How many members a roster has brought."""
	return frappe.db.count("Sink Member", {"unit": office.unit.name, "name": ("!=", office.member.name)})


@pytest.fixture
def import_by(log_in, office):
	organizer = log_in(office.organizer)

	def take_in(content: bytes, name: str = "roster.xlsx") -> str:
		roster = upload(organizer, office, content, name)
		assert organizer.call(START, name=roster, rehearse=False).ok
		return roster

	return take_in


def test_reg_14_a_killed_run_goes_on_where_it_stood(log_in, office, import_by):
	roster = import_by(workbook(office, ROWS))
	wait_for(lambda: frappe.db.count(STRETCH, {"roster_import": roster}), "the first stretch")
	jobs.kill(roster_job._job_id(roster))
	wait_for(lambda: not roster_job.is_running(roster), "the end of the killed run")
	before = members_of(office)
	assert 0 < before < ROWS
	assert status_of(roster) == "Importing"

	assert log_in(office.organizer).call(START, name=roster, rehearse=False).ok
	wait_for(lambda: status_of(roster) == "Imported", "the end of the run")
	doc = frappe.get_doc(DOCTYPE, roster)
	assert (doc.rows_total, doc.rows_good, doc.rows_kept, doc.rows_wrong) == (ROWS + 1, ROWS, 0, 1)
	assert members_of(office) == ROWS
	assert frappe.db.count("Sink Registration", {"unit": office.unit.name}) == ROWS
	assert not frappe.db.count(STRETCH, {"roster_import": roster})
	sheet = load_workbook(io.BytesIO(doc.result_files()[0].get_content())).active
	results = [sheet.cell(number, len(OFFERED) + 1).value for number in range(2, ROWS + 3)]
	assert set(results[:-1]) == {frappe._("Added", "zh")}
	assert results[-1] == frappe._("Wrong Row", "zh")


def test_reg_14_another_office_cannot_start_it(log_in, office, world):
	roster = upload(log_in(office.organizer), office, workbook(office, 1))
	stranger = log_in(world.organizer)
	refused = stranger.call(START, name=roster, rehearse=False)
	assert not refused.ok
	assert status_of(roster) == "Not Started"
