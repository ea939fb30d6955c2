import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns, holders
from sink_app.organization import bodies, periods
from sink_app.personal import texts

DRAFT, CHECK, RETURNED = "Draft", "Notice Check", "Returned"
ON_DISPLAY, ENDED = "On Display", "Notice Ended"
CHECKERS = {
	"organization": ("Sink Unit Organizer", "Sink System Committee", "Sink City Organizer"),
	"area": (
		*("Sink Community Secretary", "Sink Street Officer"),
		*("Sink District Organizer", "Sink City Organizer"),
	),
}
"""Who checks a notice of an organization or an area: the first of these roles that another holds there."""


class AttachmentsNotChecked(frappe.ValidationError):
	pass


class NobodyToCheck(frappe.ValidationError):
	pass


class SinkNotice(Document):
	"""公开公示: what everybody reads on /notices, after somebody else has checked it."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.validate_dates()
		self.validate_no_numbers()
		self.validate_attachments_checked()
		self.set_signer()
		self.set_checker()

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		self.db_set("return_reason", step.reason if step.to_state == RETURNED else None)
		if step.to_state == ON_DISPLAY:
			self.db_set("published_on", step.taken_at.date())

	def validate_place(self):
		bodies.check_named(self)

	def validate_dates(self):
		periods.check_order(self)

	def validate_no_numbers(self):
		"""No mobile and no id number goes to everybody, from the first draft on."""
		texts.check_public(self, "title", "text")
		for row in self.attachments:
			texts.check_public(row, "title")

	def validate_attachments_checked(self):
		"""No program reads what is in a scanned page: whoever hands the notice in does."""
		if self.attachments and not self.attachments_checked and self.workflow_state not in (None, "", DRAFT):
			frappe.throw(
				_("Please look through the attachments for phones, id numbers and addresses, and tick it."),
				AttachmentsNotChecked,
			)

	def set_signer(self):
		self.signed_by = bodies.name_of(self.organization, self.area)

	def set_checker(self):
		"""Nobody checks their own notice: where the author is the only one there, the level above does."""
		if not self.has_value_changed("workflow_state") or self.workflow_state != CHECK:
			return
		for role in CHECKERS["organization" if self.organization else "area"]:
			if set(holders.of_role(self, role)) - {self.owner}:
				self.checked_by = role
				return
		frappe.throw(_("There is nobody yet who could check this notice here or above."), NobodyToCheck)


def on_doctype_update():
	columns.add_indexes("Sink Notice")
	frappe.db.add_index("Sink Notice", ["workflow_state", "from_date"])
