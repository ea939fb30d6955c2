"""A stack's site: made from scratch or from a dump, with the app and its demo data, and kept up to date."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from . import database, dump, files, passwords, redis, shell
from .config import Bench
from .failures import Failure
from .stack import Stack


class Site:
	"""The site of a stack. Its database and Redis must be running."""

	def __init__(self, stack: Stack):
		self.stack = stack
		self.bench: Bench = stack.bench
		self.config = stack.site_folder / "site_config.json"
		# while this mark is there the site is half made, and nobody's work can be lost with it
		self.unfinished = stack.sites / f".{stack.site}.unfinished"

	@property
	def exists(self) -> bool:
		return self.config.exists() and not self.unfinished.exists()

	@property
	def log(self) -> Path:
		return self.bench.logs / f"setup-{self.stack.name}-site.log"

	@property
	def database_name(self) -> str:
		return files.read_json(self.config)["db_name"]

	def create(self) -> None:
		"""Make the site with the app installed, from the nearest dump; Failure if a foreign folder is there.

		A site left half made by a killed run is made anew.
		"""
		if self.config.exists() and not self.unfinished.exists():
			raise Failure(f"{self.stack.site_folder} already holds a site.")
		self.unfinished.touch()
		self.discard()
		complete = dump.with_app(self.bench)
		if complete.exists():
			self._new_site(complete)
		else:
			self._create_framework_only()
			self._install_app()
			dump.save(self.bench, self.database_name, complete)
		self.unfinished.unlink()

	def discard(self) -> None:
		"""Remove a half-made site's folder and database."""
		if self.config.exists():
			database.drop(self.bench, self.database_name)
		files.remove(self.stack.site_folder)

	def drop(self) -> None:
		"""Remove the site with all its data, if it is there."""
		self.unfinished.touch()
		self.discard()
		self.unfinished.unlink()

	def finish(self, demo: bool = True, scheduler: bool = True) -> list[dict]:
		"""Set passwords and scheduler and, with `demo`, bring in the demo data; the logins it made."""
		project = self.bench.project
		self.stack.configure_site()
		return self._task(
			"finish",
			"Bringing in the demo data" if demo else "Setting the passwords",
			administrator_password=passwords.read(self.bench.config)["administrator"],
			scheduler=scheduler,
			demo=project.demo if demo else "",
			logins=project.logins if demo else "",
		)

	def migrate(self) -> None:
		"""Bring the site's schema and records to the state of the code."""
		self._frappe("migrate", what=f"Migrating {self.stack.site}")

	def clear_cache(self) -> None:
		redis.empty_cache(self.bench, self.stack.ports["redis"])

	def _create_framework_only(self) -> None:
		project = self.bench.project
		base = dump.framework_only(self.bench)
		if base.exists():
			return self._new_site(base)
		self._new_site(None)
		self._task(
			"complete_setup",
			"Answering the setup wizard",
			language=project.language,
			language_name=project.language_name,
			country=project.country,
			timezone=project.timezone,
			currency=project.currency,
		)
		dump.save(self.bench, self.database_name, base)

	def _new_site(self, source: Path | None) -> None:
		"""Let Frappe make the site, from a dump or from nothing."""
		# what another site of this name left in the cache is wrong for this one
		self.clear_cache()
		password = passwords.read(self.bench.config)["administrator"]
		self._task("make_site", "Making the site", administrator_password=password, source=str(source or ""))

	def _install_app(self) -> None:
		self.stack.configure_site()
		app = self.bench.project.app
		self._frappe("install-app", app, what=f"Installing {app}")

	def _frappe(self, *arguments: str, what: str) -> None:
		shell.run(
			[*self.frappe_command(), "--site", self.stack.site, *arguments],
			what=what,
			log=self.log,
			cwd=self.stack.sites,
			env=self.bench.environment(),
		)

	def frappe_command(self) -> list[str]:
		"""What frappe-bench's `bench` runs; works in the sites folder."""
		return [str(self.bench.python), "-m", "frappe.utils.bench_helper", "frappe"]

	def _task(self, name: str, what: str, **arguments: object) -> list | None:
		"""Run one of the tasks in inside/site_tasks.py and return its result."""
		with tempfile.TemporaryDirectory() as folder:
			result = Path(folder, "result.json")
			shell.run(
				[self.bench.python, dump.TASKS, name, self.stack.site, result],
				what=what,
				log=self.log,
				cwd=self.stack.sites,
				env=self.bench.environment(),
				stdin=json.dumps(arguments),
			)
			return json.loads(result.read_text(encoding="utf-8"))
