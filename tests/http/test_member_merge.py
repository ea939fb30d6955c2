"""One person, one record (REG-15): suspected pairs, side by side, merged by who reaches both, over HTTP."""

import json

import frappe
import pytest

from sink_app.personal import vault
from sink_app.tests import factories
from sink_app.tests.numbers import id_number
from tests.support import data

MEMBER, REGISTRATION, MERGE = "Sink Member", "Sink Registration", "Sink Member Merge"
COMPARE = "sink_app.registration.doctype.sink_member_merge.sink_member_merge.compare"
REPORT = "Sink Suspected Duplicates"
WOMAN = id_number("42990019880808822")


class Pair:
	"""The same person kept twice, in two branches of one unit; the second record is the fuller one."""

	def __init__(self, world):
		self.mark = frappe.generate_hash(length=5)
		number = f"1986{int(self.mark, 36) % 10**7:07d}"
		self.name = f"双记{self.mark}"
		second = factories.make_organization("Branch", world.unit)
		facts = {"member_name": self.name, "birth_date": "1988-08-08"}
		self.kept = factories.make_member(world.branch, mobile=number, hobbies="书法", **facts)
		self.merged = factories.make_member(
			second,
			mobile=f"1987{number[4:]}",
			position_title="教授",
			user=factories.make_user("Sink Member"),
			skills=[{"skill": "法律", "level": "Certified", "certificate": "A1"}],
			**facts,
		)
		self.further = factories.make_registration(self.merged, world.neighbour)
		self.residence = factories.make_registration(
			self.merged, world.community, registration_type="Residence"
		)
		frappe.db.set_value(REGISTRATION, self.further.name, "workflow_state", "Community Acceptance")
		self.hang_things(self.merged.name, world.organizer)

	def register_twice(self, world):
		"""Both records are registered for the same, the one that goes further than the one that stays."""
		self.draft = factories.make_registration(self.kept, world.community)

	def hang_things(self, name: str, user: str):
		about = {"reference_doctype": MEMBER, "reference_name": name}
		self.comment = factories.make("Comment", comment_type="Comment", content="原记录", **about)
		self.task = factories.make(
			"ToDo", description="核对", reference_type=MEMBER, reference_name=name, allocated_to=user
		)
		self.file = factories.make(
			"File",
			file_name=f"{self.mark}.txt",
			content=self.mark,
			is_private=1,
			attached_to_doctype=MEMBER,
			attached_to_name=name,
		)


@pytest.fixture
def pair(world) -> Pair:
	with data.committed():
		return Pair(world)


def merge(who, pair: Pair, **values):
	return who.insert(
		MERGE,
		**{
			"kept": pair.kept.name,
			"merged": pair.merged.name,
			"reason": "电话核实为同一人",
			**values,
		},
	)


def suspects(who, **filters) -> list[dict]:
	answer = who.call("frappe.desk.query_report.run", report_name=REPORT, filters=filters)
	assert answer.ok, answer.text
	return [row for row in answer.message["result"] if isinstance(row, dict)]


def test_reg_15_suspected_pairs_are_shown_to_who_reaches_both(pair, world, log_in):
	def mine(who):
		return [row for row in suspects(who) if row["member_name"] == pair.name]

	(row,) = mine(log_in(world.organizer))
	assert (row["kept"], row["merged"]) == (pair.kept.name, pair.merged.name)
	assert mine(log_in(world.other_organizer)) == []


def test_reg_15_both_records_stand_side_by_side(pair, world, log_in):
	seen = log_in(world.organizer).fetch(COMPARE, kept=pair.kept.name, merged=pair.merged.name)
	assert seen.ok, seen.text
	fields = {row["fieldname"]: row for row in seen.message["differences"]}
	assert fields["position_title"]["merged"] == "教授"
	assert "A1" in fields["skills"]["merged"]
	assert {"File", "ToDo", "Comment", REGISTRATION} <= {row["doctype"] for row in seen.message["moving"]}


def test_reg_15_everything_moves_to_the_record_that_stays(pair, world, log_in):
	done = merge(log_in(world.organizer), pair, taken="position_title\nskills\nmobile")
	assert done.ok, done.text
	data.look_again()
	kept, merged = frappe.get_doc(MEMBER, pair.kept.name), frappe.get_doc(MEMBER, pair.merged.name)
	assert (kept.position_title, kept.hobbies, kept.skills[0].certificate) == ("教授", "书法", "A1")
	assert kept.user == pair.merged.user and merged.user is None
	assert vault.number_of(MEMBER, kept.name, "mobile").startswith("1987")
	assert vault.number_of(MEMBER, merged.name, "mobile") is None
	assert (merged.merged_into, merged.status) == (kept.name, "Deregistered")
	registrations = {
		row.name: row
		for row in frappe.get_all(
			REGISTRATION, filters={"member": kept.name}, fields=["name", "branch", "mobile", "workflow_state"]
		)
	}
	assert set(registrations) == {pair.further.name, pair.residence.name}
	assert registrations[pair.further.name].workflow_state == "Community Acceptance"
	assert registrations[pair.residence.name].mobile == kept.mobile
	assert frappe.db.get_value("Comment", pair.comment.name, "reference_name") == kept.name
	assert frappe.db.get_value("ToDo", pair.task.name, "reference_name") == kept.name
	assert frappe.db.get_value("File", pair.file.name, "attached_to_name") == kept.name
	moved = json.loads(done.data["moved"] or frappe.db.get_value(MERGE, done.data["name"], "moved"))
	assert pair.comment.name in {name for entry in moved for name in entry["names"]}
	assert not [row for row in suspects(log_in(world.organizer)) if row["member_name"] == pair.name]


def test_reg_15_two_registrations_of_a_kind_are_decided_and_not_guessed(pair, world, log_in):
	with data.committed():
		pair.register_twice(world)
	organizer = log_in(world.organizer)
	seen = organizer.fetch(COMPARE, kept=pair.kept.name, merged=pair.merged.name)
	(double,) = seen.message["doubles"]
	assert (double["kept"], double["merged"], double["further"]) == (
		*(pair.draft.name, pair.further.name),
		"merged",
	)
	assert merge(organizer, pair).refusal == "DoubleUndecided"
	data.look_again()
	assert not frappe.db.get_value(MEMBER, pair.merged.name, "merged_into")
	assert frappe.db.count(REGISTRATION, {"member": pair.merged.name}) == 2


@pytest.mark.parametrize("who", ["other_organizer", "secretary", "member_user"])
def test_reg_15_who_does_not_reach_both_merges_nothing(pair, world, log_in, who):
	refused = merge(log_in(getattr(world, who)), pair)
	assert refused.status == 403, refused.text
	data.look_again()
	assert not frappe.db.get_value(MEMBER, pair.merged.name, "merged_into")


def test_reg_15_a_record_half_in_reach_is_not_merged(pair, world, log_in):
	with data.committed():
		stranger = factories.make_member(world.other_branch, member_name=pair.name)
	refused = merge(log_in(world.organizer), pair, merged=stranger.name)
	assert refused.status == 403, refused.text
	looked = log_in(world.organizer).fetch(COMPARE, kept=pair.kept.name, merged=stranger.name)
	assert looked.status == 403


def test_reg_15_a_merged_record_is_neither_edited_nor_merged_again(pair, world, log_in):
	organizer = log_in(world.organizer)
	done = merge(organizer, pair)
	assert done.ok, done.text
	assert organizer.put(MEMBER, pair.merged.name, hobbies="摄影").refusal == "MergedAway"
	assert merge(organizer, pair).refusal == "MergedAlready"
	assert organizer.put(MERGE, done.data["name"], reason="别的").refusal == "MergeIsDone"
