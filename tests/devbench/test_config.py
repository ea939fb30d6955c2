"""What a project may say of itself, and what the bench keeps away from what runs in it."""

import os
from pathlib import Path

import pytest

from devbench.config import Bench, Project, user_cache
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


def test_passwords_and_shared_dumps_are_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
	bench = Bench(Project(tmp_path, "notes", "notes.localhost"))
	bench.make_folders()
	assert bench.config.stat().st_mode & 0o077 == user_cache().stat().st_mode & 0o077 == 0


def test_a_user_without_a_home_has_a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	(tmp_path / "file").touch()
	monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
	monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
	assert user_cache() == tmp_path / f"devbench-{os.getuid()}"
