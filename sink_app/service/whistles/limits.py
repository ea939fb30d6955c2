"""How long a whistle may wait, and who handles it next: counted as its level says."""

from datetime import datetime, timedelta

import frappe
from frappe.utils import get_datetime

from sink_app.access import columns
from sink_app.approvals import calendars
from sink_app.service.whistles import LEVEL, LINE

ROUND_THE_CLOCK = "Round the Clock"


def after(start: datetime, hours: float, level) -> datetime:
	"""The moment so many hours after another, as a level counts them: round the clock or office hours."""
	minutes = round(hours * 60)
	if level.counted_in == ROUND_THE_CLOCK:
		return get_datetime(start) + timedelta(minutes=minutes)
	return calendars.add_working_minutes(start, minutes, level.holiday_list)


def of(whistle):
	"""The level record of a whistle."""
	return frappe.get_cached_doc(LEVEL, whistle.level)


def respond_by(whistle, start: datetime) -> datetime:
	"""Until when somebody has to take a whistle on that reached them at a moment."""
	return after(start, of(whistle).respond_within, of(whistle))


def close_by(whistle) -> datetime:
	"""Until when a whistle is to be settled, from the whistle on."""
	return after(whistle.whistled_on, of(whistle).close_within, of(whistle))


def first_handler(whistle) -> str | None:
	"""The level that handles it first: as its urgency says, or the next above that the place lies in."""
	return _from(whistle, LINE.index(of(whistle).handled_from))


def next_handler(whistle) -> str | None:
	"""The level above the one that handles it now; None at the top."""
	return _from(whistle, LINE.index(whistle.handled_at) + 1)


def _from(whistle, position: int) -> str | None:
	place = columns.of(whistle)
	return next((level for level in LINE[position:] if place.get(level.lower())), None)
