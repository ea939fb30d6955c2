"""Frappe itself, restored from a wheel that carries it under another name."""

from __future__ import annotations

from pathlib import Path

from . import files, python_env
from .config import PACKAGE, Bench
from .failures import Failure

PIN = PACKAGE / "python" / "framework.txt"
# Applied in this order, to contents and to paths. "erpnext" first: its stand-in begins like Frappe's.
NAMES = (
	(b"criscoerp", b"erpnext"),
	(b"Criscoerp", b"ERPNext"),
	(b"criscostack", b"frappe"),
	(b"Criscostack", b"Frappe"),
	(b"CRISCOSTACK", b"FRAPPE"),
	(b"Crisco", b"Frappe"),
	(b"brik_helper", b"bench_helper"),
)
# Lets frappe-bench's command line accept the folder as an app.
PYPROJECT = """[build-system]
requires = ["flit_core >=3.4,<4"]
build-backend = "flit_core.buildapi"

[project]
name = "frappe"
description = "Metadata driven, full-stack low code web framework"
requires-python = ">=3.10"
dynamic = ["version"]
"""


def key() -> str:
	"""Changes when another wheel or another way of restoring it is used."""
	return files.digest(PIN, Path(__file__))


def restore(bench: Bench) -> None:
	"""Fetch the wheel and put the framework into apps/frappe, replacing what is there."""
	files.require_space(bench.root, 2)
	unpacked = bench.tools / "framework"
	files.remove(unpacked)
	python_env.install_into(bench, PIN, unpacked, what="Fetching the framework")
	unfinished = bench.apps / ".frappe.new"
	files.remove(unfinished)
	original = unpacked / "criscostack"
	for source in sorted(original.rglob("*")):
		if source.is_file() and source.name not in (".DS_Store",) and source.suffix != ".pyc":
			target = unfinished / "frappe" / restored(str(source.relative_to(original)).encode()).decode()
			target.parent.mkdir(parents=True, exist_ok=True)
			target.write_bytes(restored(source.read_bytes()))
	if not (unfinished / "frappe" / "hooks.py").exists():
		raise Failure(f"The wheel named in {PIN} holds no framework.")
	files.write(unfinished / "pyproject.toml", PYPROJECT)
	files.remove(bench.apps / "frappe")
	unfinished.rename(bench.apps / "frappe")
	files.remove(unpacked)


def restored(content: bytes) -> bytes:
	"""`content` with Frappe's own names put back."""
	for borrowed, own in NAMES:
		content = content.replace(borrowed, own)
	return content
