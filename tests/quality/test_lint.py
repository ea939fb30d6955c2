"""One command runs every linter, and the linters' own settings catch what they are there for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.lint import commands

SETTINGS = ("pyproject.toml", "eslint.config.mjs", ".prettierrc.json", ".prettierignore")


@pytest.fixture
def copied(house, tmp_path):
	"""A project of one's own with the house's settings; returns a function that writes files into it."""
	for name in SETTINGS:
		shutil.copy(house.root / name, tmp_path)

	def write(files: dict[str, str]) -> Path:
		for name, text in files.items():
			path = tmp_path / name
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_text(text, encoding="utf-8")
		return tmp_path

	return write


@pytest.fixture
def lint(house, copied):
	"""Run one linter over files under the house's settings; return its exit code and words."""

	def run(name: str, files: dict[str, str]) -> tuple[int, str]:
		node_bin = house.root / ".bench/node/node_modules/.bin"
		command = commands(Path(sys.executable).parent, node_bin)[name]
		if not Path(command[0]).exists():
			pytest.skip(f"{command[0]} is not installed")
		environment = {"PATH": "/usr/bin:/bin", "NODE_PATH": str(node_bin.parent)}
		done = subprocess.run(command, cwd=copied(files), capture_output=True, text=True, env=environment)
		return done.returncode, done.stdout + done.stderr

	return run


@pytest.fixture
def lint_all(house, copied):
	"""Run tools.lint in an empty project with programs that are in one folder."""

	def run(programs: Path) -> subprocess.CompletedProcess:
		command = [sys.executable, "-m", "tools.lint", "--bin", programs, "--node-bin", programs]
		environment = {**os.environ, "PYTHONPATH": str(house.root)}
		return subprocess.run(command, cwd=copied({}), capture_output=True, text=True, env=environment)

	return run


def test_every_linter_has_a_line_and_is_counted(lint_all, tmp_path):
	for name in ("ruff", "lint-imports", "eslint", "prettier"):
		program = tmp_path / name
		program.write_text(f"#!/bin/sh\necho {name} speaks\n[ {name} != eslint ]\n")
		program.chmod(0o755)
	done = lint_all(tmp_path)
	lines = [re.sub(r" [\d.]+ s$", "", line) for line in done.stdout.splitlines()]
	assert lines == [
		"ok ruff check",
		"ok ruff format",
		"ok imports",
		"ok checks",
		"FAILED eslint",
		"   eslint speaks",
		"ok prettier",
		"5 passed, 1 failed",
	]
	assert done.returncode == 1


def test_a_linter_that_is_not_there_counts_as_failed(lint_all, tmp_path):
	done = lint_all(tmp_path)
	assert f"{tmp_path}/ruff is not there: run make up first" in done.stdout
	assert done.stdout.endswith("1 passed, 5 failed\n")


@pytest.mark.parametrize(
	("rule", "source"),
	[
		("E722", "try:\n\tx = 1\nexcept:\n\tx = 2\n"),
		("S608", "query = f\"select * from tabUser where name = '{name}'\"\n"),
		("T201", "print(1)\n"),
		("DTZ011", "import datetime\n\ntoday = datetime.date.today()\n"),
		("F401", "import os\n"),
		("E501", f"x = '{'x' * 110}'\n"),
	],
)
def test_ruff(lint, rule, source):
	code, words = lint("ruff check", {"sink_app/a.py": source})
	assert code == 1
	assert f" {rule} " in words


def test_ruff_reads_chinese_and_generated_types(lint):
	source = (
		"from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n\tfrom frappe.types import DF\n\n\n"
		'class SinkVisit:\n\tstate: DF.Literal["", "To Do", "Done"]\n\ttitle = "走访，共（三）次"\n'
	)
	assert lint("ruff check", {"sink_app/a.py": source})[0] == 0


PACKAGES = {f"{name}/__init__.py": "" for name in ("sink_app", "devbench", "tools")}
LAYERS = {f"sink_app/{name}/__init__.py": "" for name in ("access", "approvals", "organization", "service")}


def test_imports_run_downwards(lint):
	files = {
		**PACKAGES,
		**LAYERS,
		"sink_app/service/work.py": "from sink_app.organization import area",
		"sink_app/organization/area.py": "from sink_app.access import query",
		"sink_app/access/query.py": "",
	}
	assert lint("imports", files)[0] == 0


def test_imports_that_do_not(lint):
	code, words = lint(
		"imports",
		{
			**PACKAGES,
			**LAYERS,
			"sink_app/organization/a.py": "import sink_app.service",
			"sink_app/access/a.py": "import sink_app.approvals\nimport tools",
			"devbench/a.py": "import sink_app.access",
		},
	)
	assert code == 1
	for forbidden in (
		"sink_app.organization is not allowed to import sink_app.service",
		"sink_app.access is not allowed to import sink_app.approvals",
		"devbench is not allowed to import sink_app",
		"sink_app is not allowed to import tools",
	):
		assert forbidden in words


def test_every_package_has_its_layer(lint):
	code, words = lint("imports", {**PACKAGES, **LAYERS, "sink_app/new/__init__.py": ""})
	assert code == 1
	assert "new" in words


SINS = {
	"no-restricted-globals": "cur_frm.save();",
	"no-undef": "unknown_name();",
	"no-unused-vars": "const a = 1;",
	"no-restricted-syntax": "frappe.show_alert(__(`Saved ${frappe.boot.user}`));",
	"eqeqeq": "frappe.provide(frappe.a == 1);",
	"no-console": "console.log(1);",
	"max-lines-per-function": "frappe.ready(() => {" + "\n__();" * 40 + "\n});",
}


def test_eslint(lint):
	code, words = lint("eslint", {f"sink_app/public/js/{rule}.js": f"{sin}\n" for rule, sin in SINS.items()})
	assert code == 1
	told = {part.split(".js", 1)[0]: part for part in words.split("/public/js/")[1:]}
	assert {rule for rule in SINS if re.search(rf"  {rule}$", told[rule], re.MULTILINE)} == set(SINS)


def test_eslint_knows_the_desk(lint):
	source = (
		'frappe.ui.form.on("Sink Visit", {\n\trefresh(frm) {\n\t\t$(frm.wrapper).text(__("Hi"));\n\t},\n});\n'
	)
	assert lint("eslint", {"sink_app/public/js/a.js": source}) == (0, "")
	assert lint("prettier", {"sink_app/public/js/a.js": source})[0] == 0


def test_prettier(lint):
	code, words = lint("prettier", {"sink_app/public/js/a.js": "frappe.a( 'b' )\n"})
	assert code == 1
	assert "a.js" in words
