"""What devbench must know of the project, and where everything lies on disk."""

from __future__ import annotations

import fcntl
import os
import sys
import tempfile
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from .failures import Failure

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Project:
	"""The table [tool.devbench] of the project's pyproject.toml."""

	root: Path
	app: str
	site: str
	language: str = "en"
	language_name: str = "English"
	country: str = "United States"
	timezone: str = "America/New_York"
	currency: str = "USD"
	demo: str = ""
	logins: str = ""
	lint: str = ""
	database_memory: str = "256M"

	@classmethod
	def read(cls, root: Path) -> Project:
		"""The project at `root`; Failure if its pyproject.toml does not configure devbench."""
		file = root / "pyproject.toml"
		try:
			table = tomllib.loads(file.read_text(encoding="utf-8"))["tool"]["devbench"]
		except FileNotFoundError:
			raise Failure(f"There is no pyproject.toml in {root}.") from None
		except tomllib.TOMLDecodeError as error:
			raise Failure(f"{file} is not valid TOML: {error}.") from None
		except KeyError:
			raise Failure(f"{file} has no table [tool.devbench].") from None
		known = {field.name for field in fields(cls)} - {"root"}
		if unknown := sorted(set(table) - known):
			raise Failure(f"[tool.devbench] in {file} has unknown keys: {', '.join(unknown)}.")
		if missing := sorted({"app", "site"} - set(table)):
			raise Failure(f"[tool.devbench] in {file} lacks: {', '.join(missing)}.")
		return cls(root=root, **table)

	@property
	def package(self) -> Path:
		"""The app's Python package."""
		return self.root / self.app


@dataclass(frozen=True)
class Bench:
	"""The folder .bench and its parts; also a valid bench for frappe-bench's own command line."""

	project: Project

	@property
	def root(self) -> Path:
		return self.project.root / ".bench"

	@property
	def apps(self) -> Path:
		return self.root / "apps"

	@property
	def app_names(self) -> list[str]:
		"""The apps of the bench, the framework first."""
		return ["frappe", self.project.app]

	@property
	def sites(self) -> Path:
		"""The sites folder to work with; tests have one of their own."""
		return self.root / "sites"

	@property
	def assets(self) -> Path:
		"""Bundled scripts and styles, the same for all sites folders."""
		return self.sites / "assets"

	@property
	def env(self) -> Path:
		return self.root / "env"

	@property
	def python(self) -> Path:
		return self.env / "bin" / "python"

	@property
	def tools(self) -> Path:
		"""Programs that devbench itself fetched: uv, Node, small shims."""
		return self.root / "tools"

	@property
	def node(self) -> Path:
		return self.root / "node"

	@property
	def config(self) -> Path:
		return self.root / "config"

	@property
	def pids(self) -> Path:
		return self.config / "pids"

	@property
	def logs(self) -> Path:
		return self.root / "logs"

	@property
	def stamps(self) -> Path:
		return self.root / "stamps"

	@property
	def database(self) -> Path:
		return self.root / "database"

	def make_folders(self) -> None:
		"""The folders everything else expects; Failure if they belong to another user."""
		self.root.mkdir(exist_ok=True)
		owner = self.root.stat().st_uid
		if owner != os.getuid():
			raise Failure(f"{self.root} belongs to the user with number {owner}; run make as that user.")
		for folder in (self.apps, self.tools, self.pids, self.logs, self.stamps):
			folder.mkdir(parents=True, exist_ok=True)
		# generated passwords lie there
		self.config.chmod(0o700)

	@contextmanager
	def lock(self):
		"""Only one command at a time changes the bench; a second one waits for the first."""
		self.make_folders()
		with (self.config / "lock").open("w") as file:
			try:
				fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
			except BlockingIOError:
				print("Another command is at work in this bench; waiting for it ...", flush=True)
				fcntl.flock(file, fcntl.LOCK_EX)
			# programs run meanwhile hold the lock too, should this one be killed before they end
			os.set_inheritable(file.fileno(), True)
			yield

	def environment(self) -> dict[str, str]:
		"""The environment of everything that runs inside the bench.

		What would change Frappe's behaviour behind the user's back (another site, test mode) is left out.
		"""
		unwanted = {"CI", "DEV_SERVER", "SITES_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
		kept = {k: v for k, v in os.environ.items() if k not in unwanted and not k.startswith("FRAPPE_")}
		path = [self.env / "bin", self.tools / "bin", self.tools / "node" / "bin"]
		kept["PATH"] = os.pathsep.join([*map(str, path), kept.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
		kept["PYTHONUTF8"] = "1"
		kept.setdefault("LANG", "C.UTF-8")
		return kept


def user_cache() -> Path:
	"""Where this user's benches share what is made once, and tell each other what they hold."""
	folder = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "devbench")
	try:
		folder.mkdir(parents=True, exist_ok=True)
	except OSError:
		# a user without a home, such as nobody
		folder = Path(tempfile.gettempdir(), f"devbench-{os.getuid()}")
		folder.mkdir(mode=0o700, exist_ok=True)
	if folder.stat().st_uid != os.getuid():
		raise Failure(f"{folder} belongs to another user.")
	folder.chmod(0o700)
	return folder


def borrow_caches(bench: Bench) -> None:
	"""For a user without a home of its own, let the installers keep their caches in the bench."""
	home = Path(os.environ.get("HOME") or "~").expanduser()
	if not os.access(home, os.W_OK):
		os.environ.setdefault("UV_CACHE_DIR", str(bench.root / "cache" / "uv"))
		os.environ.setdefault("npm_config_cache", str(bench.root / "cache" / "npm"))


def open_bench() -> Bench:
	"""The bench of the project this devbench stands in; Failure on too old a Python."""
	if sys.version_info < (3, 11):
		raise Failure(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
	bench = Bench(Project.read(PACKAGE.parent))
	borrow_caches(bench)
	return bench
