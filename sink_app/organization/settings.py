"""What the settings of all modules share."""

import frappe
from frappe.model.document import Document
from frappe.utils import cast


class SettingsWithDefaults(Document):
	"""Settings whose fields hold their defaults until an office saves them."""

	def load_from_db(self):
		"""What an office has not saved, such as a field of a later version, is its default."""
		loaded = super().load_from_db()
		saved = frappe.db.get_singles_dict(self.doctype)
		for field in self.meta.fields:
			if field.default and field.fieldname not in saved:
				self.set(field.fieldname, cast(field.fieldtype, field.default))
		return loaded
