from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

SETTINGS = "Sink Commitment Settings"


class DayInvalid(frappe.ValidationError):
	pass


class SinkCommitmentSettings(Document):
	"""How commitments are shown in public, and how often a community tells how they were kept."""

	def validate(self):
		self.validate_team_deadline()

	def validate_team_deadline(self):
		"""Month and day that every year has."""
		try:
			self.deadline_of_teams(2001)
		except ValueError:
			frappe.throw(
				_("«{0}» takes month and day, such as 08-20.").format(
					_(self.meta.get_label("team_deadline"))
				),
				DayInvalid,
			)

	def deadline_of_teams(self, year: int) -> date | None:
		"""The day by which work teams promise (湖北经济学院 plan, 五(一)5: 8月上中旬); None where unset."""
		return date.fromisoformat(f"{year}-{self.team_deadline}") if self.team_deadline else None


def settings() -> Document:
	"""The settings as they are, with the defaults where an office has saved none."""
	return frappe.get_cached_doc(SETTINGS)
