"""Exports are a right of their own, say what for, carry who took them, and are written down."""

import io
import json

import frappe
import openpyxl
import pytest

from sink_app.personal.written_once import WrittenOnce
from sink_app.tests import factories
from tests.support import data
from tests.support.client import Client
from tests.support.reading import readable

MEMBER, REGISTRATION, LOG = "Sink Member", "Sink Registration", "Sink Export Log"
REASON = "核对名册"


def fields(*names: str, doctype: str = MEMBER) -> str:
	return json.dumps([f"`tab{doctype}`.`{name}`" for name in names])


def list_export(who: Client, kind: str = "CSV", columns=("name", "member_name"), doctype=MEMBER, **more):
	return who.call(
		"frappe.desk.reportview.export_query",
		doctype=doctype,
		file_format_type=kind,
		title="名册",
		fields=fields(*columns, doctype=doctype),
		**more,
	)


DOORS = {
	"list as CSV": lambda who, name: list_export(who),
	"list as Excel": lambda who, name: list_export(who, "Excel"),
	"chosen rows": lambda who, name: list_export(who, selected_items=json.dumps([name])),
	"Data Export": lambda who, name: who.call(
		"frappe.core.doctype.data_export.exporter.export_data",
		doctype=MEMBER,
		with_data="true",
		file_type="CSV",
		select_columns={MEMBER: ["name", "member_name"]},
	),
	"Data Import's template": lambda who, name: who.call(
		"frappe.core.doctype.data_import.data_import.download_template",
		doctype=MEMBER,
		export_fields={MEMBER: ["name", "member_name"]},
		export_records="all",
		file_type="Excel",
	),
}


@pytest.fixture(scope="module")
def more(world):
	"""A second member, auditors of several places, and people who read members but export none."""
	with data.committed():
		city = frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		people = {
			"second": factories.make_member(world.branch).name,
			"auditor": factories.make_stand("Sink Auditor", city),
			"far_auditor": factories.make_stand("Sink Auditor", world.far_district),
			"unit_auditor": factories.make_stand("Sink Auditor", world.unit),
			"branch_secretary": factories.make_stand("Sink Branch Secretary", world.branch),
			"platform": factories.make_stand("Sink Platform Manager", city),
			"district": factories.make_stand("Sink District Organizer", world.district),
		}
		# exports for another unit, and only reads here
		both = factories.make_stand("Sink Unit Organizer", world.other_unit)
		factories.make_stand("Sink Branch Secretary", world.branch, user=both)
		factories.make_member(world.other_branch, member_name=f"外单位{world.mark}")
		people["both"] = both
		data.let_in(*(user for label, user in people.items() if label != "second"))
	return people


def last_log(user: str):
	data.look_again()
	return frappe.get_last_doc(LOG, {"user": user})


@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_shut_without_the_right(door, world, more, log_in):
	for user in (world.member_user, more["branch_secretary"], more["auditor"], more["platform"]):
		answer = DOORS[door](log_in(user), world.member.name)
		assert answer.status == 403, f"{door} lets {user} in: {answer.text[:200]}"
		assert world.member.member_name not in readable(answer)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_writes_down_what_left(door, world, log_in, more):
	organizer = log_in(world.organizer)
	asked = organizer.call
	# the member list's doors without personal columns ask for no reason
	answer = DOORS[door](organizer, world.member.name)
	assert answer.ok, answer.text[:300]
	text = readable(answer)
	assert world.member.member_name in text
	assert world.organizer in text, "the file says who exported it"
	log = last_log(world.organizer)
	rows = 1 if door == "chosen rows" else frappe.db.count(MEMBER, {"unit": world.unit.name})
	assert (log.reference_doctype, log.rows_total, log.place) == (MEMBER, rows, world.unit.name)
	assert "姓名" in log.columns_shown
	assert asked


def test_personal_columns_need_a_reason(world, log_in):
	organizer = log_in(world.organizer)
	columns = ("member_name", "mobile", "birth_date")
	refused = list_export(organizer, columns=columns)
	assert refused.refusal == "ExportReasonMissing"
	assert "手机" in refused.text.encode().decode("unicode_escape", "ignore") or "手机" in readable(refused)
	answer = list_export(
		organizer,
		columns=columns,
		reason=f"{REASON} 13812345678",
		filters=json.dumps([[MEMBER, "status", "=", "In Service"], [MEMBER, "unit", "=", world.unit.name]]),
	)
	assert answer.ok
	assert REASON in readable(answer)
	log = last_log(world.organizer)
	assert log.reason == f"{REASON} 138****5678"
	assert "出生日期" in log.personal_columns and "手机" in log.personal_columns
	assert world.unit.org_name in log.filters and "在职" in log.filters


def test_a_role_exports_only_where_it_stands(world, more, log_in):
	"""Who organizes one unit and only reads in another takes nothing of the other out."""
	who = log_in(more["both"])
	assert world.member.name in {row["name"] for row in who.get_list(MEMBER).data}
	text = readable(list_export(who))
	assert f"外单位{world.mark}" in text
	assert world.member.member_name not in text
	many = who.fetch(
		"frappe.utils.print_format.download_multi_pdf",
		doctype=MEMBER,
		name=json.dumps([world.member.name, more["second"]]),
		format="Standard",
	)
	assert many.status == 403


def test_many_prints_in_one_file_are_an_export(world, more, log_in):
	names = json.dumps([world.member.name, more["second"]])
	door = "frappe.utils.print_format.download_multi_pdf"
	asked = {"doctype": MEMBER, "name": names, "format": "Standard"}
	assert log_in(more["branch_secretary"]).fetch(door, **asked).status == 403
	organizer = log_in(world.organizer)
	assert organizer.fetch(door, **asked).content.startswith(b"%PDF")
	log = last_log(world.organizer)
	assert (log.file_kind, log.rows_total) == ("PDF", 2)
	# one at a time is a print like any other
	assert log_in(more["branch_secretary"]).pdf(MEMBER, world.member.name, format="Standard").ok


def test_a_report_is_exported_with_a_reason_when_its_columns_ask_for_one(world, more, log_in):
	with data.committed():
		name = f"名册{world.mark}"
		factories.make(
			"Report",
			report_name=name,
			ref_doctype=MEMBER,
			report_type="Query Report",
			is_standard="No",
			query="""select name as `Party Member:Link/Sink Member:120`, mobile as `Mobile:Data:120`
				from `tabSink Member` limit 0""",
			roles=[{"role": "Sink Unit Organizer"}, {"role": "Sink Branch Secretary"}],
		)
	door = "frappe.desk.query_report.export_query"
	asked = {"report_name": name, "file_format_type": "CSV", "visible_idx": "[]", "filters": "{}"}
	assert log_in(more["branch_secretary"]).call(door, **asked).status == 403
	organizer = log_in(world.organizer)
	assert organizer.call(door, **asked).refusal == "ExportReasonMissing"
	assert organizer.call(door, **asked, reason=REASON).ok
	assert last_log(world.organizer).report == name


def test_who_reads_the_log(world, more, log_in):
	list_export(log_in(world.organizer))
	name = last_log(world.organizer).name
	sees = {
		label: name in {row["name"] for row in (log_in(user).get_list(LOG).data or [])}
		for label, user in {**people_of(more), "organizer": world.organizer}.items()
	}
	assert sees == {
		"auditor": True,
		"unit_auditor": True,
		"far_auditor": False,
		"platform": False,
		"district": False,
		"branch_secretary": False,
		"both": False,
		"organizer": True,
	}
	assert log_in(more["auditor"]).get(LOG, name).ok
	assert log_in(more["far_auditor"]).get(LOG, name).status == 403


def people_of(more: dict) -> dict:
	return {label: user for label, user in more.items() if label != "second"}


def test_nobody_writes_the_log(world, more, log_in):
	list_export(log_in(world.organizer))
	name = last_log(world.organizer).name
	for user in (world.organizer, more["auditor"], data.demo_user("it"), data.demo_user("city")):
		who = Client(log_in(world.organizer).url)
		assert who.login(user, data.password()).ok or user.startswith("it@")
		assert who.put(LOG, name, reason="改过").status in (403, 404)
		assert who.delete(LOG, name).status in (403, 404)
		assert not who.insert(LOG, reason="编造").ok
	entry = frappe.get_doc(LOG, name)
	entry.reason = "改过"
	with pytest.raises(WrittenOnce):
		entry.save()


def test_auditor_and_platform_manager_read_no_personal_data(world, more, log_in):
	for label in ("auditor", "platform"):
		who = log_in(more[label])
		for doctype in (MEMBER, REGISTRATION, "Sink Consent", "Sink Personal Value"):
			assert who.get_list(doctype).status == 403, f"{label} lists {doctype}"
		assert who.get(MEMBER, world.member.name).status == 403
		reveal = {"doctype": MEMBER, "name": world.member.name, "field": "mobile", "reason": "审计"}
		assert who.call("sink_app.personal.doors.reveal", **reveal).status == 403


def test_auditor_reads_looks_and_steps_of_the_place(world, more, log_in):
	reveal = {"doctype": MEMBER, "name": world.member.name, "field": "mobile", "reason": f"通知{world.mark}"}
	assert log_in(world.organizer).call("sink_app.personal.doors.reveal", **reveal).ok
	for doctype, filters in (
		("Sink Personal Reveal", {"reason": f"通知{world.mark}"}),
		("Sink Approval Step", {"reference_name": world.registration.name}),
	):
		counts = {
			label: len(log_in(more[label]).get_list(doctype, filters=filters).data or [])
			for label in ("auditor", "unit_auditor", "far_auditor", "platform")
		}
		assert counts["auditor"] and counts["unit_auditor"] == counts["auditor"], doctype
		assert not counts["far_auditor"] and not counts["platform"], doctype


def test_an_export_can_be_imported_again_but_for_its_masks(world, log_in):
	answer = list_export(log_in(world.organizer), "Excel", ("member_name", "mobile"), reason=REASON)
	book = openpyxl.load_workbook(io.BytesIO(answer.content))
	assert len(book.sheetnames) == 2
	assert book.worksheets[0].max_row == frappe.db.count(MEMBER, {"unit": world.unit.name}) + 1
