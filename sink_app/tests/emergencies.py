"""Makers of emergencies, whistles and daily work for tests."""

import frappe
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.tests.factories import as_user, make_member, make_placed, make_user

FLOOD = "防汛抢险"


def make_ready(world, *, account: bool = True, ready: int = 1, community=None, grid=None):
	"""A member placed in the community who said that they can be called, with an account unless told not."""
	user = make_user("Sink Member") if account else None
	member = make_member(world.branch, user=user, can_emergency=ready)
	make_placed(member, community or world.community, grid)
	return member


def make_emergency(user="Administrator", area=None, **values):
	"""An emergency as a draft."""
	values.setdefault("title", "汤逊湖水位上涨")
	values.setdefault("kind", FLOOD)
	values.setdefault("situation", "水位超警戒，需巡堤和转移低洼处居民")
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Emergency", "area": area, **values}).insert()


def declare(emergency, user: str):
	"""Declare an emergency as a user; returns it as it stands then."""
	with as_user(user):
		return steps.take("Sink Emergency", emergency.name, "Declare Emergency", reason="水位超警戒线")


def call_of(emergency, member):
	"""The call of a member in an emergency."""
	name = frappe.db.get_value(
		"Sink Emergency Response", {"emergency": emergency.name, "member": member.name}
	)
	return frappe.get_doc("Sink Emergency Response", name)


def make_whistle(user="Administrator", area=None, **values):
	"""A whistle that has not been blown."""
	values.setdefault("title", "3栋楼道堆物堵住消防通道")
	values.setdefault("kind", "安全隐患")
	values.setdefault("description", "楼道堆满纸箱，住户不肯搬")
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Whistle", "area": area, **values}).insert()


def late_by(whistle, **hours):
	"""Let a whistle's next time lie so far in the past."""
	moment = frappe.utils.add_to_date(now_datetime(), **{unit: -number for unit, number in hours.items()})
	whistle.db_set("next_escalation", moment)
