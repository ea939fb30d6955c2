"""Rows a second of the roster importer beside Frappe's Data Import, on the same file in the same run."""
