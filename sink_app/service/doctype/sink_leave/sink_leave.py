import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sink_app.access import columns
from sink_app.organization import periods
from sink_app.service.rosters import PLANNED, SHIFT


class LeaveTwice(frappe.DuplicateEntryError):
	pass


class SinkLeave(Document):
	"""Days on which a member is not there for duty: leave, a journey, 调休. Why is nobody's business here."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")

	def validate(self):
		periods.check_order(self)
		self.validate_once()
		self.tell_shifts()

	def validate_once(self):
		about = {
			"member": self.member,
			"name": ("!=", self.name or ""),
			"from_date": ("<=", self.to_date),
			"to_date": (">=", self.from_date),
		}
		if frappe.db.exists(self.doctype, about):
			frappe.throw(_("Leave is entered for some of these days already."), LeaveTwice)

	def tell_shifts(self):
		"""Whoever is on duty in the time has to find somebody; the roster does not change by itself."""
		# acts for itself: the shifts of the member whose leave may be written
		days = frappe.get_all(
			SHIFT,
			filters={
				"member": self.member,
				"status": PLANNED,
				"day": ("between", (getdate(self.from_date), getdate(self.to_date))),
			},
			pluck="day",
			order_by="day asc",
		)
		if days:
			frappe.msgprint(
				_(
					"There are duties in this time: {0}. Please swap them or find somebody to stand in."
				).format(_(", ").join(frappe.format(day, "Date") for day in days)),
				indicator="orange",
			)


def on_doctype_update():
	columns.add_indexes("Sink Leave")
	frappe.db.add_index("Sink Leave", ["member", "from_date"])
