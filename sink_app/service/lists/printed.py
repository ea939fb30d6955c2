"""What the printed lists show beside their own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.service.lists import IN_FORCE, columns


def sink_list_sheet(doc) -> frappe._dict:
	"""Title, column heads, rows, the day and the two parties of a yearly list, as texts."""
	return frappe._dict(
		title=doc.title,
		heads=[
			_(columns.NUMBER),
			*(columns.heading(doc.doctype, each.field) for each in columns.OF[doc.doctype]),
		],
		widths=[6, *(each.width for each in columns.OF[doc.doctype])],
		rows=columns.rows_of(doc),
		unit=frappe.db.get_value("Sink Organization", doc.organization, "org_name") or ""
		if doc.organization
		else "",
		community=frappe.db.get_value("Sink Area", doc.community, "area_name") or "" if doc.community else "",
		state=_(doc.workflow_state or ""),
		day=formatdate(doc.modified, "long") if doc.workflow_state == IN_FORCE else _("Year    Month    Day"),
	)
