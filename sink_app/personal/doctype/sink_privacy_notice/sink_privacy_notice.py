import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate, nowdate

FIXED_IN_FORCE = ("title", "text", "in_force_from")


class TakesForceInThePast(frappe.ValidationError):
	pass


class SinkPrivacyNotice(Document):
	"""What persons are told of the keeping of their data, one record a version (PIPL art. 17)."""

	def before_insert(self):
		last = frappe.db.get_value(
			self.doctype, {"purpose": self.purpose}, "version", order_by="version desc"
		)
		self.version = cint(last) + 1
		self.in_force_from = self.in_force_from or nowdate()

	def validate(self):
		self.validate_in_force_from()
		self.keep_what_is_in_force()

	def on_update(self):
		self.write_next_version()

	def validate_in_force_from(self):
		"""Nobody accepted a text before it was written."""
		if self.has_value_changed("in_force_from") and getdate(self.in_force_from) < getdate(nowdate()):
			frappe.throw(
				_("«In Force From» takes today or a day to come; earlier days had their own text."),
				TakesForceInThePast,
			)

	def keep_what_is_in_force(self):
		"""A text that people may have accepted stays; what was typed over it becomes the next version."""
		before = self.get_doc_before_save()
		if not before or getdate(before.in_force_from) > getdate(nowdate()):
			return
		typed = {field: self.get(field) for field in FIXED_IN_FORCE}
		if any(str(before.get(field)) != str(typed[field]) for field in FIXED_IN_FORCE):
			self.flags.typed = typed
			self.update({field: before.get(field) for field in FIXED_IN_FORCE})

	def write_next_version(self):
		if not (typed := self.flags.pop("typed", None)):
			return
		follower = frappe.new_doc(self.doctype)
		follower.update({**typed, "purpose": self.purpose})
		if getdate(follower.in_force_from) < getdate(nowdate()):
			follower.in_force_from = nowdate()
		follower.insert()
		frappe.msgprint(
			_("Kept as version {0}, in force from {1}. Version {2} stays as people accepted it.").format(
				frappe.utils.get_link_to_form(self.doctype, follower.name, str(follower.version)),
				formatdate(follower.in_force_from),
				self.version,
			)
		)


def on_doctype_update():
	frappe.db.add_index("Sink Privacy Notice", ["purpose", "version"])
