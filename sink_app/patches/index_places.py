"""Records are found by the place they are filed at when that place moves."""

from sink_app.access import columns, declaration


def execute():
	for doctype in declaration.scoped_doctypes():
		columns.add_indexes(doctype)
