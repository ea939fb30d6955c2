"""Small things done with files: written whole or not at all, hashed, linked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from .failures import Failure


def write(path: Path, text: str, mode: int = 0o644) -> bool:
	"""Put `text` into `path` by renaming, so that no reader sees half of it; True if it changed."""
	if path.is_file() and path.read_text(encoding="utf-8") == text:
		path.chmod(mode)
		return False
	path.parent.mkdir(parents=True, exist_ok=True)
	temporary = path.with_name(f".{path.name}.{os.getpid()}")
	descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
	with open(descriptor, "w", encoding="utf-8") as file:
		file.write(text)
	temporary.chmod(mode)
	temporary.replace(path)
	return True


def read_json(path: Path) -> dict:
	"""The object in `path`, or an empty one if there is no such file."""
	try:
		return json.loads(path.read_text(encoding="utf-8"))
	except FileNotFoundError:
		return {}
	except ValueError as error:
		raise Failure(f"{path} is not valid JSON: {error}.") from None


def write_json(path: Path, content: dict, mode: int = 0o644) -> bool:
	"""Put `content` into `path` as JSON; True if the file changed."""
	return write(path, json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", mode)


def update_json(path: Path, changes: dict, mode: int = 0o644) -> bool:
	"""Set some keys of the object in `path` and keep the others; True if the file changed."""
	return write_json(path, read_json(path) | changes, mode)


def digest(*parts: object) -> str:
	"""A short name for what the parts say; a Path stands for the content of its file."""
	total = hashlib.sha256()
	for part in parts:
		content = part.read_bytes() if isinstance(part, Path) else str(part).encode()
		total.update(b"%d:" % len(content) + content)
	return total.hexdigest()[:20]


def digest_tree(folder: Path, wanted: Callable[[Path], bool] = lambda path: True) -> str:
	"""A short name for the content of all wanted files below `folder` (symlinks are not followed)."""
	total = hashlib.sha256()
	for path in walk(folder):
		relative = path.relative_to(folder)
		if wanted(relative):
			total.update(f"{relative}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
	return total.hexdigest()[:20]


def walk(folder: Path) -> Iterable[Path]:
	"""All source files below `folder`, in order; what tools leave behind is passed over."""
	skipped = {"__pycache__", "node_modules", "dist", ".git", ".pytest_cache", ".ruff_cache"}
	for parent, folders, names in os.walk(folder):
		folders[:] = sorted(name for name in folders if name not in skipped)
		for name in sorted(names):
			path = Path(parent, name)
			if not path.is_symlink():
				yield path


def link(path: Path, target: str) -> None:
	"""Make `path` a symlink to `target`, replacing another symlink but nothing else."""
	if path.is_symlink() and os.readlink(path) == target:
		return
	if path.exists() and not path.is_symlink():
		raise Failure(f"{path} is in the way: a link to {target} belongs there.")
	path.parent.mkdir(parents=True, exist_ok=True)
	temporary = path.with_name(f".{path.name}.{os.getpid()}")
	temporary.symlink_to(target)
	temporary.replace(path)


def remove(path: Path) -> None:
	"""Delete a file, link or folder, if it is there."""
	if path.is_dir() and not path.is_symlink():
		shutil.rmtree(path)
	else:
		path.unlink(missing_ok=True)


def require_space(folder: Path, gigabytes: float) -> None:
	"""Failure if the disk under `folder` has less than `gigabytes` (10^9 bytes) free."""
	free = shutil.disk_usage(folder).free / 1e9
	if free < gigabytes:
		raise Failure(f"The disk holding {folder} has {free:.1f} GB free; {gigabytes:g} GB are needed.")
