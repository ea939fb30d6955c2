"""A stack: a sites folder with its ports, Redis and services. A bench has one to work in and one to test."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from . import database, files, nginx, node_env, passwords, ports, redis
from .config import Bench
from .failures import Failure
from .processes import Service, Supervisor, answers

NAMES = ("dev", "test")


@dataclass(frozen=True)
class Stack:
	"""One of the bench's stacks; all share its apps, packages and MariaDB server."""

	bench: Bench
	name: str
	ports: dict[str, int]
	database_port: int

	@classmethod
	def open(cls, bench: Bench, name: str) -> Stack:
		"""The stack as configured; Failure if `make up` has not chosen its ports yet."""
		recorded = files.read_json(ports_record(bench))
		if name not in recorded:
			raise Failure("This bench has not been set up yet; run `make up`.")
		return cls(bench, name, recorded[name], recorded[NAMES[0]]["database"])

	@property
	def sites(self) -> Path:
		return self.bench.sites if self.name == NAMES[0] else self.bench.root / f"{self.name}-sites"

	@property
	def site(self) -> str:
		"""The name of the stack's site."""
		own = self.bench.project.site
		return own if self.name == NAMES[0] else f"{self.name}-{own}"

	@property
	def site_folder(self) -> Path:
		return self.sites / self.site

	@property
	def address(self) -> str:
		"""Where a browser finds the site."""
		return f"http://{ports.HOST}:{self.ports['public']}"

	@property
	def supervisor(self) -> Supervisor:
		return Supervisor(self.bench.root, self.bench.pids, self.bench.logs, self.bench.environment())

	def configure(self) -> None:
		"""Write every configuration file of the stack; keys that somebody added to Frappe's stay."""
		self.sites.mkdir(exist_ok=True)
		files.write(self.sites / "apps.txt", "".join(f"{app}\n" for app in self.bench.app_names))
		if self.name == NAMES[0]:
			manifest = self.bench.assets / "assets.json"
			if not manifest.exists():
				# Frappe cannot even send mail without one, and a site is made while the assets are built
				files.write(manifest, "{}")
		else:
			files.link(self.sites / "assets", os.path.relpath(self.bench.assets, self.sites))
		files.update_json(self.sites / "common_site_config.json", self._common_site_config(), mode=0o600)
		if (self.site_folder / "site_config.json").exists():
			self.configure_site()
		redis.configure(self.bench, self.name, self.ports["redis"])
		nginx.configure(self.bench, self.name, self.sites, self.site, self.ports)

	def configure_site(self, **more: object) -> None:
		"""Set the site's address and demo password, and `more`, in its site_config.json."""
		demo_password = passwords.read(self.bench.config)["demo"]
		changes = {"host_name": self.address, "demo_password": demo_password, **more}
		files.update_json(self.site_folder / "site_config.json", changes, mode=0o600)

	def _common_site_config(self) -> dict:
		queue = redis.url(self.bench, self.ports["redis"], 1)
		# frappe-bench's command line refuses to run as root unless it reads that this is meant
		as_root = {"frappe_user": "root"} if os.getuid() == 0 else {}
		return as_root | {
			"db_host": ports.HOST,
			"db_port": self.database_port,
			"root_login": "root",
			"root_password": passwords.read(self.bench.config)["database"],
			"redis_cache": redis.url(self.bench, self.ports["redis"], 0),
			"redis_queue": queue,
			"redis_socketio": queue,
			"socketio_port": self.ports["public"],
			# bytes; as much as nginx lets through
			"max_file_size": 50 << 20,
			"webserver_port": self.ports["public"],
			"default_site": self.site,
			"serve_default_site": True,
		}

	def data_services(self) -> list[Service]:
		"""What must run before a site can be made or changed."""
		return [
			database.service(self.bench, self.database_port),
			redis.service(self.bench, self.name, self.ports["redis"]),
		]

	def site_services(self, code: str) -> list[Service]:
		"""What serves the site; `code` is a digest of everything that Python processes have loaded."""
		python = str(self.bench.python)
		frappe = (python, "-m", "frappe.utils.bench_helper", "frappe")
		web = (python, "-m", "gunicorn", "--bind", f"{ports.HOST}:{self.ports['web']}", "--workers", "2")
		web += ("--threads", "4", "--preload", "--timeout", "120", "--no-control-socket")
		return [
			nginx.service(self.bench, self.name, self.ports["public"]),
			self._service(
				"realtime", self._realtime_command(), node_env.sources_key(), self.ports["realtime"]
			),
			self._service("web", (*web, "frappe.app:application"), code, self.ports["web"]),
			self._service("worker", (*frappe, "worker"), code),
			self._service("schedule", (*frappe, "schedule"), code),
		]

	def _service(self, name: str, argv: tuple[str, ...], inputs: str, port: int | None = None) -> Service:
		return Service(f"{self.name}-{name}", argv, self.sites, port, inputs, patience=30)

	def _realtime_command(self) -> tuple[str, ...]:
		web = f"http://{ports.HOST}:{self.ports['web']}"
		arguments = ("--sites", self.sites, "--port", self.ports["realtime"], "--web", web)
		return tuple(node_env.command(self.bench, "realtime.mjs", *map(str, arguments)))

	def service_names(self) -> list[str]:
		"""The stack's own services, in the order in which they are ended."""
		return [f"{self.name}-{part}" for part in ("nginx", "schedule", "worker", "web", "realtime", "redis")]

	def stop(self) -> None:
		"""End the stack's own services; Redis last, since the others would complain that it is gone."""
		*serving, redis_name = self.service_names()
		self.supervisor.stop(serving)
		self.supervisor.stop([redis_name])

	def is_served(self) -> bool:
		"""True if the login page and the realtime server answer at the public address."""
		polling = f"{self.address}/socket.io/?EIO=4&transport=polling"
		return answers(f"{self.address}/login") and answers(polling)


def ports_record(bench: Bench) -> Path:
	"""Where the bench remembers the ports of its stacks."""
	return bench.config / "ports.json"


def open_all(bench: Bench, public: int | None = None) -> list[Stack]:
	"""All stacks of the bench, with ports chosen where they were not; `public` is the first one's port."""
	ports.reserve(bench.root, ports_record(bench), NAMES, public)
	return [Stack.open(bench, name) for name in NAMES]
