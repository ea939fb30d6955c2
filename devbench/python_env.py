"""The bench's Python packages: uv, the locked environment, the apps on its path."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from . import files, shell
from .config import PACKAGE, Bench
from .failures import Failure

FOLDER = PACKAGE / "python"
UV_PIN = FOLDER / "uv.txt"
REQUIREMENTS, BUILD_REQUIREMENTS = FOLDER / "requirements.in", FOLDER / "build.in"
LOCK, BUILD_LOCK = FOLDER / "requirements.lock", FOLDER / "build.lock"
OLDEST_PYTHON = "3.11"
INPUTS_MARK = "# inputs: "


def uv(bench: Bench) -> Path:
	"""The uv to use: PATH's if it is as new as the pinned one, else the one in the bench's tools."""
	found = shutil.which("uv")
	if found and version_of(found) >= pinned_version():
		return Path(found)
	return bench.tools / "uv" / "bin" / "uv"


@functools.cache
def version_of(program: str) -> tuple[int, ...]:
	"""What the program answers to --version."""
	said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
	return numbers(said)


def pinned_version() -> tuple[int, ...]:
	"""The version of uv that devbench was tried with."""
	return numbers(UV_PIN.read_text(encoding="utf-8").partition("uv==")[2])


def numbers(text: str) -> tuple[int, ...]:
	"""The first dotted version in `text`."""
	match = re.search(r"(\d+)\.(\d+)\.(\d+)", text)
	return tuple(map(int, match.groups())) if match else (0,)


def fetch_uv(bench: Bench) -> bool:
	"""Install the pinned uv into a virtual environment of its own, unless PATH has one; True if it did."""
	if uv(bench).exists():
		return False
	files.require_space(bench.root, 2)
	unfinished = bench.tools / ".uv.new"
	files.remove(unfinished)
	log = bench.logs / "setup-uv.log"
	shell.run([sys.executable, "-m", "venv", unfinished], what="Making a virtual environment", log=log)
	shell.run(
		[
			unfinished / "bin" / "python",
			"-m",
			"pip",
			"install",
			"--no-deps",
			"--require-hashes",
			"-r",
			UV_PIN,
		],
		what="Fetching uv",
		log=log,
	)
	files.remove(bench.tools / "uv")
	unfinished.rename(bench.tools / "uv")
	return True


def install_into(bench: Bench, pins: Path, target: Path, what: str) -> None:
	"""Unpack what `pins` names (with hashes) into the folder `target`."""
	shell.run(
		[uv(bench), "pip", "install", "--no-deps", "--require-hashes", "--python", sys.executable]
		+ ["--target", target, "--requirements", pins],
		what=what,
		log=bench.logs / f"setup-{pins.stem}.log",
	)


def key(bench: Bench) -> str:
	"""Changes with the locks, the interpreter and the folder (an environment cannot be moved)."""
	return files.digest(LOCK, BUILD_LOCK, sys.version, str(bench.env))


def install(bench: Bench) -> None:
	"""Bring the environment to exactly what the lock names; Failure if the lock is outdated."""
	require_current_lock(bench)
	files.require_space(bench.root, 2)
	log = bench.logs / "setup-python.log"
	here = bench.env / "devbench-made-for"
	if not here.exists() or here.read_text() != environment_mark(bench):
		discard(bench)
		command = [uv(bench), "venv", "--python", sys.executable, bench.env]
		shell.run(command, what="Making the Python environment", log=log)
		files.write(here, environment_mark(bench))
	shell.run(
		[uv(bench), "pip", "sync", "--python", bench.python, "--require-hashes"]
		+ ["--build-constraints", BUILD_LOCK, LOCK],
		what="Installing the Python packages",
		log=log,
	)


def environment_mark(bench: Bench) -> str:
	"""Changes with the interpreter and the folder the environment was made for."""
	return files.digest(sys.version, sys.executable, str(bench.env))


def discard(bench: Bench) -> None:
	"""Remove the environment, half made or outdated."""
	files.remove(bench.env)


def expose_apps(bench: Bench, apps: list[str]) -> None:
	"""Make the apps importable in the environment, from their folders in the bench."""
	site_packages = next((bench.env / "lib").glob("python3*/site-packages"), None)
	if site_packages is None:
		raise Failure(f"{bench.env} is not a Python environment; delete it and run `make up` again.")
	files.write(site_packages / "bench_apps.pth", "".join(f"{bench.apps / app}\n" for app in apps))


def lock_inputs(bench: Bench) -> str:
	"""A digest of everything the lock is computed from."""
	project = tomllib.loads((bench.project.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
	extra = project.get("optional-dependencies", {}).get("dev", [])
	wanted = [*project.get("dependencies", []), "dev:", *extra]
	return files.digest(REQUIREMENTS, BUILD_REQUIREMENTS, wanted, OLDEST_PYTHON)


def require_current_lock(bench: Bench) -> None:
	"""Failure if dependencies were changed after the lock was made."""
	first = LOCK.read_text(encoding="utf-8").partition("\n")[0] if LOCK.exists() else ""
	if first != INPUTS_MARK + lock_inputs(bench):
		raise Failure("The dependencies have changed since they were locked; run `make lock` first.")


def lock(bench: Bench) -> None:
	"""Resolve the dependencies of the framework and the app anew and write both locks."""
	pyproject = bench.project.root / "pyproject.toml"
	project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
	sources: list[str | Path] = [REQUIREMENTS, pyproject]
	if "dev" in project.get("optional-dependencies", {}):
		sources += ["--extra", "dev"]
	resolve(bench, sources, LOCK)
	resolve(bench, [BUILD_REQUIREMENTS], BUILD_LOCK)


def resolve(bench: Bench, sources: list[str | Path], target: Path) -> None:
	"""Write the versions and hashes for `sources` into `target`, without paths or addresses."""
	unfinished = bench.root / target.name
	shell.run(
		[uv(bench), "pip", "compile", *sources, "--output-file", unfinished, "--quiet", "--generate-hashes"]
		+ ["--no-header", "--no-annotate", "--python-version", OLDEST_PYTHON, "--python-platform", "linux"],
		what=f"Resolving {target.name}",
		log=bench.logs / "setup-lock.log",
		env=os.environ | {"UV_NO_PROGRESS": "1"},
	)
	files.write(target, f"{INPUTS_MARK}{lock_inputs(bench)}\n{unfinished.read_text(encoding='utf-8')}")
	files.remove(unfinished)
