"""Named steps that run once for the same inputs, side by side where they do not depend on each other."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from . import files

_screen = threading.Lock()


def say(text: str) -> None:
	"""Print one line at once, also from a thread."""
	with _screen:
		print(text, flush=True)


@dataclass(frozen=True)
class Step:
	"""Something to be made once.

	It is made again when `key()` (a digest of its inputs) differs from its stamp or when one of `outputs` is
	gone. `discard` removes what a killed run left half made. Without a key the step runs every time, silently
	unless `make` returns True.
	"""

	name: str
	label: str
	make: Callable[[], object]
	key: Callable[[], str] | None = None
	outputs: tuple[Path, ...] = ()
	after: tuple[str, ...] = ()
	discard: Callable[[], None] | None = None


class Steps:
	"""Runs steps in their order and remembers what was made, as stamps in a folder."""

	def __init__(self, stamps: Path):
		self.stamps = stamps
		self.done: list[str] = []

	def run(self, steps: Iterable[Step]) -> None:
		"""Run all steps, each as soon as those it names in `after` are through.

		A failing step lets those already running end, starts no others and raises its own error.
		"""
		waiting = {step.name: step for step in steps}
		running: dict[Future, str] = {}
		with ThreadPoolExecutor(max_workers=4) as pool:
			while waiting or running:
				# a step named in `after` that is not part of this run counts as through
				ready = [s for s in waiting.values() if not pending(s, waiting, running)]
				for step in ready:
					running[pool.submit(self._perform, waiting.pop(step.name))] = step.name
				ended, _ = wait(running, return_when=FIRST_COMPLETED)
				for future in ended:
					del running[future]
				if failed := next((future for future in ended if future.exception()), None):
					wait(running)
					raise failed.exception()

	def forget(self, name: str) -> None:
		"""Let the step `name` be made again."""
		self._stamp(name).unlink(missing_ok=True)

	def is_current(self, step: Step, key: str) -> bool:
		"""True if the step was made for `key` and what it made is still there."""
		stamp = self._stamp(step.name)
		made = stamp.exists() and all(output.exists() for output in step.outputs)
		return made and stamp.read_text() == key

	def _perform(self, step: Step) -> None:
		start = time.monotonic()
		if step.key is None:
			if step.make() is True:
				self._report(step, start)
			return
		key = step.key()
		if self.is_current(step, key):
			return
		begun = self.stamps / f"{step.name}.begun"
		if begun.exists() and step.discard:
			step.discard()
		begun.touch()
		self.forget(step.name)
		step.make()
		files.write(self._stamp(step.name), key)
		begun.unlink()
		self._report(step, start)

	def _report(self, step: Step, start: float) -> None:
		self.done.append(step.name)
		say(f"  {step.label:<44} {time.monotonic() - start:5.1f} s")

	def _stamp(self, name: str) -> Path:
		return self.stamps / name


def pending(step: Step, waiting: dict[str, Step], running: dict[Future, str]) -> bool:
	"""True while a step that `step` needs has not ended."""
	needed = set(step.after)
	return bool(needed & waiting.keys() or needed & set(running.values()))


def complain(text: str) -> None:
	"""Print one sentence to the error output."""
	with _screen:
		print(text, file=sys.stderr, flush=True)
