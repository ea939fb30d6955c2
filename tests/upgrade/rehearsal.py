"""python rehearsal.py SITE FOLDER, on a site of its own; tells as JSON what became of everything."""

import json
import sys
import traceback
from pathlib import Path

import frappe
from frappe.migrate import SiteMigration

from sink_app.shipped import content, files, installer, ledger
from tests.upgrade import edits, versions

MIGRATIONS = 2


def main(site: str, folder: Path) -> dict:
	"""Install the released state, edit it, upgrade, migrate twice; what stands and what is new."""
	frappe.init(site)
	frappe.connect()
	released = install_released(folder / "released")
	made = edits.all_edits({fate: versions.of_fate(released, fate) for fate in versions.FATES})
	for edit in made:
		edit.make()
	# every DocType is read from its file anew, as after an update
	frappe.db.sql("update `tabDocType` set migration_hash = null where name like 'Sink %'")
	frappe.db.commit()
	frappe.destroy()
	coming = next_files(folder / "next")
	migrate(site, coming)
	frappe.init(site)
	frappe.connect()
	result = {
		"edits": {edit.name: stands(edit) for edit in made},
		"old": {each.doctype: old_fields(each) for each in versions.of_fate(coming, versions.UNTOUCHED)},
		"ledger": {entry.record_name: entry.status for entry in ledger.all_entries()},
		"seen_as_edited": seen_as_edited(),
		"problems": [(entry.record_name, entry.problem) for entry in ledger.all_entries() if entry.problem],
	}
	frappe.destroy()
	return result


def seen_as_edited() -> dict[str, list[str]]:
	"""What the ledger takes for edits of administrators, by record."""
	found = {}
	for entry in ledger.all_entries():
		if doc := ledger.live(entry):
			found[entry.record_name] = ledger.edited_fields(entry, doc)
	return found


def install_released(folder: Path) -> list[files.ShippedFile]:
	"""The site as the released version left it: its records instead of today's."""
	folder.mkdir()
	released = versions.write_copies("released", folder)
	installer.remove_all()
	installer.sync(released)
	frappe.db.commit()
	return released


def next_files(folder: Path) -> list[files.ShippedFile]:
	"""The samples' next version, and whatever the app ships today."""
	folder.mkdir()
	return files.in_order([*versions.write_copies("next", folder), *shipped_today()])


def shipped_today() -> list[files.ShippedFile]:
	from sink_app import hooks

	return files.read(Path(hooks.__file__).parent, hooks.shipped_files)


def migrate(site: str, coming: list[files.ShippedFile]):
	"""Frappe's own migration, as often as an impatient operator runs it."""
	files.all_files = lambda: coming
	for _turn in range(MIGRATIONS):
		SiteMigration(skip_search_index=True).run(site=site)


def stands(edit: edits.Edit) -> bool:
	try:
		return edit.stands()
	except Exception:
		traceback.print_exc()
		return False


def old_fields(shipped: files.ShippedFile) -> list[str]:
	"""The fields that a file names and that say something else in the site."""
	live = frappe.get_doc(shipped.doctype, shipped.name).as_dict()
	differing = content.edited_fields(shipped.doctype, live, shipped.content)
	return [field for field in differing if field in shipped.content]


if __name__ == "__main__":
	sys.stdout.write("RESULT" + json.dumps(main(sys.argv[1], Path(sys.argv[2])), ensure_ascii=False))
