"""A district's lists into one ZIP, by a real worker that is killed on the way."""

import io
import re
import zipfile

import frappe
import pytest
from frappe.utils.background_jobs import is_job_enqueued

from sink_app.reporting import print_runs
from sink_app.tests import factories, projects
from tests.support import data, jobs
from tests.support.reading import pdf_text
from tests.support.socket import Socket

LIST, FORMAT = "Sink Project List", "Sink Project List Sheet"
DOORS = "sink_app.reporting.print_runs"
LISTS = 8


@pytest.fixture(scope="module")
def district(served):
	"""A district with lists of many years, who prints them, and who works in another district."""
	with data.committed():
		made = factories.World()
		made.unit.update({"org_name": f"打印单位{made.unit.name[:4]}"}).save()
		made.printer = factories.make_stand("Sink District Organizer", made.district)
		made.stranger = factories.make_stand("Sink District Organizer", made.far_district)
		made.lists = [
			projects.make_list(made, projects.five(deadline=f"{year}-12-31"), year=year).name
			for year in range(2021, 2021 + LISTS)
		]
		data.let_in(made.printer, made.stranger)
	return made


def start(who, made) -> str:
	filters = {"district": made.district.name}
	answer = who.call(f"{DOORS}.start", doctype=LIST, filters=filters, print_format=FORMAT)
	assert answer.ok, answer.text
	return answer.message["name"]


def status(who, run: str) -> dict:
	return who.fetch(f"{DOORS}.status", run=run).message


def finished(who, run: str) -> dict:
	return jobs.wait_for(
		lambda: (found := status(who, run))["status"] == "Finished" and found, "the end of the run"
	)


def printed(who, state: dict) -> dict[str, bytes]:
	"""{file's name: its content} of a run's archive, fetched as a browser does."""
	answer = who.ask("GET", state["file_url"])
	assert answer.ok, answer.text
	with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
		assert archive.testzip() is None
		names = archive.namelist()
		assert len(names) == len(set(names))
		return {name: archive.read(name) for name in names}


def test_prj_01_a_district_s_lists_become_one_zip(log_in, district):
	printer = log_in(district.printer)
	socket = Socket(printer, frappe.local.site)
	run = start(printer, district)
	heard = socket.hear(jobs.PATIENCE, ['"percent":100'])
	state = finished(printer, run)
	assert (state["total"], state["done"], state["refused"]) == (LISTS, LISTS, 0)
	told = [float(each) for each in re.findall(r'"percent":([\d.]+)', heard)]
	assert len(told) == LISTS
	assert told == sorted(told)
	files = printed(printer, state)
	assert len(files) == LISTS
	for year, (name, content) in enumerate(sorted(files.items()), 2021):
		assert name.endswith(".pdf")
		text = re.sub(r"\s", "", pdf_text(content))
		assert f"{year}年度共建项目清单" in text
		assert district.unit.org_name in text


def test_prj_01_a_killed_print_goes_on_and_prints_nothing_twice(log_in, district):
	printer = log_in(district.printer)
	run = start(printer, district)
	done = jobs.wait_for(lambda: status(printer, run)["done"], "the first print")
	jobs.kill(f"print-run-{run}")
	broken = status(printer, run)
	assert done <= broken["done"] < LISTS
	assert broken["status"] == "Running"
	before = rows_done(run)
	# the sign of life of a worker fades by itself after two minutes
	frappe.cache.delete_value(print_runs._sign_of_life(run))
	assert printer.fetch(f"{DOORS}.broken_off").message["name"] == run
	assert printer.call(f"{DOORS}.go_on", run=run).ok
	state = finished(printer, run)
	assert len(printed(printer, state)) == LISTS
	after = rows_done(run)
	assert {name: after[name] for name in before} == before

	assert printer.call(f"{DOORS}.go_on", run=run).message["status"] == "Finished"
	assert not is_job_enqueued(f"print-run-{run}")


def rows_done(run: str) -> dict:
	data.look_again()
	rows = frappe.get_all(
		print_runs.ROW, {"parent": run, "outcome": print_runs.DONE}, ["name", "outcome", "idx"]
	)
	return {row.name: row.idx for row in rows}


def test_prj_01_nobody_of_another_district_gets_at_it(log_in, district):
	printer, stranger = log_in(district.printer), log_in(district.stranger)
	state = finished(printer, start(printer, district))
	run = state["name"]
	for answer in (
		stranger.fetch(f"{DOORS}.status", run=run),
		stranger.call(f"{DOORS}.go_on", run=run),
		stranger.ask("GET", state["file_url"]),
		stranger.ask("GET", f"/private/files/{run}.zip"),
		stranger.get(print_runs.RUN, run),
		stranger.call(f"{DOORS}.start", doctype=LIST, names=district.lists, print_format=FORMAT),
		stranger.call(f"{DOORS}.start", doctype=LIST, filters={"district": district.district.name}),
	):
		assert not answer.ok, answer.text[:300]
		assert district.unit.org_name not in answer.text
