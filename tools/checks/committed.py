"""What may not be in git: paths of one machine, hosts of registries, secrets, real id numbers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from tools.checks.project import Finding, Project

# The path every official manual uses for a bench is nobody's own.
HOME = re.compile(r"(?<![\w.~}-])/(?:root|home/(?!frappe/)[a-z][\w-]*|Users/[A-Za-z]\w*)/[\w.]")
REGISTRY = re.compile(
	r"https?://[\w.-]*(?:registry|mirror|artifactory|nexus|devpi|verdaccio)[\w.-]*"
	r"|\b(?:[\w-]+\.)*(?:pypi|pythonhosted|npmjs|npmmirror|yarnpkg)\.(?:org|com|io)\b"
)
RESOLVED = re.compile(r'^\s*"resolved":')
SECRETS = (
	re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
	re.compile(r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|glpat-[\w-]{20}|sk-[A-Za-z0-9]{32,})\b"),
	re.compile(
		r"(?i)(?:api_secret|secret_key|encryption_key|db_password|root_password|access_token)"
		r"[\"']?\s*[:=]\s*[\"'][^\"'{}<>$\s]{8,}[\"']"
	),
	re.compile(r"https?://[^/\s:@\"'{}<]+:[^/\s:@\"'{}<]+@"),
)
ID_NUMBER = re.compile(r"(?<!\d)(?:[1-5]\d|6[1-5])\d{4}((?:19|20)\d{6})\d{3}[\dXx](?![\dXx])")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "npm_config_registry")
SHARED_FOLDERS = {"/", "/tmp", "/var/tmp", "/opt", "/srv", "/mnt", "/home", "/usr", "/var"}
PUBLIC_HOSTS = {"localhost", "127.0.0.1"}


def check(project: Project) -> Iterator[Finding]:
	"""Yield lines of tracked files that tell of a machine, a registry, a secret or a person."""
	places = list(_own_places(project.root))
	for path in project.files:
		for number, line in enumerate(project.text(path).splitlines(), 1):
			for sentence in _sentences(line, places):
				yield Finding(path, number, sentence)


def _own_places(root: Path) -> Iterator[str]:
	"""What names this machine: where the checkout and its neighbours lie, and the package indexes it uses."""
	yield f"{root}/"
	if str(root.parent) not in SHARED_FOLDERS:
		yield f"{root.parent}/"
	hosts = {urlsplit(os.environ.get(name, "")).hostname for name in INDEX_VARIABLES}
	yield from sorted(hosts - {None} - PUBLIC_HOSTS)


def _sentences(line: str, places: list[str]) -> Iterator[str]:
	if HOME.search(line) or any(re.search(rf"(?<![\w.-]){re.escape(place)}", line) for place in places):
		yield "Names a place of one machine."
	if REGISTRY.search(line):
		yield "Names the host of a registry: leave that to the client's own settings."
	if RESOLVED.search(line):
		yield "A lock file with addresses: set omit-lockfile-registry-resolved and write it anew."
	if any(pattern.search(line) for pattern in SECRETS):
		yield "Looks like a secret: secrets are made on the machine that uses them."
	if any(_is_id_number(match.group(), match.group(1)) for match in ID_NUMBER.finditer(line)):
		yield "A valid id number may be a real person's: make it at run time, or use an area code nobody has."


def _is_id_number(number: str, birth_date: str) -> bool:
	"""Whether 18 digits are a valid id number of the mainland (GB 11643: a date and a check digit)."""
	try:
		datetime.strptime(birth_date, "%Y%m%d")
	except ValueError:
		return False
	total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False))
	return number[-1].upper() == "10X98765432"[total % 11]
