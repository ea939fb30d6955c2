"""Every kind of record that can ship: installed, recognised as untouched, edited or deleted, and upgraded."""

import frappe
import pytest

from sink_app.shipped import content, installer, kinds, ledger
from tests.upgrade import edits, versions

KINDS = kinds.ORDER


@pytest.fixture
def folder(tmp_path):
	"""Make a folder of shipped files of a version."""

	def make(version: str):
		target = tmp_path / version
		target.mkdir(exist_ok=True)
		return versions.write_copies(version, target)

	return make


@pytest.fixture
def released(site, folder):
	"""The samples as released, installed; the app's own chain stays out of it."""
	found = [each for each in folder("released") if each.name != "Sink Registration"]
	installer.sync(found)
	return found


def pick(shipped, kind: str, fate: str):
	return next(each for each in versions.of_fate(shipped, fate) if each.doctype == kind)


def status(each) -> str:
	return frappe.db.get_value(
		ledger.LEDGER, {"record_doctype": each.doctype, "shipped_name": each.name}, "status"
	)


@pytest.mark.usefixtures("site")
def test_every_kind_has_a_sample(folder):
	assert {each.doctype for each in folder("released")} == set(KINDS)
	assert {each.doctype for each in folder("next")} == set(KINDS)


def test_all_kinds_through_one_upgrade(released, folder):
	for each in released:
		assert status(each) == "As Shipped", (each.name, problem(each))
		live = frappe.get_doc(each.doctype, each.name)
		live.save()
	installer.sync(released)
	assert {each.name: status(each) for each in released if status(each) != "As Shipped"} == {}
	for kind in KINDS:
		edited, deleted = (pick(released, kind, fate) for fate in ("edited", "deleted"))
		edits.change(kind, edited.name, *edits.TOUCHED[kind]).make()
		frappe.delete_doc(kind, deleted.name, force=True)
	installer.look_again()
	for kind in KINDS:
		found = {fate: status(pick(released, kind, fate)) for fate in versions.FATES}
		assert found == {"untouched": "As Shipped", "edited": "Edited", "deleted": "Deleted"}, kind
	coming = [each for each in folder("next") if each.name != "Sink Registration"]
	for _turn in range(2):
		installer.sync(coming)
		for kind in KINDS:
			untouched, edited, deleted = (pick(coming, kind, fate) for fate in versions.FATES)
			found = [status(each) for each in (untouched, edited, deleted)]
			assert found == ["As Shipped", "Update Available", "Deleted"], kind
			assert says_what_ships(untouched), kind
			assert edits.change(kind, edited.name, *edits.TOUCHED[kind]).stands(), kind
			assert not frappe.db.exists(kind, deleted.name)


def says_what_ships(each) -> bool:
	live = frappe.get_doc(each.doctype, each.name).as_dict()
	return not set(content.edited_fields(each.doctype, live, each.content)) & each.content.keys()


def problem(each):
	return frappe.db.get_value(ledger.LEDGER, {"shipped_name": each.name}, "problem")
