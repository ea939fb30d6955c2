"""The commands of devbench: `python3 -m devbench COMMAND`."""

from __future__ import annotations

import argparse
import os
import sys
import time
import unicodedata

from . import files, passwords, ports, python_env, recipe, testing
from .config import Bench, open_bench
from .database import SERVICE as DATABASE
from .failures import Failure
from .node_env import build_command
from .site import Site
from .stack import NAMES, Stack, open_all, ports_record
from .steps import Steps, complain


def up(bench: Bench, arguments: argparse.Namespace) -> None:
	"""make what is missing, start what is down, say where the site is"""
	start = time.monotonic()
	with bench.lock():
		if not bench.env.exists():
			files.require_space(bench.root, 3)
		if arguments.port:
			require_usable(bench, arguments.port)
		stacks = open_all(bench, arguments.port)
		recipe.bring_up(bench, stacks)
	print(f"Ready in {time.monotonic() - start:.1f} s.\n")
	show_logins(bench, stacks[0])


def require_usable(bench: Bench, port: int) -> None:
	"""Failure if the public port the user asks for cannot be had."""
	if not 0 < port < 65536:
		raise Failure(f"{port} is not a port number; choose one between 1024 and 65535.")
	recorded = files.read_json(ports_record(bench)).get(NAMES[0], {})
	if port != recorded.get("public"):
		ports.require_free(port, "the site", "choose another PORT")


def show_logins(bench: Bench, stack: Stack) -> None:
	"""Print the address and a table of who can log in."""
	known = passwords.read(bench.config)
	rows = [("Administrator", "Administrator", known["administrator"], "everything")]
	for login in files.read_json(recipe.logins_record(bench)).get("logins") or []:
		who = f"{login['role']} ({login['name']})" if login.get("name") else login["role"]
		rows.append((who, login["user"], known["demo"], login.get("where", "")))
	print(f"{stack.address}\n")
	for row in align([("Role", "Login", "Password", "Where"), *rows]):
		print(row)


def align(rows: list[tuple[str, ...]]) -> list[str]:
	"""The rows as lines with straight columns; wide (Chinese) characters count twice."""
	widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
	return [
		"  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
		for row in rows
	]


def width(text: str) -> int:
	"""How many columns of a terminal the text takes."""
	return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def down(bench: Bench, arguments: argparse.Namespace) -> None:
	"""end every process of the bench; data stay"""
	with bench.lock():
		stop_all(bench)


def stop_all(bench: Bench) -> None:
	"""End the processes of all stacks, the database last."""
	if not ports_record(bench).exists():
		return
	for name in NAMES:
		stack = Stack.open(bench, name)
		stack.stop()
	stack.supervisor.stop([DATABASE])


def clean(bench: Bench, arguments: argparse.Namespace) -> None:
	"""end everything and delete .bench with all its data"""
	if not bench.root.exists():
		return
	with bench.lock():
		stop_all(bench)
		files.remove(bench.root)


def status(bench: Bench, arguments: argparse.Namespace) -> None:
	"""what runs, and where"""
	rows = [("Service", "Process", "Port")]
	stacks = [Stack.open(bench, name) for name in NAMES]
	listening = {DATABASE: stacks[0].database_port}
	for stack in stacks:
		places = {"nginx": "public", "redis": "redis", "web": "web", "realtime": "realtime"}
		listening |= {f"{stack.name}-{part}": stack.ports[place] for part, place in places.items()}
	supervisor = stacks[0].supervisor
	for name in [DATABASE, *(name for stack in stacks for name in reversed(stack.service_names()))]:
		running = supervisor.find(name)
		rows.append((name, str(running.pid) if running else "down", str(listening.get(name, ""))))
	print("\n".join(align(rows)))
	print(f"\n{stacks[0].address}")


def shell(bench: Bench, arguments: argparse.Namespace) -> None:
	"""a Python console of Frappe, connected to the site"""
	execute_frappe(bench, ["console"])


def bench_command(bench: Bench, arguments: argparse.Namespace) -> None:
	"""any command of Frappe, as frappe-bench's `bench --site SITE` would run it"""
	execute_frappe(bench, arguments.rest)


def execute_frappe(bench: Bench, rest: list[str]) -> None:
	"""Become one of Frappe's commands, for the site to work with."""
	stack = Stack.open(bench, NAMES[0])
	command = [*Site(stack).frappe_command(), "--site", stack.site, *rest]
	execute(bench, command, stack.sites)


def logs(bench: Bench, arguments: argparse.Namespace) -> None:
	"""follow all logs"""
	found = sorted(bench.logs.glob("*.log"))
	if not found:
		raise Failure("There are no logs yet; run `make up` first.")
	execute(bench, ["tail", "-n", "5", "-F", *(path.name for path in found)], bench.logs)


def assets(bench: Bench, arguments: argparse.Namespace) -> None:
	"""bundle the apps' scripts and styles anew"""
	with bench.lock():
		files.remove(bench.stamps / "assets")
		Steps(bench.stamps).run(step for step in recipe.bench_steps(bench) if step.name == "assets")


def watch(bench: Bench, arguments: argparse.Namespace) -> None:
	"""rebuild the app's scripts and styles whenever they change"""
	command = [*build_command(bench), "--only", bench.project.app, "--watch"]
	execute(bench, command, bench.node)


def execute(bench: Bench, command: list[str], folder) -> None:
	"""Become another program."""
	if not bench.python.exists():
		raise Failure("This bench has not been set up yet; run `make up`.")
	os.chdir(folder)
	os.execvpe(command[0], command, bench.environment())


def migrate(bench: Bench, arguments: argparse.Namespace) -> None:
	"""bring the site's schema and records to the state of the code, whatever has changed"""
	with bench.lock():
		files.remove(bench.stamps / f"{NAMES[0]}-migrated")
		recipe.bring_up(bench, open_all(bench))


def fresh(bench: Bench, arguments: argparse.Namespace) -> None:
	"""throw the site's data away and make the site anew"""
	with bench.lock():
		stacks = open_all(bench)
		work = stacks[0]
		recipe.prepare(bench, stacks, work)
		work.supervisor.stop(name for name in work.service_names() if not name.endswith("redis"))
		Site(work).drop()
		recipe.bring_up(bench, stacks)
	show_logins(bench, work)


def lock(bench: Bench, arguments: argparse.Namespace) -> None:
	"""resolve the Python dependencies anew and write their lock"""
	with bench.lock():
		python_env.fetch_uv(bench)
		python_env.lock(bench)


COMMANDS = {
	"up": up,
	"down": down,
	"clean": clean,
	"status": status,
	"shell": shell,
	"logs": logs,
	"migrate": migrate,
	"fresh": fresh,
	"assets": assets,
	"watch": watch,
	"bench": bench_command,
	"lock": lock,
	"test": testing.test,
	"measure": testing.measure,
	"lint": testing.lint,
}
# These pass on what they do not know: to Frappe, to pytest, to a module or, with assets, to nobody, since
# what Frappe's own `bench build` adds needs no answer.
PASSING_ON = ("bench", "test", "measure", "assets")


def parse(argv: list[str]) -> argparse.Namespace:
	"""What the command line asks for."""
	parser = argparse.ArgumentParser(prog="python3 -m devbench", description=__doc__)
	commands = parser.add_subparsers(dest="command", required=True)
	for name, function in COMMANDS.items():
		passing_on = name in PASSING_ON
		command = commands.add_parser(
			name, help=function.__doc__, add_help=not passing_on, allow_abbrev=not passing_on
		)
		if name == "up":
			command.add_argument("--port", type=int, help="the public port, remembered from then on")
		if name in ("test", "measure"):
			command.add_argument("--keep", action="store_true", help="use the site left there, and leave it")
	arguments, arguments.rest = parser.parse_known_args(argv)
	if arguments.rest and arguments.command not in PASSING_ON:
		parser.error(f"unknown arguments: {' '.join(arguments.rest)}")
	return arguments


def main() -> int:
	"""Run the command of the command line; its exit code."""
	arguments = parse(sys.argv[1:])
	try:
		return COMMANDS[arguments.command](open_bench(), arguments) or 0
	except Failure as failure:
		complain(f"{arguments.command}: {failure}")
		return 1
	except OSError as error:
		# the disk is full, a file belongs to somebody else, ...
		place = f" ({error.filename})" if error.filename else ""
		complain(f"{arguments.command}: {error.strerror or error}{place}.")
		return 1
	except KeyboardInterrupt:
		complain("Stopped; the next `make up` goes on from here.")
		return 130


if __name__ == "__main__":
	sys.exit(main())
