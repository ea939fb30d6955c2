"""Files appear whole, digests follow content, secrets stay private."""

from pathlib import Path

import pytest

from devbench import __main__ as command_line
from devbench import database, files, framework, passwords, shell
from devbench.config import Bench, Project
from devbench.failures import Failure


def test_a_file_is_written_only_when_it_changes(tmp_path: Path):
	path = tmp_path / "deep" / "file"
	assert files.write(path, "一", mode=0o600)
	assert not files.write(path, "一", mode=0o600)
	assert path.stat().st_mode & 0o777 == 0o600
	assert [path.name] == [entry.name for entry in path.parent.iterdir()]


def test_keys_that_somebody_added_stay(tmp_path: Path):
	path = tmp_path / "site_config.json"
	files.write_json(path, {"theirs": 1, "ours": 1})
	files.update_json(path, {"ours": 2})
	assert files.read_json(path) == {"theirs": 1, "ours": 2}


def test_broken_json_is_named(tmp_path: Path):
	path = tmp_path / "broken.json"
	path.write_text("{")
	with pytest.raises(Failure, match=r"broken\.json is not valid JSON"):
		files.read_json(path)


def test_a_tree_changes_its_digest_with_names_and_contents_only(tmp_path: Path):
	(tmp_path / "a").write_text("1")
	before = files.digest_tree(tmp_path)
	(tmp_path / "__pycache__").mkdir()
	(tmp_path / "__pycache__" / "a.pyc").write_text("x")
	(tmp_path / "loop").symlink_to(tmp_path)
	assert files.digest_tree(tmp_path) == before
	(tmp_path / "a").rename(tmp_path / "b")
	assert files.digest_tree(tmp_path) != before


def test_a_digest_keeps_its_parts_apart():
	assert files.digest("ab", "c") != files.digest("a", "bc")


def test_a_link_replaces_no_folder(tmp_path: Path):
	(tmp_path / "folder").mkdir()
	with pytest.raises(Failure, match="in the way"):
		files.link(tmp_path / "folder", "elsewhere")


def test_too_little_space_is_said(tmp_path: Path):
	with pytest.raises(Failure, match="GB are needed"):
		files.require_space(tmp_path, 1e9)


def test_the_frameworks_names_are_put_back():
	assert framework.restored(b"criscostack.criscoerp CRISCOSTACK Criscostack Crisco brik_helper") == (
		b"frappe.erpnext FRAPPE Frappe Frappe bench_helper"
	)


def test_passwords_are_made_once_and_read_by_their_owner_only(tmp_path: Path):
	made = passwords.read(tmp_path)
	assert passwords.read(tmp_path) == made
	assert len(set(made.values())) == len(made) == 4
	assert (tmp_path / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_the_server_listens_to_this_machine_only_also_in_a_folder_with_a_blank(tmp_path: Path):
	bench = Bench(Project(tmp_path / "a b", "notes", "notes.localhost"))
	database.configure(bench, 8004)
	options = database.server_options(bench).read_text()
	assert "bind-address=127.0.0.1\n" in options
	assert f'datadir="{bench.database}"\n' in options
	assert database.client_options(bench).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
	("output", "sentence"),
	[
		("npm ERR! code ENOTFOUND", "a server on the network could not be reached"),
		("error: No space left on device (os error 28)", "the disk is full"),
		("Traceback\nValueError: no such form\n\n", "Making it failed: ValueError: no such form; details"),
		("[Note] all is well\n", "Making it failed: exit code 3; details"),
	],
)
def test_a_failing_program_is_explained_in_one_sentence(tmp_path: Path, output: str, sentence: str):
	log = tmp_path / "log"
	log.write_text("an older run: No space left on device\n")
	script = f"printf '%s' '{output}'; exit 3"
	with pytest.raises(Failure) as failure:
		shell.run(["/bin/sh", "-c", script], what="Making it", log=log)
	assert sentence in str(failure.value)
	assert "\n" not in str(failure.value)


def test_a_missing_program_is_named(tmp_path: Path):
	with pytest.raises(Failure, match="no-such-program is missing"):
		shell.run(["no-such-program"], what="Making it", log=tmp_path / "log")


def test_columns_stay_straight_with_chinese_words():
	lines = command_line.align([("角色", "x"), ("role", "y")])
	assert lines == ["角色  x", "role  y"]


def test_unknown_arguments_are_passed_on_only_where_somebody_takes_them():
	assert command_line.parse(["bench", "--verbose", "list-apps"]).rest == ["--verbose", "list-apps"]
	with pytest.raises(SystemExit):
		command_line.parse(["down", "--hard"])
