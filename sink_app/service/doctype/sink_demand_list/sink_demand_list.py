import frappe
from frappe import _
from frappe.utils import cint

from sink_app.access import columns
from sink_app.organization.wording import site_language
from sink_app.registration.yearly import YearlyList
from sink_app.service.demands import DEMAND
from sink_app.service.lists import IN_REVIEW, claims


class SourceMissing(frappe.ValidationError):
	pass


class OtherCommunity(frappe.ValidationError):
	pass


class TakenOnAlready(frappe.ValidationError):
	pass


class SinkDemandList(YearlyList):
	"""需求清单: what a community needs, collected broadly (武组通〔2021〕37号, 二(二))."""

	owner_fields = ("community", "organization")

	def validate(self):
		super().validate()
		self.count_sources()
		self.validate_sources()
		self.keep_claims()

	def kind_words(self) -> str:
		return _("Demand List", lang=site_language())

	def count_sources(self):
		"""How many calls stand behind a row."""
		for row in self.items:
			about = ["callers", "community"]
			found = frappe.db.get_value(DEMAND, row.demand, about, as_dict=True) if row.demand else None
			if found and found.community != self.community:
				frappe.throw(
					_("Row {0}: «{1}» names a demand of another community.").format(
						row.idx, _(row.meta.get_label("demand"))
					),
					OtherCommunity,
				)
			row.sources = max(1, cint(found.callers)) if found else 0

	def validate_sources(self):
		"""在广泛收集群众需求的基础上: each row says where it comes from before the list is handed in."""
		for row in self.items if self.workflow_state == IN_REVIEW else ():
			if not (row.demand or (row.collected_by or "").strip()):
				frappe.throw(
					_("Row {0}: please name a resident's demand, or say how it was collected.").format(
						row.idx
					),
					SourceMissing,
				)

	def keep_claims(self):
		"""What units have taken on is counted by their claims, and is not struck out under their hands."""
		counted = claims.counted(self.name) if not self.is_new() else {}
		for row in self.items:
			row.claimed = counted.pop(row.name, 0)
		if counted:
			frappe.throw(
				_("A row that a unit has taken on cannot be taken out. Please put it back."), TakenOnAlready
			)


def on_doctype_update():
	columns.add_indexes("Sink Demand List")
	frappe.db.add_index("Sink Demand List", ["community", "year", "workflow_state"])
