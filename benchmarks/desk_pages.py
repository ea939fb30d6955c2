"""Seconds from a click until a list of the Desk shows its rows; the median of several, as JSON."""

import json
import sys
from statistics import median
from time import monotonic

from playwright.sync_api import expect, sync_playwright

from devbench import passwords
from devbench.config import open_bench
from devbench.stack import NAMES, Stack
from tests.support.browser import DESK, Person, launch

ROUNDS = 7
REST = 1500  # milliseconds until the home page has drawn its cards, which nobody leaves sooner
LISTS = {"registration list opens": "sink-registration", "member list opens": "sink-member"}


def main() -> None:
	"""Print the medians."""
	bench = open_bench()
	address = Stack.open(bench, NAMES[0]).address
	with sync_playwright() as playwright:
		browser = launch(playwright)
		someone = Person(browser.new_context(base_url=address, **DESK), "community")
		someone.log_in("community@demo.example", passwords.read(bench.config)["demo"])
		json.dump({name: median(times(someone, route)) for name, route in LISTS.items()}, sys.stdout)
		browser.close()


def times(someone: Person, route: str) -> list[float]:
	"""Opens the list from the home page, loaded anew each time, so that no list is drawn yet."""
	found = []
	for _round in range(ROUNDS):
		someone.open_desk("sink-home")
		someone.page.wait_for_timeout(REST)
		start = monotonic()
		someone.page.evaluate("(route) => { frappe.set_route(route); }", route)
		expect(someone.page.locator(".page-container:visible .list-row").first).to_be_visible()
		found.append(monotonic() - start)
	return found


if __name__ == "__main__":
	main()
