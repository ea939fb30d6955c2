"""Both notices and the papers they rest on."""

import frappe

from sink_app.demo import source

FIELDS = (
	"doc_no",
	"issuer",
	"issue_date",
	"print_date",
	"effective_year",
	"date_note",
	"approved_by",
	"summary",
)


def install():
	"""Insert the policy documents that are missing, those that others rest on first."""
	for row in source.read("policies"):
		if not frappe.db.exists("Sink Policy Document", {"title": row["title"]}):
			frappe.get_doc(
				{
					"doctype": "Sink Policy Document",
					"title": row["title"],
					"organization": source.organization(row["organization"]),
					**{field: row.get(field) for field in FIELDS},
					"basis": basis(row.get("basis", ())),
				}
			).insert()


def document(title: str | None) -> str | None:
	"""The name of the document with this title."""
	return title and frappe.db.get_value("Sink Policy Document", {"title": title}, "name")


def basis(titles) -> list[dict]:
	"""Rows of a table of basis documents."""
	return [{"policy_document": document(title)} for title in titles]
