"""Asking many questions at once: every person at the door is served by a thread."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

AT_ONCE = 8


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
	"""Ask each person's questions one after the other, everybody at once."""
	with ThreadPoolExecutor(AT_ONCE) as pool:
		lines = pool.map(lambda line: [found(line[0], each) for each in line[1]], questions.items())
		return [finding for line in lines for finding in line]


def ask_and_look(questions: dict[str, list[Question]]) -> list[Finding]:
	"""Ask where the judge looks at the site: all at once, then one by one if that altered anything."""
	ask_all(
		{
			who: [replace(each, judge=lambda _answer: (None, None)) for each in line]
			for who, line in questions.items()
		}
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
