"""What the tests of points and stars share: confirmed service, and the office's switches."""

from datetime import timedelta

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_datetime

from sink_app.approvals import steps
from sink_app.evaluation import ENTRY, RULE, SETTINGS
from sink_app.evaluation.points import counting
from sink_app.service.doctype.sink_service_record.test_sink_service_record import at
from sink_app.service.records import CONFIRM, HAND_IN, RECORD
from sink_app.tests.factories import World, as_user, make, make_placed, make_service_record, make_stand
from sink_app.tests.office import EachTestAlone


def switch(**values):
	"""Set switches of the evaluation's settings, as a form would."""
	doc = frappe.get_doc(SETTINGS)
	doc.update(values)
	doc.save()


def make_rule(**values):
	"""A rule on service records: a point an hour, half as much more in an emergency."""
	values.setdefault("rule_name", f"规则{frappe.generate_hash(length=8)}")
	values.setdefault("source_doctype", RECORD)
	values.setdefault("counted_state", "Record Confirmed")
	values.setdefault("member_field", "member")
	values.setdefault("date_field", "starts_on")
	values.setdefault("minutes_field", "minutes")
	values.setdefault("category_field", "category")
	values.setdefault("emergency_field", "is_emergency")
	values.setdefault("emergency_factor", 1.5)
	return make(RULE, **values)


def entries(source: str | None = None, **filters) -> list:
	"""Entries of the ledger as (kind, points), the oldest first."""
	if source:
		filters["source"] = source
	rows = frappe.get_all(ENTRY, filters=filters, fields=["kind", "points"], order_by="turn asc")
	return [(row.kind, float(row.points)) for row in rows]


class EvaluationCase(EachTestAlone, FrappeTestCase):
	"""A world whose member serves where they live; points are off until a test turns them on."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.year = at(1, 9).year
		make_placed(cls.world.member, cls.world.community, cls.world.grid, registration_type="Residence")

	def setUp(self):
		super().setUp()
		self.language, frappe.local.lang = frappe.local.lang, "zh"

	def tearDown(self):
		frappe.local.lang = self.language
		super().tearDown()
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def serve(self, minutes: int = 120, day: int = 1, **values):
		"""A record of a member, confirmed by the community."""
		member = values.pop("member", self.world.member)
		start = at(day, 8)
		times = {"starts_on": start, "ends_on": get_datetime(start) + timedelta(minutes=minutes)}
		record = make_service_record(member, self.world.grid, **times, late_reason="补", **values)
		with as_user(member.user or self.staff):
			steps.take(RECORD, record.name, HAND_IN)
		with as_user(self.world.secretary):
			return steps.take(RECORD, record.name, CONFIRM)

	def settle(self, rule, *records, recount: bool = False) -> int:
		return counting.settle(rule, [record.name for record in records], recount)
