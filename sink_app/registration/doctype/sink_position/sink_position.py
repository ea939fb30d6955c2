import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.registration import places
from sink_app.registration.posts import counting

UNIQUE = ["community", "year", "title"]


class PostNameTaken(frappe.DuplicateEntryError):
	pass


class HeadcountWrong(frappe.ValidationError):
	pass


class PeriodWrong(frappe.ValidationError):
	pass


class SinkPosition(Document):
	"""岗位: what a community wants done, and by how many (湖北经济学院 plan, 四(一)4 and 四(二)2)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.taken = 0

	def validate(self):
		self.clean_title()
		places.check(self, self.community, places.LEVELS)
		self.validate_period()
		self.validate_title_once()
		self.validate_headcount()

	def clean_title(self):
		self.title = " ".join(self.title.split())

	def validate_period(self):
		if self.from_date and self.to_date and self.to_date < self.from_date:
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)

	def validate_title_once(self):
		"""People know a post by its name: once in a community and year."""
		same = {field: self.get(field) for field in UNIQUE}
		if frappe.db.exists(self.doctype, {**same, "name": ("!=", self.name)}):
			frappe.throw(
				_("This community has a post «{0}» in {1} already. Please add a word to the name.").format(
					self.title, self.year
				),
				PostNameTaken,
			)

	def validate_headcount(self):
		"""At least one, and no fewer than hold the post; the status follows."""
		taken = 0 if self.is_new() else counting.locked(self.name).taken or 0
		if cint(self.headcount) < max(1, taken):
			frappe.throw(
				_("«People Wanted» cannot be less than {0}: so many hold this post.").format(taken)
				if taken
				else _("«People Wanted» is at least 1."),
				HeadcountWrong,
			)
		self.taken = taken
		self.status = counting.status(self.status, self.headcount, taken)


def on_doctype_update():
	columns.add_indexes("Sink Position")
	frappe.db.add_unique("Sink Position", UNIQUE)
	frappe.db.add_index("Sink Position", ["community", "status", "year"])
