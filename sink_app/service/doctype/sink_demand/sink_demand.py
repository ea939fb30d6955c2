import frappe
from frappe.utils import cint, now_datetime

from sink_app.access import columns
from sink_app.organization import maps
from sink_app.personal import texts
from sink_app.personal.kinds import KINDS
from sink_app.service import places
from sink_app.service.demands import DECLINED, PHONE, SETTLED, VERIFIED
from sink_app.service.documents import FilledFirst

TITLE_LENGTH = 30


class SinkDemand(FilledFirst):
	"""居民诉求: one call, one note, one wish (湖北经济学院 plan, 四(一)2 and 武组通〔2021〕37号, 二)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def fill_first(self):
		places.fill(self)

	def before_validate(self):
		self.take_number_out_of_words()

	def before_insert(self):
		self.source = self.source or PHONE
		self.kind = self.kind or "Micro Request"
		self.callers = 1

	def validate(self):
		places.check(self)
		self.make_title()
		self.callers = max(1, cint(self.callers))

	def take_number_out_of_words(self):
		"""A mobile typed among the words goes where numbers are kept; whoever reads the words needs none."""
		found = texts.SPACED["mobile"].search(self.words or "")
		if found and not self.phone:
			self.phone = KINDS["mobile"].clean(found.group())
		self.words = texts.masked(self.words)

	def make_title(self):
		words = " ".join((self.words or "").split())
		self.title = words if len(words) <= TITLE_LENGTH else f"{words[:TITLE_LENGTH]}…"

	def after_approval_step(self, step):
		"""Note when it was verified and settled, and with what outcome."""
		if step.to_state == VERIFIED and not self.verified_on:
			self.db_set("verified_on", step.taken_at)
		if step.to_state in (SETTLED, DECLINED):
			self.db_set(
				{"settled_on": step.taken_at or now_datetime(), "outcome": step.reason or self.outcome}
			)


def on_doctype_update():
	columns.add_indexes("Sink Demand")
	frappe.db.add_index("Sink Demand", ["community", "workflow_state", "creation"])
	frappe.db.add_index("Sink Demand", ["merged_into"])
	# what a member passed on, who reads nothing else
	frappe.db.add_index("Sink Demand", ["member", "modified"])
	maps.add_index("Sink Demand")
