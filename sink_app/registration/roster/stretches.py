"""The verdicts of rows that are in, kept with them: what a run that goes on need not do again."""

import json
from dataclasses import asdict

import frappe

from sink_app.registration.roster.verdicts import Verdict

STRETCH = "Sink Roster Stretch"


def keep(roster_import: str, position: int, verdicts: list[Verdict]):
	"""Keep the verdicts of a stretch; position is that of its last row among all entries of the file."""
	stretch = frappe.new_doc(STRETCH)
	stretch.update(
		{
			"roster_import": roster_import,
			"position": position,
			"verdicts": json.dumps([asdict(verdict) for verdict in verdicts], ensure_ascii=False),
		}
	)
	stretch.set_new_name()
	stretch.db_insert()


def verdicts(roster_import: str) -> list[Verdict]:
	"""The verdicts of all rows that an earlier run settled, in order."""
	# acts for itself: whoever may go on with the roster goes on behind them
	kept = frappe.get_all(
		STRETCH, filters={"roster_import": roster_import}, pluck="verdicts", order_by="position asc"
	)
	return [Verdict(**verdict) for stretch in kept for verdict in json.loads(stretch)]


def forget(roster_import: str):
	"""Begin anew: the roster is finished, or another file takes its place."""
	frappe.db.delete(STRETCH, {"roster_import": roster_import})
