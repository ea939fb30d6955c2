import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import periods
from sink_app.personal import vault
from sink_app.registration import places

PLACES = {"community": "Community", "grid": "Grid", "building": "Building"}


class VolunteerExists(frappe.DuplicateEntryError):
	pass


class SinkVolunteer(Document):
	"""志愿者: somebody who serves in a grid and is no dispatched member (协助将志愿者全部编入社区网格)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.volunteer_name = "".join(self.volunteer_name.split())
		places.check(self, self.community, PLACES)
		periods.check_order(self)
		self.validate_not_entered_twice()

	def validate_not_entered_twice(self):
		others = vault.holders_of_the_same(self, "mobile")
		if others and frappe.db.exists(
			"Sink Volunteer",
			{"name": ("in", others), "volunteer_name": self.volunteer_name, "community": self.community},
		):
			frappe.throw(
				_("{0} with this mobile is kept already. Please go on with that record.").format(
					self.volunteer_name
				),
				VolunteerExists,
			)


def on_doctype_update():
	columns.add_indexes("Sink Volunteer")
