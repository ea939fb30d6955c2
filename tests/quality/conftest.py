from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.checks.project import Project

PYPROJECT = """
[tool.devbench]
app = "fake"

[tool.checks]
prefix = "Sink "
engines = ["access"]
scope_fields = ["community"]
personal_fields = ["mobile"]
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[[dict], Project]:
	"""Write files (text, or a record to store as JSON) around an app named fake; return its project."""

	def make(files: dict[str, str | dict]) -> Project:
		root = tmp_path / f"project{len(list(tmp_path.iterdir()))}"
		for name, content in {"pyproject.toml": PYPROJECT, "fake/modules.txt": "Service\n", **files}.items():
			path = root / name
			path.parent.mkdir(parents=True, exist_ok=True)
			text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
			path.write_text(text, encoding="utf-8")
		return Project(root)

	return make


@pytest.fixture
def run_tool() -> Callable[..., subprocess.CompletedProcess]:
	"""Run one of the tools over a project, from wherever the tests run."""

	def run(tool: str, project: Project, *options: str) -> subprocess.CompletedProcess:
		command = [sys.executable, "-m", f"tools.{tool}", "--root", project.root, *options]
		return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

	return run


@pytest.fixture(scope="session")
def house() -> Project:
	"""The real project."""
	return Project(ROOT)
