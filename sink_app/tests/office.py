"""Makers of meetings, issues and notices for tests, and what they need of kinds."""

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from sink_app.access import memo, stands
from sink_app.approvals import steps
from sink_app.tests.factories import as_user, make

SAVEPOINT = "before_each_test"
JOINT, PARTY_BUILDING, STUDY, THREE_PARTIES = "联席会议", "党建联席会", "项目月度研究", "三方联动"


def make_meeting(kind=JOINT, user="Administrator", **values):
	"""A meeting of two hours ago, held and with one topic unless said otherwise."""
	values.setdefault("starts_on", add_to_date(now_datetime(), hours=-2))
	values.setdefault("status", "Held")
	values.setdefault(
		"topics", [{"duty": "Coordination", "topic": "下沉工作推进情况", "resolution": "按计划推进"}]
	)
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Meeting", "kind": kind, **values}).insert()


def make_issue(user="Administrator", **values):
	"""An issue that nobody has sent on yet."""
	values.setdefault("title", "小区门口违停影响消防通道")
	values.setdefault("description", "晚间车辆停满通道")
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Issue", **values}).insert()


def make_notice(user="Administrator", **values):
	"""A notice as a draft, to be on display from today on."""
	values.setdefault("title", "三季度下沉工作进展通报")
	values.setdefault("text", "共建项目完成三项。\n\n便民服务每周一次。")
	values.setdefault("from_date", nowdate())
	values.setdefault("to_date", add_days(nowdate(), 10))
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Notice", **values}).insert()


def take(doc, action: str, user: str, reason: str | None = None):
	"""Take a step as a user; returns the saved record."""
	with as_user(user):
		return steps.take(doc.doctype, doc.name, action, reason=reason)


def on_display(world, **values):
	"""A community's notice, drafted by its staff and published by its secretary."""
	notice = make_notice(area=world.community.name, **values)
	take(notice, "Hand In Notice", "Administrator")
	return take(notice, "Publish Notice", world.secretary)


def standing_kind(name: str, **values):
	"""A kind of meeting of a test's own."""
	return make("Sink Meeting Kind", kind_name=name, **values)


class EachTestAlone:
	"""For a case whose people are made once: what a test writes is taken back after it."""

	def setUp(self):
		frappe.db.savepoint(SAVEPOINT)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point=SAVEPOINT)
		memo.written()
		stands.forget()
