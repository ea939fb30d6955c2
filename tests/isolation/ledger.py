"""All that a planted record is made of, as the database holds it: to see a change, and to take it back."""

import frappe

# DocTypes whose records hang on others, and what names the record
HANGING = {
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Tag Link": ("document_type", "document_name"),
	"DocShare": ("share_doctype", "share_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Auto Repeat": ("reference_doctype", "reference_document"),
	"Version": ("ref_doctype", "docname"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Sink Approval Step": ("reference_doctype", "reference_name"),
}
Rows = dict[str, list[dict]]


class Kept:
	"""A record as it is now, with what hangs on it."""

	def __init__(self, doctype: str, name: str):
		self.doctype, self.name = doctype, name
		self.rows = self.read()

	def read(self) -> Rows:
		"""{DocType: its rows that belong to the record}"""
		frappe.db.rollback()
		rows = {self.doctype: read(self.doctype, {"name": self.name})}
		for table in frappe.get_meta(self.doctype).get_table_fields():
			rows[table.options] = read(table.options, {"parent": self.name, "parenttype": self.doctype})
		for hung, (kind, field) in HANGING.items():
			rows[hung] = read(hung, {kind: self.doctype, field: self.name})
		return rows

	def put_back(self) -> list[str]:
		"""The DocTypes of which something is not as it was; after that it is again."""
		now = self.read()
		changed = [doctype for doctype, rows in self.rows.items() if rows != now[doctype]]
		for doctype in changed:
			table = frappe.qb.DocType(doctype)
			names = [row["name"] for row in (*self.rows[doctype], *now[doctype])]
			frappe.qb.from_(table).delete().where(table.name.isin(names)).run()
			for row in self.rows[doctype]:
				frappe.qb.into(table).columns(*row).insert(*row.values()).run()
		frappe.db.commit()
		return changed


def read(doctype: str, filters: dict) -> list[dict]:
	return frappe.get_all(doctype, filters=filters, fields=["*"], order_by="name")
