"""`make bench-claims`: does the head-count hold, does the queue stand in order, what does a claim cost?"""

import os
import sys
from collections import Counter
from statistics import median

import frappe

from benchmarks import opening
from benchmarks.claims import floor
from benchmarks.claims.crowd import Crowd, Round

PHONE = "sink_app.service.orders.phone"
CLIENTS, PLACES, ROUNDS = 200, 10, 7
SHARE = 0.5
"""Claims a second, of what the server does at best with one row."""


def main() -> int:
	"""Press, count, print; 1 if a bar was missed."""
	size = opening.size("bench-claims", __doc__, CLIENTS, "clients", int)
	frappe.flags.in_test = True
	address = os.environ["DEVBENCH_URL"]
	crowd, row = Crowd(address, size), floor.lay()
	# sessions, workers and caches are warm before anything counts
	crowd.press(floor.METHOD, row=row)
	crowd.press(f"{PHONE}.claim", order=crowd.order(PLACES))
	missed: list[str] = []
	ratios = []
	print(f"{size} clients at once, an order of {PLACES} places; requests a second, seconds waited")
	print(f"{'round':>5}{'one row':>10}{'claims':>10}{'ratio':>8}{'half':>8}{'all':>8}", flush=True)
	for number in range(1, ROUNDS + 1):
		least, claims = one_round(crowd, row, missed)
		ratios.append(claims.a_second / least.a_second)
		print(
			f"{number:>5}{least.a_second:>10.0f}{claims.a_second:>10.0f}{ratios[-1]:>8.2f}"
			f"{claims.wait(0.5):>8.2f}{claims.wait(1):>8.2f}",
			flush=True,
		)
	print(f"\nmedian ratio {median(ratios):.2f}; at least {SHARE} is asked for")
	if median(ratios) < SHARE:
		missed.append(f"claims are {median(ratios):.2f} as many as changes of one row")
	print("".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def one_round(crowd: Crowd, row: str, missed: list[str]) -> tuple[Round, Round]:
	"""Both presses, one after the other, and what was written compared with what was told."""
	before = floor.count(row)
	least = crowd.press(floor.METHOD, row=row)
	if floor.count(row) - before != len(least.answers):
		missed.append("the row was not changed once a request: the measure is no measure")
	order = crowd.order(PLACES)
	claims = crowd.press(f"{PHONE}.claim", order=order)
	missed += check(order, claims)
	return least, claims


def check(order: str, claims: Round) -> list[str]:
	"""Sentences on what is wrong: too many, too few, out of order, an error that reached somebody."""
	frappe.db.rollback()
	wrong = []
	statuses = Counter(answer.status for answer in claims.answers)
	if set(statuses) != {200}:
		wrong.append(f"not everybody was answered: {dict(statuses)}")
	if any("eadlock" in str(answer.body) for answer in claims.answers):
		wrong.append("a deadlock reached somebody")
	rows = frappe.get_all(
		"Sink Order Claim",
		filters={"service_order": order},
		fields=["owner", "status", "place"],
		order_by="place asc",
	)
	people = len(claims.answers)
	wanted = ["Taken"] * min(PLACES, people) + ["Waiting"] * max(0, people - PLACES)
	if [row.status for row in rows] != wanted:
		wrong.append(f"{Counter(row.status for row in rows)} instead of {PLACES} and the rest waiting")
	if [row.place for row in rows] != list(range(1, people + 1)):
		wrong.append("the numbers of the queue have gaps or stand twice")
	told = {answer.user: (answer.body.get("message") or {}).get("place") for answer in claims.answers}
	if told != {row.owner: row.place for row in rows}:
		wrong.append("somebody was told another place than the one that was written")
	counted = frappe.db.get_value("Sink Order", order, ["taken", "waiting"])
	if tuple(counted) != (min(PLACES, people), max(0, people - PLACES)):
		wrong.append(f"the order counts {counted}")
	return wrong


if __name__ == "__main__":
	sys.exit(main())
