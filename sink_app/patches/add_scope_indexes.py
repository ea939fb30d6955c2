"""Links below a street or a system are searched by index, and so are the steps taken on others' behalf."""

from sink_app.access import columns, declaration
from sink_app.approvals.doctype.sink_approval_step import sink_approval_step


def execute():
	for doctype in declaration.scoped_doctypes():
		columns.add_indexes(doctype)
	sink_approval_step.on_doctype_update()
