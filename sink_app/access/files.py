"""Files are read with the record they hang on, by whoever uploaded them as well."""

from frappe.core.doctype.file.file import File

from sink_app.access import hangers


class ScopedFile(File):
	"""A File whose bytes follow its record (hook `override_doctype_class`)."""

	def is_downloadable(self) -> bool:
		"""Frappe lets whoever uploaded a file have it for ever, when their post has ended too."""
		return super().is_downloadable() and hangers.has_permission(self, "read")
