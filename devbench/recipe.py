"""The steps that make a bench and a site, and what each depends on."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

from . import database, debian, dump, files, framework, node_env, python_env, redis
from .config import Bench
from .failures import Failure
from .processes import Service
from .site import Site
from .stack import Stack
from .steps import Step, Steps

# seconds
SERVED_WITHIN = 60


def bench_steps(bench: Bench) -> list[Step]:
	"""Everything the stacks share, but the database."""
	return [
		Step("debian", "Debian packages", lambda: debian.install(bench.logs / "setup-debian.log")),
		Step("uv", "uv, the Python installer", lambda: python_env.fetch_uv(bench), after=("debian",)),
		*python_steps(bench),
		Step("node", "Node.js", lambda: node_env.fetch(bench), after=("uv",)),
		Step(
			"npm",
			"npm packages",
			lambda: node_env.install(bench),
			lambda: node_env.key(bench),
			outputs=(bench.node / "node_modules" / "esbuild", bench.node / "node_modules" / "socket.io"),
			after=("node",),
		),
		Step("layout", "Folders and links", lambda: lay_out(bench), after=("framework", "python")),
		Step(
			"assets",
			"Scripts and styles, bundled",
			lambda: build_assets(bench),
			lambda: dump.public_key(bench),
			outputs=(framework_bundles(bench), bench.assets / "assets.json"),
			after=("layout", "npm"),
		),
	]


def python_steps(bench: Bench) -> list[Step]:
	"""The framework, and the packages that it and the app import."""
	return [
		Step(
			"framework",
			"Frappe, restored from its wheel",
			lambda: framework.restore(bench),
			framework.key,
			outputs=(bench.apps / "frappe" / "frappe" / "hooks.py",),
			after=("uv",),
		),
		Step(
			"python",
			"Python packages",
			lambda: python_env.install(bench),
			lambda: python_env.key(bench),
			outputs=(bench.python,),
			after=("uv",),
			discard=lambda: python_env.discard(bench),
		),
	]


def lay_out(bench: Bench) -> None:
	"""Put the app into the bench and both apps onto the environment's path."""
	app = bench.project.app
	# the project's root is what frappe-bench calls an app's folder
	files.link(bench.apps / app, "../..")
	python_env.expose_apps(bench, bench.app_names)
	node_env.write_shims(bench)


def framework_bundles(bench: Bench) -> Path:
	"""The folder of Frappe's own bundles; Frappe's `bench build` deletes it before it builds."""
	return bench.assets / "frappe" / "dist"


def build_assets(bench: Bench) -> None:
	"""Bundle the app's assets, and the framework's where they are missing or not those of this framework."""
	mark = bench.stamps / "assets-framework"
	key = dump.bundler_key(bench)
	is_built = mark.exists() and mark.read_text() == key and framework_bundles(bench).exists()
	files.remove(mark)
	node_env.build(bench, only=bench.project.app if is_built else "")
	files.write(mark, key)


def data_steps(bench: Bench, stack: Stack) -> list[Step]:
	"""The servers a site's data lie in."""
	return [
		Step(
			"database",
			"Database folder",
			lambda: database.create(bench),
			# made once: it holds everybody's data
			lambda: "made",
			outputs=(bench.database,),
			after=("debian",),
		),
		Step(
			"servers",
			"MariaDB and Redis started",
			lambda: start_servers(stack),
			after=("database",),
		),
	]


def start_servers(stack: Stack) -> bool:
	"""Start what is not running; True if anything was started."""
	started = stack.supervisor.ensure(stack.data_services())
	if f"{stack.name}-redis" in started:
		# code may have changed while it was down
		redis.empty_cache(stack.bench, stack.ports["redis"])
	return bool(started)


def site_steps(bench: Bench, stack: Stack) -> list[Step]:
	"""The stack's site: made with the app, brought up to date, given its demo data."""
	site = Site(stack)
	migrated, demo = (f"{stack.name}-{part}" for part in ("migrated", "demo"))

	def ensure() -> bool:
		if site.exists:
			return False
		# a new site is up to date but has no demo data, whatever an earlier one had
		files.remove(bench.stamps / demo)
		key = dump.loaded_key(bench)
		site.create()
		files.write(bench.stamps / migrated, key)
		return True

	def fill() -> None:
		files.write_json(logins_record(bench), {"logins": site.finish()}, mode=0o600)

	return [
		Step(f"{stack.name}-site", f"Site {stack.site}", ensure, after=("servers", "layout")),
		Step(
			migrated,
			"Site migrated to the changed code",
			site.migrate,
			lambda: dump.loaded_key(bench),
			after=(f"{stack.name}-site", "assets"),
		),
		Step(demo, "Passwords, scheduler, demo data", fill, lambda: "done", after=(migrated,)),
	]


def logins_record(bench: Bench) -> Path:
	"""Where the demo's logins are kept, to be shown at every start."""
	return bench.config / "logins.json"


def service_steps(bench: Bench, stack: Stack) -> list[Step]:
	"""What serves the site to a browser."""

	def start() -> bool:
		services = stack.site_services(dump.loaded_key(bench))
		write_procfile(bench, [*stack.data_services(), *services])
		return serve(stack, services)

	return [Step(f"{stack.name}-services", "Services started", start, after=(f"{stack.name}-demo", "npm"))]


def serve(stack: Stack, services: list[Service]) -> bool:
	"""Start what of the services does not run and wait for the first page; True if any was started.

	Failure if the site is not served within SERVED_WITHIN.
	"""
	started = stack.supervisor.ensure(services)
	deadline = time.monotonic() + SERVED_WITHIN
	while not stack.is_served():
		if time.monotonic() > deadline:
			raise Failure(f"{stack.address}/login does not answer; details are in {stack.bench.logs}.")
		time.sleep(0.1)
	return bool(started)


def write_procfile(bench: Bench, services: list[Service]) -> None:
	"""List the services for `bench start` of frappe-bench."""
	lines = [f"{s.name}: cd {shlex.quote(str(s.cwd))} && exec {shlex.join(s.argv)}" for s in services]
	files.write(bench.root / "Procfile", "\n".join(lines) + "\n")


def prepare(bench: Bench, stacks: list[Stack], stack: Stack) -> None:
	"""Make whatever of the bench is missing and start the servers in which `stack`'s data lie."""
	database.configure(bench, stack.database_port)
	for each in stacks:
		each.configure()
	Steps(bench.stamps).run([*bench_steps(bench), *data_steps(bench, stack)])


def bring_up(bench: Bench, stacks: list[Stack]) -> None:
	"""Make and start whatever is missing of the bench and of its first stack."""
	work = stacks[0]
	database.configure(bench, work.database_port)
	for stack in stacks:
		stack.configure()
	steps = [
		*bench_steps(bench),
		*data_steps(bench, work),
		*site_steps(bench, work),
		*service_steps(bench, work),
	]
	Steps(bench.stamps).run(steps)
