"""Calendars of orders and records: each by itself, or how many a day; what whoever asks may read."""

from datetime import datetime, timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.service import calendars
from sink_app.service.orders import ORDER
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_order

FIRST = datetime(2031, 5, 1, 9)
MONTH = ("2031-05-01 00:00:00", "2031-05-31 23:59:59")


class TestCalendars(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.neighbour = make_stand("Sink Community Secretary", world.neighbour)

	def order(self, area=None, days: int = 0, hours: int = 2, **values):
		begin = FIRST + timedelta(days=days)
		times = {"starts_on": begin, "ends_on": begin + timedelta(hours=hours)}
		return make_order(area or self.world.community, **times, **values)

	def asked(self, user=None, **more) -> list:
		with as_user(user or self.world.secretary):
			return calendars.events(ORDER, *MONTH, **more)

	def test_a_month_shows_what_begins_in_it_and_what_still_goes_on(self):
		inside = self.order()
		before = self.order(days=-2, hours=72)
		self.order(days=-2)
		self.order(days=31)
		self.order(self.world.neighbour)
		self.assertEqual({row.name for row in self.asked()}, {inside.name, before.name})

	def test_what_began_long_before_and_still_goes_on_is_shown_however_long_it_lasts(self):
		days = 24
		long_ago = self.order(days=-400, hours=401 * days)
		month_ago = self.order(days=-31, hours=31 * days)
		through = self.order(days=-90, hours=200 * days)
		self.order(days=-90, hours=60 * days)
		self.order(self.world.neighbour, days=-90, hours=200 * days)
		self.assertEqual({row.name for row in self.asked()}, {long_ago.name, month_ago.name, through.name})

	def test_what_was_made_shorter_or_longer_is_found_by_its_new_end(self):
		ended, goes_on = self.order(days=-90, hours=200 * 24), self.order(days=-90)
		ended.ends_on, goes_on.ends_on = goes_on.ends_on, ended.ends_on
		# a browser does not say how long it lasts
		ended.lasts_long, goes_on.lasts_long = 1, 0
		for order in (ended, goes_on):
			order.save()
		self.assertEqual([row.name for row in self.asked()], [goes_on.name])
		self.assertEqual((ended.lasts_long, goes_on.lasts_long), (0, 1))

	def test_what_is_too_much_to_draw_says_its_number_a_day(self):
		for day in (0, 0, 3):
			self.order(days=day)
		self.order(self.world.neighbour)
		with patch.object(calendars, "MOST", 2):
			rows = self.asked()
			few = self.asked(filters=[[ORDER, "starts_on", ">", "2031-05-02"]])
		told = [(row["starts_on"], row["title"], row["tally_of"], row["allDay"]) for row in rows]
		words = frappe._("{0} in all")
		self.assertEqual(
			told,
			[
				("2031-05-01 00:00:00", words.format(2), ORDER, 1),
				("2031-05-04 00:00:00", words.format(1), ORDER, 1),
			],
		)
		self.assertEqual([row.get("tally_of") for row in few], [None])

	def test_a_calendar_tells_no_field_that_a_browser_names(self):
		made = self.order(contact_phone="19900001111")
		[row] = self.asked(fields='["contact_phone"]', field_map='{"title": "contact_phone"}')
		self.assertEqual((row.name, row.title), (made.name, made.title))
		self.assertNotIn("contact_phone", row)
		self.assertEqual(self.asked(self.neighbour), [])
