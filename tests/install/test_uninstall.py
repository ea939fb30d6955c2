"""Installed and removed again, the app leaves a site as it found it."""

import json
import os
import subprocess
import sys
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
	"Workspace", "Report", "Page", "Web Form", "Notification", "Scheduled Job Type", "Has Role",
)
frappe.init({site!r})
frappe.connect()
found = {{kind: sorted(frappe.get_all(kind, pluck="name")) for kind in KINDS if kind != "Has Role"}}
found["Has Role"] = sorted(map(str, frappe.get_all("Has Role", pluck="role", distinct=True)))
found["tables"] = sorted(frappe.db.get_tables(cached=False))
found["name"] = [frappe.db.get_single_value("Website Settings", "app_name")]
print("SNAPSHOT" + json.dumps(found))
"""


@pytest.fixture
def empty_site(site):
	"""A site that has never seen the app; dropped afterwards."""
	sites = Path(os.environ["DEVBENCH_SITES"])
	config = json.loads((sites / "common_site_config.json").read_text())
	password = ("--db-root-username", "root", "--db-root-password", config["root_password"])
	run(sites, "new-site", SITE, *password, "--admin-password", "removal", "--force")
	yield sites
	run(sites, "drop-site", SITE, *password, "--no-backup", "--force")


def test_uninstalling_leaves_no_trace(empty_site):
	before = snapshot(empty_site)
	run(empty_site, "--site", SITE, "install-app", "sink_app")
	installed = snapshot(empty_site)
	assert "Sink Registration" in installed["Workflow"]
	assert "Sink Community Secretary" in installed["Role"]
	run(empty_site, "--site", SITE, "uninstall-app", "sink_app", "--yes", "--no-backup")
	after = snapshot(empty_site)
	assert {kind: differing(before[kind], after[kind]) for kind in before} == {kind: [] for kind in before}


def differing(before: list, after: list) -> list:
	return sorted(set(map(str, before)) ^ set(map(str, after)))


def snapshot(sites: Path) -> dict:
	code = SNAPSHOT.format(site=SITE)
	printed = execute(sites, [sys.executable, "-c", code])
	return json.loads(printed.partition("SNAPSHOT")[2])


def run(sites: Path, *arguments: str) -> None:
	execute(sites, [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *arguments])


def execute(sites: Path, command: list[str]) -> str:
	done = subprocess.run(command, cwd=sites, capture_output=True, text=True, timeout=LONGEST, check=False)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
	return done.stdout
