"""Installed and removed again, the app leaves a site as it found it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SITE = "removal.localhost"
# seconds
LONGEST = 300
SNAPSHOT = """
import json
import frappe

KINDS = (
	"DocType", "Module Def", "Module Profile", "Role", "Workflow", "Workflow State", "Workflow Action Master",
	"Custom Field", "Property Setter", "Custom DocPerm", "Print Format", "Number Card", "Dashboard Chart",
	"Workspace", "Report", "Page", "Web Form", "Notification", "Scheduled Job Type", "Has Role", "File",
	"Dashboard", "Email Template", "Role Profile", "Letter Head", "Kanban Board", "Assignment Rule",
	"Client Script",
)
frappe.init({site!r})
frappe.connect()
found = {{kind: sorted(frappe.get_all(kind, pluck="name")) for kind in KINDS if kind != "Has Role"}}
found["Has Role"] = sorted(map(str, frappe.get_all("Has Role", pluck="role", distinct=True)))
found["tables"] = sorted(frappe.db.get_tables(cached=False))
found["name"] = [frappe.db.get_single_value("Website Settings", "app_name")]
print("SNAPSHOT" + json.dumps(found))
"""
# what an office makes of the app while it has it
OFFICE = """
import frappe

frappe.init({site!r})
frappe.connect()
chain = frappe.copy_doc(frappe.get_doc("Workflow", "Sink Registration"))
chain.update({{"workflow_name": "Office Chain", "is_active": 0}}).insert()
for record in (
	{{"doctype": "Custom Field", "dt": "Sink Registration", "fieldname": "office_note", "fieldtype": "Data",
		"label": "Office Note"}},
	{{"doctype": "Number Card", "label": "Office Card", "document_type": "Sink Skill", "function": "Count",
		"type": "Document Type", "filters_json": "[]"}},
	{{"doctype": "File", "file_name": "office.txt", "content": b"attached", "is_private": 1,
		"attached_to_doctype": "Sink Skill",
		"attached_to_name": frappe.get_all("Sink Skill", pluck="name")[0]}},
):
	frappe.get_doc(record).insert()
frappe.db.commit()
"""


@pytest.fixture
def empty_site(site):
	"""A site that has never seen the app; dropped afterwards."""
	sites = Path(os.environ["DEVBENCH_SITES"])
	config = json.loads((sites / "common_site_config.json").read_text())
	password = ("--db-root-username", "root", "--db-root-password", config["root_password"])
	run(sites, "new-site", SITE, *password, "--admin-password", "removal", "--force")
	yield sites
	from tests.support import jobs

	jobs.forget(SITE)
	run(sites, "drop-site", SITE, *password, "--no-backup", "--force")


def test_uninstalling_leaves_no_trace(empty_site):
	before = snapshot(empty_site)
	run(empty_site, "--site", SITE, "install-app", "sink_app")
	installed = snapshot(empty_site)
	assert "Sink Registration" in installed["Workflow"]
	assert "Sink Community Secretary" in installed["Role"]
	execute(empty_site, [sys.executable, "-c", OFFICE.format(site=SITE)])
	in_use = snapshot(empty_site)
	run(empty_site, "--site", SITE, "uninstall-app", "sink_app", "--dry-run")
	assert snapshot(empty_site) == in_use
	said = run(empty_site, "--site", SITE, "uninstall-app", "sink_app", "--no-backup", answer="y\n")
	assert "Are you sure you want to continue?" in said
	check_export(empty_site, said)
	after = snapshot(empty_site)
	assert {kind: differing(before[kind], after[kind]) for kind in before} == {kind: [] for kind in before}


def check_export(sites: Path, said: str) -> None:
	"""Records, the office's own configuration and files lie in one zip, and the terminal says where."""
	(path,) = (sites / SITE / "private/backups").glob("sink_app-*.zip")
	assert str(path) in said
	assert path.stat().st_mode & 0o077 == 0
	with zipfile.ZipFile(path) as archive:
		names = archive.namelist()
		skills = [json.loads(line) for line in archive.read("records/Sink Skill.jsonl").splitlines()]
		assert "Sink Registration" in archive.read("configuration/Workflow.jsonl").decode()
		assert "Office Chain" in archive.read("configuration/Workflow.jsonl").decode()
		assert "office_note" in archive.read("configuration/Custom Field.jsonl").decode()
		(attached,) = [name for name in names if name.startswith("files/")]
		assert archive.read(attached) == b"attached"
	assert len({row["name"] for row in skills}) == len(skills) > 5
	assert "records/Sink Registration.jsonl" in names


def differing(before: list, after: list) -> list:
	return sorted(set(map(str, before)) ^ set(map(str, after)))


def snapshot(sites: Path) -> dict:
	code = SNAPSHOT.format(site=SITE)
	printed = execute(sites, [sys.executable, "-c", code])
	return json.loads(printed.partition("SNAPSHOT")[2])


def run(sites: Path, *arguments: str, answer: str = "") -> str:
	return execute(sites, [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *arguments], answer)


def execute(sites: Path, command: list[str], answer: str = "") -> str:
	done = subprocess.run(
		command, cwd=sites, input=answer, capture_output=True, text=True, timeout=LONGEST, check=False
	)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
	return done.stdout
