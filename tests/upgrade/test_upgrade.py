"""An upgrade brings every record that nobody touched to its new state, and takes nothing from anybody."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import bench

PROJECT = Path(__file__).parents[2]
# seconds
LONGEST = 240
# `make upgrade-test` closes with what stands in this file of the results
COUNT = "upgrade.txt"


@pytest.fixture(scope="module")
def outcome(copied_site, tmp_path_factory) -> dict:
	command = [sys.executable, str(Path(__file__).with_name("rehearsal.py")), copied_site]
	done = subprocess.run(
		[*command, str(tmp_path_factory.mktemp("versions"))],
		cwd=os.environ["DEVBENCH_SITES"],
		env={**os.environ, "PYTHONPATH": str(PROJECT)},
		capture_output=True,
		text=True,
		timeout=LONGEST,
		check=False,
	)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
	return json.loads(done.stdout.rpartition("RESULT")[2])


def test_every_edit_stands(outcome):
	lost = sorted(name for name, stands in outcome["edits"].items() if not stands)
	count = f"{len(outcome['edits'])} edits, {len(lost)} lost"
	(bench.results() / COUNT).write_text(f"{count}\n")
	assert len(outcome["edits"]) >= 35, count
	assert not lost, f"{count}: {lost}"


def test_every_untouched_record_is_new(outcome):
	assert outcome["problems"] == []
	edited = {name for name, fields in outcome["seen_as_edited"].items() if fields}
	assert {name for name in edited if name.endswith("untouched")} == set()
	assert len(outcome["old"]) == 14
	assert {kind: fields for kind, fields in outcome["old"].items() if fields} == {}


def test_the_ledger_says_what_became_of_each(outcome):
	by_fate = {fate: set() for fate in ("untouched", "edited", "deleted")}
	for name, status in outcome["ledger"].items():
		for fate, found in by_fate.items():
			if name.startswith(("Office", "office")) and name.endswith(fate):
				found.add(status)
	assert by_fate == {
		"untouched": {"As Shipped"},
		"edited": {"Update Available"},
		"deleted": {"Deleted"},
	}
	assert outcome["ledger"]["Sink Registration"] == "Update Available"
	assert outcome["ledger"]["Sink Home"] == "As Shipped"
