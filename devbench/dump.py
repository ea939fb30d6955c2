"""Saved databases: what took Frappe long to make once is read back in a second."""

from __future__ import annotations

from pathlib import Path

from . import database, files, framework, node_env, python_env
from .config import PACKAGE, Bench, user_cache

# of each kind; benches side by side may be of different code
KEPT = 4
TASKS = PACKAGE / "inside" / "site_tasks.py"


def code_key(bench: Bench) -> str:
	"""Changes with the framework and the Python packages."""
	return files.digest(framework.key(), python_env.LOCK)


def app_key(bench: Bench) -> str:
	"""Changes with everything of the app that a site or a Python process may have taken in."""
	return files.digest_tree(bench.project.package, is_loaded)


def loaded_key(bench: Bench) -> str:
	"""Changes with all code that a Python process of the bench has loaded."""
	return files.digest(code_key(bench), app_key(bench))


def is_loaded(path: Path) -> bool:
	"""False for what only browsers or tests read; `path` begins inside the app's package."""
	return path.parts[0] != "public" and "tests" not in path.parts and not path.name.startswith("test_")


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
	return user_cache() / f"frappe-{files.digest(code_key(bench), answers, TASKS)}.sql.gz"


def with_app(bench: Bench) -> Path:
	"""Where the dump of a site lies that has the app installed, without demo data."""
	return user_cache() / f"app-{files.digest(framework_only(bench).name, app_key(bench))}.sql.gz"


def save(bench: Bench, name: str, target: Path) -> None:
	"""Save the database `name` as `target`; of other dumps of the same kind only the newest stay."""
	database.dump(bench, name, target)
	kind = target.name.partition("-")[0]
	dumps = sorted(user_cache().glob(f"{kind}-*.sql.gz"), key=lambda path: path.stat().st_mtime)
	for older in dumps[:-KEPT]:
		older.unlink(missing_ok=True)
