"""The columns of the three lists on paper, in their order: for print and for Excel, in and out."""

from dataclasses import dataclass

import frappe
from frappe import _

from sink_app.organization.wording import site_language
from sink_app.service.lists import DEMAND_LIST, RESOURCE_LIST, SERVICE_LIST


@dataclass(frozen=True)
class Column:
	"""A column: its field in the rows of the list, and its width in characters."""

	field: str
	width: int


OF = {
	RESOURCE_LIST: (
		*(Column("resource_type", 8), Column("resource_name", 22), Column("description", 22)),
		*(Column("category", 12), Column("function_basis", 20), Column("advantage", 20)),
		*(
			Column("target_need", 20),
			Column("frequency", 14),
			Column("limits", 12),
			Column("contact_name", 10),
		),
	),
	DEMAND_LIST: (
		*(Column("demand_words", 32), Column("kind", 8), Column("category", 12), Column("beneficiaries", 14)),
		*(Column("sources", 8), Column("collected_by", 14), Column("is_key_issue", 8), Column("lasting", 10)),
		*(Column("wanted_by", 12), Column("way", 14), Column("capacity", 8), Column("claimed", 8)),
	),
	SERVICE_LIST: (
		*(
			Column("demand_words", 30),
			Column("service", 26),
			Column("category", 12),
			Column("organization", 22),
		),
		*(Column("member", 10), Column("period", 12), Column("frequency", 14)),
	),
}
TITLES = {"organization": ("Sink Organization", "org_name"), "member": ("Sink Member", "member_name")}
NUMBER = "No."


def meta_of(doctype: str):
	"""The meta of a list's rows."""
	return frappe.get_meta(frappe.get_meta(doctype).get_field("items").options)


def heading(doctype: str, field: str) -> str:
	"""A column's title in the site's language: the paper is kept, whoever looks at it."""
	return _(meta_of(doctype).get_label(field), lang=site_language())


def rows_of(doc) -> list[list[str]]:
	"""The rows of a list as the paper shows them, numbered."""
	shown = [[str(row.idx), *(text_of(row, column.field) for column in OF[doc.doctype])] for row in doc.items]
	return shown


def text_of(row, field: str) -> str:
	"""What a cell says: options in words, links by title, ticks as 是."""
	value = row.get(field)
	df = row.meta.get_field(field)
	if df.fieldtype == "Check":
		return _("Yes", lang=site_language()) if value else ""
	if not value and value != 0:
		return ""
	if df.fieldtype == "Select":
		return _(value, lang=site_language())
	if field in TITLES:
		doctype, title = TITLES[field]
		return frappe.db.get_value(doctype, value, title) or ""
	return str(value)
