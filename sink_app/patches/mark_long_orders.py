"""Orders that last longer than a month are marked, as calendars find them."""

import frappe
from pypika import Interval

from sink_app.service import calendars
from sink_app.service.orders import ORDER


def execute():
	"""Those whose mark says something else than their times; none when it runs again."""
	order = frappe.qb.DocType(ORDER)
	is_long = order.ends_on > order.starts_on + Interval(days=calendars.LONGEST)
	for mark, where in ((1, is_long), (0, is_long.negate())):
		frappe.qb.update(order).set(order.lasts_long, mark).where(where & (order.lasts_long != mark)).run()
