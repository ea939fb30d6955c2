"""Saved databases: what took Frappe long to make once is read back in a second."""

from __future__ import annotations

from pathlib import Path

from . import database, files, framework, node_env, python_env
from .config import PACKAGE, Bench

TASKS = PACKAGE / "inside" / "site_tasks.py"


def code_key(bench: Bench) -> str:
	"""Changes with the framework and the Python packages."""
	return files.digest(framework.key(), python_env.LOCK)


def app_key(bench: Bench) -> str:
	"""Changes with everything of the app that a site or a Python process may have taken in."""
	return files.digest_tree(bench.project.package, lambda path: path.parts[0] != "public")


def loaded_key(bench: Bench) -> str:
	"""Changes with all code that a Python process of the bench has loaded."""
	return files.digest(code_key(bench), app_key(bench))


def public_key(bench: Bench) -> str:
	"""Changes with what the app's bundles are made of, and with what they are made by."""
	public = files.digest_tree(bench.project.package / "public")
	return files.digest(public, bundler_key(bench))


def bundler_key(bench: Bench) -> str:
	"""Changes with the framework's bundles and with what all bundles are made by."""
	return files.digest(framework.key(), node_env.key(bench), node_env.sources_key())


def framework_only(bench: Bench) -> Path:
	"""Where the dump of a site lies that has Frappe alone, its setup wizard answered."""
	project = bench.project
	answers = (project.language, project.language_name, project.country, project.timezone, project.currency)
	return bench.dumps / f"frappe-{files.digest(code_key(bench), answers, TASKS)}.sql.gz"


def with_app(bench: Bench) -> Path:
	"""Where the dump of a site lies that has the app installed, without demo data."""
	return bench.dumps / f"app-{files.digest(framework_only(bench).name, app_key(bench))}.sql.gz"


def save(bench: Bench, name: str, target: Path) -> None:
	"""Save the database `name` as `target`, in place of older dumps of the same kind."""
	database.dump(bench, name, target)
	kind = target.name.partition("-")[0]
	for older in bench.dumps.glob(f"{kind}-*.sql.gz"):
		if older != target:
			older.unlink()
