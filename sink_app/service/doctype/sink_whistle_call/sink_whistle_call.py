import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.service import answers
from sink_app.service.whistles import CALLED, CANNOT, CLOSED, COMING, DONE, WHISTLE, calls

NEXT = {
	CALLED: (COMING, CANNOT, DONE),
	COMING: (CANNOT, DONE),
	CANNOT: (COMING, DONE),
	DONE: (),
}


class NobodyCalled(frappe.ValidationError):
	pass


class WordsMissing(frappe.ValidationError):
	"""Why one cannot come, or what was done, is said in a few words."""


class WhistleClosed(frappe.ValidationError):
	pass


class SinkWhistleCall(Document):
	"""One organization or member called to help with a whistle.

	It repeats what the whistle says, because who is called may not read whistles of the place at large.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.update({"called_on": now_datetime(), "status": CALLED})

	def validate(self):
		self.validate_called()
		self.validate_open()
		self.validate_answer()
		self.validate_words()
		self.stamp()

	def on_update(self):
		if self.has_value_changed("status") and self.status != CALLED:
			calls.answered(self)

	def validate_called(self):
		if bool(self.organization) == bool(self.member):
			frappe.throw(_("A call is for one party organization or for one party member."), NobodyCalled)
		self.call_key = f"{self.whistle}/{self.organization or self.member}"

	def validate_open(self):
		if frappe.db.get_value(WHISTLE, self.whistle, "workflow_state") == CLOSED:
			frappe.throw(_("This whistle is closed; nothing more is asked."), WhistleClosed)

	def validate_answer(self):
		answers.check_order(self, CALLED, NEXT)

	def validate_words(self):
		"""Whoever cannot come says why, whoever is done says what was done."""
		if self.status == CANNOT and not (self.reason or "").strip():
			frappe.throw(_("Please say in a few words why you cannot come."), WordsMissing)
		if self.status == DONE and not (self.result or "").strip():
			frappe.throw(_("Please say in a few words what was done."), WordsMissing)

	def stamp(self):
		if self.is_new() or not self.has_value_changed("status"):
			return
		if self.status != CALLED and not self.answered_on:
			self.answered_on = now_datetime()
		self.done_on = now_datetime() if self.status == DONE else None

	def called_name(self) -> str:
		"""Who is called, as people call them."""
		if self.organization:
			return bodies.name_of(self.organization, None)
		return frappe.get_cached_value("Sink Member", self.member, "member_name")

	def users(self) -> list[str]:
		"""The accounts that answer for whoever is called."""
		if self.organization:
			return bodies.people_of(self.organization)
		return [user for user in [frappe.db.get_value("Sink Member", self.member, "user")] if user]


def on_doctype_update():
	columns.add_indexes("Sink Whistle Call")
	frappe.db.add_index("Sink Whistle Call", ["whistle"])
	frappe.db.add_index("Sink Whistle Call", ["member", "status"])
	frappe.db.add_index("Sink Whistle Call", ["status", "answer_by"])
