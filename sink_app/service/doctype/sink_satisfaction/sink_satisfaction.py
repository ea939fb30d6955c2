import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from sink_app.access import columns
from sink_app.personal import texts
from sink_app.service.documents import FilledFirst
from sink_app.service.orders import rating

LONGEST = 500


class RatingMissing(frappe.ValidationError):
	pass


class NotRateable(frappe.ValidationError):
	"""Records of this kind are not rated."""


class RatedAlready(frappe.ValidationError):
	pass


class SinkSatisfaction(FilledFirst):
	"""满意度评价: how those served were pleased (湖北经济学院 plan: 群众评单)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def fill_first(self):
		self.fill_from_reference()

	def before_insert(self):
		self.status = rating.ASKED

	def validate(self):
		self.clean_words()
		self.validate_stands()
		self.validate_rated()
		self.note_rating()

	def on_update(self):
		if self.flags.is_new_rating:
			self.reference.run_method("after_rating", self)

	@property
	def reference(self):
		return frappe.get_doc(self.reference_doctype, self.reference_name)

	def fill_from_reference(self):
		"""Title and place of what is rated; the record itself says whether it can be rated now."""
		about = self.reference
		if not self.flags.ignore_permissions:
			about.check_permission("read")
		if not hasattr(about, "validate_rateable"):
			frappe.throw(_("«{0}» is not rated.").format(_(self.reference_doctype)), NotRateable)
		about.validate_rateable()
		self.title, self.area = about.get_title(), about.get("area")

	def clean_words(self):
		self.words = texts.masked(cstr(self.words).strip())[:LONGEST]

	def validate_stands(self):
		"""What a resident said is not written over."""
		before = self.get_doc_before_save()
		if (
			before
			and before.status == rating.RATED
			and (before.rating, before.score) != (self.rating, self.score)
		):
			frappe.throw(_("What was said stands. Please add another rating."), RatedAlready)

	def validate_rated(self):
		"""Without a link, a rating is entered with the record; with one, it is still to come."""
		if self.rating and self.rating not in rating.SCORES:
			frappe.throw(_("Please choose how pleased the resident was."), RatingMissing)
		if not self.rating and (self.way != rating.LINK or self.status == rating.RATED):
			frappe.throw(_("Please choose how pleased the resident was."), RatingMissing)

	def note_rating(self):
		self.flags.is_new_rating = bool(self.rating) and self.status == rating.ASKED
		if self.flags.is_new_rating:
			self.status, self.rated_on = rating.RATED, now_datetime()
			self.score = rating.SCORES[self.rating]


def on_doctype_update():
	columns.add_indexes("Sink Satisfaction")
	frappe.db.add_index("Sink Satisfaction", ["reference_doctype", "reference_name", "status"])
	frappe.db.add_index("Sink Satisfaction", ["key_digest"])
