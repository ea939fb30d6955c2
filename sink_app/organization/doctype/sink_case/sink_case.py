import frappe
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.personal import texts

SHARED = "Shared"


class SinkCase(Document):
	"""典型案例, 创新做法 (武组通〔2021〕37号, 四: 开拓思路，创新方法).

	A shared one is there for everybody to learn from.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		self.year = cint(self.year) or cint(nowdate()[:4])

	def validate(self):
		self.validate_place()
		self.validate_no_numbers()
		self.set_shared_on()
		self.set_cover()

	def validate_place(self):
		bodies.check_named(self)

	def validate_no_numbers(self):
		texts.check_public(self, "title", "summary", "story")

	def set_shared_on(self):
		self.shared_on = (self.shared_on or nowdate()) if self.status == SHARED else None

	def set_cover(self):
		self.cover = self.pictures[0].picture if self.pictures else None


def on_doctype_update():
	columns.add_indexes("Sink Case")
	frappe.db.add_index("Sink Case", ["status", "modified"])
