"""Records below a body and below an overseeing one are found by one index of both columns."""

from sink_app.access import columns, declaration


def execute():
	for doctype in declaration.scoped_doctypes():
		columns.add_indexes(doctype)
