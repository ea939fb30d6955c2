"""Asking many questions at once: what a person asks is dealt out to threads."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from frappe.utils import create_batch

AT_ONCE = 8
PORTION = 20


@dataclass(frozen=True)
class Question:
	"""One probe. `ask` runs in a thread without a site; `judge` says (what leaked, what was kept back)."""

	door: str
	ask: Callable[[], Any]
	judge: Callable[[Any], tuple[object, object]]


@dataclass(frozen=True)
class Finding:
	"""What a probe brought to light."""

	who: str
	door: str
	leaked: str
	shut: str


def ask_all(questions: dict[str, Iterable[Question]]) -> list[Finding]:
	"""Ask what does not depend on an order: a long list of one person keeps nobody waiting."""
	return ask_at_once(
		[(who, portion) for who, line in questions.items() for portion in create_batch(list(line), PORTION)]
	)


def ask_at_once(lines: Iterable[tuple[str, list[Question]]]) -> list[Finding]:
	"""Ask the questions of a line one after the other, all lines at once."""
	with ThreadPoolExecutor(AT_ONCE) as pool:
		asked = pool.map(lambda line: [found(line[0], each) for each in line[1]], lines)
		return [finding for line in asked for finding in line]


def ask_and_look(questions: dict[str, list[Question]]) -> list[Finding]:
	"""Ask where the judge looks at the site: all at once, then one by one if that altered anything."""
	ask_at_once(
		[
			(who, [replace(each, judge=lambda _answer: (None, None)) for each in line])
			for who, line in questions.items()
		]
	)
	if any(each.judge(None)[0] for line in questions.values() for each in line[-1:]):
		return [found(who, each) for who, line in questions.items() for each in line]
	return [Finding(who, each.door, "", "") for who, line in questions.items() for each in line]


def found(who: str, question: Question) -> Finding:
	leaked, shut = question.judge(question.ask())
	return Finding(who, question.door, str(leaked)[:300] if leaked else "", str(shut)[:300] if shut else "")


def nothing_of(marks: Iterable[str], text: Callable[[Any], str]) -> Callable[[Any], tuple[object, object]]:
	"""A judge for whom none of the marks may stand in the answer's text."""
	forbidden = list(marks)

	def judge(answer: Any) -> tuple[object, object]:
		read = text(answer)
		return [mark for mark in forbidden if mark in read], None

	return judge
