"""What a project may say of itself, and what the bench keeps away from what runs in it."""

from pathlib import Path

import pytest

from devbench.config import Bench, Project
from devbench.failures import Failure


def write(folder: Path, text: str) -> Path:
	(folder / "pyproject.toml").write_text(text)
	return folder


def test_reads_the_table(tmp_path: Path):
	project = Project.read(write(tmp_path, '[tool.devbench]\napp = "notes"\nsite = "notes.localhost"\n'))
	assert (project.app, project.site, project.package) == ("notes", "notes.localhost", tmp_path / "notes")


@pytest.mark.parametrize(
	("text", "complaint"),
	[
		("", "has no table"),
		("[tool", "not valid TOML"),
		('[tool.devbench]\napp = "notes"\n', "lacks: site"),
		('[tool.devbench]\napp = "a"\nsite = "b"\nport = 1\n', "unknown keys: port"),
	],
)
def test_says_what_is_wrong_with_the_table(tmp_path: Path, text: str, complaint: str):
	with pytest.raises(Failure, match=complaint):
		Project.read(write(tmp_path, text))


def test_says_that_there_is_no_project(tmp_path: Path):
	with pytest.raises(Failure, match=r"no pyproject\.toml"):
		Project.read(tmp_path)


def test_keeps_what_would_change_frappe_out_of_the_environment(
	tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
	for name in ("CI", "DEV_SERVER", "FRAPPE_SITE", "FRAPPE_REDIS_CACHE", "PYTHONPATH"):
		monkeypatch.setenv(name, "1")
	monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid")
	environment = Bench(Project(tmp_path, "notes", "notes.localhost")).environment()
	assert not {"CI", "DEV_SERVER", "FRAPPE_SITE", "FRAPPE_REDIS_CACHE", "PYTHONPATH"} & environment.keys()
	assert environment["HTTPS_PROXY"] == "http://proxy.invalid"


def test_private_folders_are_closed_to_others(tmp_path: Path):
	bench = Bench(Project(tmp_path, "notes", "notes.localhost"))
	bench.make_folders()
	assert bench.config.stat().st_mode & 0o077 == bench.dumps.stat().st_mode & 0o077 == 0
