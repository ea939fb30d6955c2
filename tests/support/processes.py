"""Python processes of their own on the test site, as workers are: begun together, killed on the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import frappe

from tests.support import data

PATIENCE = 120  # seconds; a busy machine is slow
OPENING = """
import os, sys, time
import frappe
frappe.init(site={site!r}, sites_path={sites!r})
frappe.connect()
frappe.set_user({user!r})
from pathlib import Path
print("ready", flush=True)
while not Path({gate!r}).exists():
	time.sleep(0.01)
"""


def begin(gate: Path, code: str, user: str = "Administrator") -> subprocess.Popen:
	"""A process that connects as a user, waits at the gate, and runs the code once the gate is there."""
	sites = os.path.abspath(frappe.local.sites_path)
	opening = OPENING.format(site=frappe.local.site, sites=sites, user=user, gate=str(gate))
	made = subprocess.Popen(
		[sys.executable, "-c", opening + code],
		cwd=sites,
		stdout=subprocess.PIPE,
		stderr=subprocess.PIPE,
		text=True,
	)
	assert made.stdout.readline() == "ready\n", made.stderr.read()
	return made


def at_once(gate: Path, code: str, number: int, user: str = "Administrator") -> None:
	"""Run the code in so many processes at the same time; every one has to come to its end."""
	began = [begin(gate, code, user) for _each in range(number)]
	gate.touch()
	for process in began:
		_out, told = process.communicate(timeout=PATIENCE)
		assert process.returncode == 0, told
	data.look_again()


def kill_when(process: subprocess.Popen, condition) -> None:
	"""Kill a process as soon as something has come about, and before it has come to its end."""
	end = time.monotonic() + PATIENCE
	while time.monotonic() < end:
		data.look_again()
		assert process.poll() is None, f"it ended by itself: {process.communicate()[1]}"
		if condition():
			process.send_signal(signal.SIGKILL)
			process.communicate()
			data.look_again()
			return
		time.sleep(0.02)
	process.kill()
	raise AssertionError("nothing to kill it at came about")
