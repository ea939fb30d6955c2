"""What the documents of this module have in common."""

from frappe.model.document import Document


class FilledFirst(Document):
	"""A document that fills in where it stands before Frappe asks whether its author may create it there.

	Frappe asks before any hook of an insert runs; people enter what they hear, not where they work.
	"""

	def insert(self, *args, **options):
		"""Fill in, then insert as always."""
		self.fill_first()
		return super().insert(*args, **options)

	def fill_first(self):
		"""What has to stand there before the right to create is asked."""
		raise NotImplementedError
