import frappe
from frappe.model.document import Document

from sink_app.access import columns


class SinkMilestoneTask(Document):
	"""What one organization has to have done by a milestone of an issued plan; it ticks that itself.

	Made by the plan (`organization/milestones.py`), never by hand.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	columns.add_indexes("Sink Milestone Task")
	frappe.db.add_index("Sink Milestone Task", ["status", "due_date"])
	frappe.db.add_unique("Sink Milestone Task", ["plan", "code", "organization"])
