"""The Debian packages a bench needs, installed without letting their own services start."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from . import shell
from .config import PACKAGE
from .failures import Failure


def wanted() -> list[str]:
	"""The packages named in system/packages.txt."""
	lines = (PACKAGE / "system" / "packages.txt").read_text(encoding="utf-8").splitlines()
	return [line for line in lines if line and not line.startswith("#")]


def missing() -> list[str]:
	"""Those of the wanted packages that are not installed; Failure where there is no Debian."""
	packages = wanted()
	try:
		query = subprocess.run(
			["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
			capture_output=True,
			text=True,
		)
	except FileNotFoundError:
		raise Failure("dpkg-query is missing: devbench runs on Debian 12 and its relatives.") from None
	installed = {line.split()[0] for line in query.stdout.splitlines() if line.endswith(" installed")}
	return [package for package in packages if package not in installed]


def install(log: Path) -> bool:
	"""Install what is missing, as root or through sudo; True if there was anything to install."""
	packages = missing()
	if not packages:
		return False
	prefix = [] if os.getuid() == 0 else ["sudo", "-n"]
	if prefix and not can_sudo():
		raise Failure(f"These Debian packages are missing; as root run: apt-get install {' '.join(packages)}")
	shell.run(
		[*prefix, "/bin/sh", PACKAGE / "system" / "install.sh", *packages],
		what=f"Installing the Debian packages {', '.join(packages)}",
		log=log,
	)
	if still := missing():
		raise Failure(f"apt-get did not install {', '.join(still)}; details are in {log}.")
	return True


def can_sudo() -> bool:
	"""True if sudo asks for no password."""
	if not shutil.which("sudo"):
		return False
	return subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
