"""Benches side by side must never be given the same port."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from devbench import files, ports
from devbench.failures import Failure

STACKS = ("dev", "test")
RESERVE = """
import sys
from pathlib import Path
from devbench import ports
ports.reserve(Path(sys.argv[1]), Path(sys.argv[1], "ports.json"), ("dev", "test"))
"""


@pytest.fixture(autouse=True)
def own_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
	monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
	return tmp_path / "cache" / "devbench" / "ports.json"


@pytest.fixture
def listener():
	"""A socket listening on a port of its own."""
	with socket.socket() as server:
		server.bind((ports.HOST, 0))
		server.listen()
		yield server


def new_bench(folder: Path, name: str) -> Path:
	bench = folder / name
	bench.mkdir()
	return bench


def reserve(bench: Path, public: int | None = None) -> dict:
	return ports.reserve(bench, bench / "ports.json", STACKS, public)


def all_ports(record: dict) -> list[int]:
	return [port for services in record.values() for port in services.values()]


def test_every_service_of_every_stack_has_its_own_port(tmp_path: Path):
	chosen = all_ports(reserve(new_bench(tmp_path, "one")))
	assert len(chosen) == len(set(chosen)) == 2 * len(ports.PLACES)


def test_ports_are_remembered(tmp_path: Path):
	bench = new_bench(tmp_path, "one")
	assert reserve(bench) == reserve(bench)


def test_benches_choosing_at_one_moment_get_different_ports(tmp_path: Path):
	benches = [new_bench(tmp_path, str(number)) for number in range(6)]
	running = [subprocess.Popen([sys.executable, "-c", RESERVE, bench], cwd=Path.cwd()) for bench in benches]
	assert [process.wait() for process in running] == [0] * len(benches)
	chosen = [port for bench in benches for port in all_ports(json.loads((bench / "ports.json").read_text()))]
	assert len(chosen) == len(set(chosen))


def test_a_deleted_bench_gives_its_ports_back(tmp_path: Path, own_registry: Path):
	bench = new_bench(tmp_path, "gone")
	held = reserve(bench)
	(bench / "ports.json").unlink()
	bench.rmdir()
	assert reserve(new_bench(tmp_path, "next")) == held
	assert str(bench) not in json.loads(own_registry.read_text())


def test_a_bench_made_anew_keeps_its_ports(tmp_path: Path):
	bench = new_bench(tmp_path, "one")
	held = reserve(bench)
	(bench / "ports.json").unlink()
	assert reserve(bench) == held


def test_a_copy_of_a_bench_gets_ports_of_its_own(tmp_path: Path):
	original, copy = new_bench(tmp_path, "original"), new_bench(tmp_path, "copy")
	held = reserve(original)
	files.write_json(copy / "ports.json", held)
	assert not set(all_ports(held)) & set(all_ports(reserve(copy)))
	assert reserve(original) == held


def test_a_block_with_a_busy_port_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listener):
	busy = listener.getsockname()[1]
	monkeypatch.setattr(ports, "FIRST", busy - ports.PLACES["redis"])
	monkeypatch.setattr(ports, "LAST", busy + 10 * ports.BLOCK)
	assert busy not in all_ports(reserve(new_bench(tmp_path, "one")))


def test_no_block_left_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	monkeypatch.setattr(ports, "LAST", ports.FIRST)
	with pytest.raises(Failure, match="No free block"):
		reserve(new_bench(tmp_path, "one"))


def test_the_public_port_can_be_chosen_and_is_remembered(tmp_path: Path):
	bench = new_bench(tmp_path, "one")
	before = reserve(bench)
	after = reserve(bench, public=8765)
	assert after["dev"] == before["dev"] | {"public": 8765}
	assert reserve(bench) == after


def test_a_busy_port_is_named_with_its_program(listener):
	port = listener.getsockname()[1]
	with pytest.raises(Failure) as refusal:
		ports.require_free(port, "the site", "choose another")
	assert str(port) in str(refusal.value)
	assert f"process {os.getpid()}" in str(refusal.value)


def test_a_cut_off_registry_is_begun_anew(tmp_path: Path, own_registry: Path):
	own_registry.parent.mkdir(parents=True)
	own_registry.write_text('{"/some')
	assert reserve(new_bench(tmp_path, "one"))
