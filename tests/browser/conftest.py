import re

import pytest
from playwright.sync_api import sync_playwright

from tests.http import conftest as http
from tests.support import bench
from tests.support.browser import DESK, PHONE, Person, launch
from tests.support.words import english_left

served, watch, _watched = http.served, http.watch, http._watched

# The framework's own timeline shows stored values as they are; some texts are read aloud only.
VISIBLE_TEXTS = """() => {
	const texts = [];
	const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const { data, parentElement } = walker.currentNode;
		const unseen = !seen(parentElement) || parentElement.closest(".new-timeline, .visually-hidden");
		if (data.trim() && !unseen) texts.push(data);
	}
	for (const field of document.querySelectorAll("input[placeholder], textarea[placeholder]")) {
		if (seen(field)) texts.push(field.placeholder);
	}
	return texts;
}"""


@pytest.fixture(scope="session")
def chromium(site):
	"""One Chromium for all tests; each person gets a context of their own in it."""
	if not bench.url():
		pytest.skip("the site is not served: run `make test`")
	with sync_playwright() as playwright:
		browser = launch(playwright)
		yield browser
		browser.close()


@pytest.fixture
def person(request, chromium):
	"""Seat somebody at a browser: `person("name", phone=True)`; trouble on their pages fails the test."""
	seated: list[Person] = []

	def seat(name: str, phone: bool = False) -> Person:
		context = chromium.new_context(
			base_url=bench.url(), locale="zh-CN", timezone_id="Asia/Shanghai", **(PHONE if phone else DESK)
		)
		seated.append(Person(context, name))
		return seated[-1]

	yield seat
	if request.node.stash.get(FAILED, False):
		keep_evidence(request.node.name, seated)
	for each in seated:
		each.context.close()
	troubles = [trouble for each in seated for trouble in each.troubles]
	assert not troubles, "\n".join(troubles)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
	report = yield
	if report.when == "call":
		item.stash[FAILED] = report.failed
	return report


def keep_evidence(test: str, people: list[Person]) -> None:
	"""Keep what everybody had on the screen when the test failed."""
	stem = re.sub(r"\W+", "-", test)
	for each in people:
		each.picture(bench.results() / f"{stem}-{each.name}.png")


@pytest.fixture
def look(request):
	"""Look at a page: `look(person, "form")` keeps a picture if wanted; English on it fails the test."""
	folder = request.config.option.screenshots
	english: dict[str, list[str]] = {}

	def take(someone: Person, name: str) -> None:
		if left := english_left(someone.page.evaluate(VISIBLE_TEXTS)):
			english[name] = left
		if folder:
			someone.picture(folder / f"{name}.png")

	yield take
	assert not english, f"shown in English: {english}"
