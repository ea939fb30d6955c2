"""Generated passwords, kept in one file only its owner can read."""

from __future__ import annotations

import secrets
from pathlib import Path

from . import files

# no characters that a URL, a shell or an option file would treat specially, none that look alike
ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def read(folder: Path) -> dict[str, str]:
	"""All passwords of the bench, made where they are missing: {purpose: password}."""
	path = folder / "passwords.json"
	known = files.read_json(path)
	for purpose, length in (("database", 32), ("redis", 32), ("administrator", 14), ("demo", 14)):
		known.setdefault(purpose, "".join(secrets.choice(ALPHABET) for _ in range(length)))
	files.write_json(path, known, mode=0o600)
	return known
