"""Reports show whoever runs them what they may read, however the report was made.

A report that an app ships asks for whoever runs it. A query or a script that was typed in the Desk asks for
nobody: of what it gives, the rows stay whose records may be read.
"""

import json

import frappe
from frappe import _
from frappe.core.doctype.report.report import Report
from frappe.desk import query_report

from sink_app.access import declaration, query

ROWS, CHART, SUMMARY = 1, 3, 4


class NamesNoRecords(frappe.PermissionError):
	"""A report made in the Desk does not say which records its rows were made from."""


class ScopedReport(Report):
	"""A Report whose typed query or script shows what may be read (hook `override_doctype_class`)."""

	def execute_query_report(self, filters: dict | None) -> list:
		return narrowed(self, list(super().execute_query_report(filters)), self.query)

	def execute_script(self, filters: dict | None) -> list:
		return narrowed(self, list(super().execute_script(filters)), self.report_script)


def narrowed(report: Report, answer: list, source: str) -> list:
	"""What a report answers ([columns, rows, message, chart, summary …]) without the rows out of reach.

	:raises NamesNoRecords: where no column links to a DocType that the report reads and that is partly hidden
	"""
	columns = [query_report.get_column_as_dict(column) for column in answer[0] or []]
	links = {column["options"]: place for place, column in enumerate(columns) if _is_link(column)}
	rows = answer[ROWS] or []
	for doctype in declaration.every_scoped_doctype():
		is_its_own = doctype == report.ref_doctype
		if not (is_its_own or _is_read(doctype, source)) or not _is_closed(doctype):
			continue
		if doctype not in links:
			frappe.throw(
				_(
					"This report does not say which {0} its rows were made from. With a column that links to"
					" it, everybody sees the rows of what they may read."
				).format(_(doctype)),
				NamesNoRecords,
			)
		rows = _readable(rows, links[doctype], columns[links[doctype]], is_its_own)
	if len(rows) < len(answer[ROWS] or []):
		# what was drawn from all rows goes with them
		answer = [None if place in (CHART, SUMMARY) else each for place, each in enumerate(answer)]
		answer[ROWS] = rows
	return answer


def take_back():
	"""Run reports for whoever asks, on what is theirs (before_request)."""
	asked = frappe.local.form_dict
	if frappe.session.user == "Administrator" or "report_name" not in asked:
		return
	asked.pop("user", None)
	filters = _parsed(asked.get("filters"))
	name = filters.get("prepared_report_name") if isinstance(filters, dict) else None
	if name and frappe.db.get_value("Prepared Report", name, "owner") != frappe.session.user:
		raise frappe.PermissionError
	for column in _parsed(asked.get("custom_columns")) or ():
		_check_column(asked["report_name"], column)


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, names: str | list | None = None) -> dict:
	"""A field of every record that whoever asks may read, by name: what «Add Column» puts beside a report."""
	_check_field(doctype, field)
	filters = {"name": ("in", frappe.parse_json(names))} if names else None
	rows = frappe.get_list(
		doctype, fields=["name", field], filters=filters, as_list=True, limit_page_length=0
	)
	return dict(rows)


@frappe.whitelist(methods=["POST", "DELETE"])
def delete_prepared_reports(reports: str | list):
	"""Delete prepared reports of one's own."""
	for report in frappe.parse_json(reports):
		if frappe.db.get_value("Prepared Report", report["name"], "owner") != frappe.session.user:
			frappe.get_doc("Prepared Report", report["name"]).check_permission("delete")
		# acts for itself: whose it is was asked above, and nobody but system managers has the right
		frappe.delete_doc("Prepared Report", report["name"], ignore_permissions=True, delete_permanently=True)


def condition(user: str | None = None) -> str:
	"""SQL: a prepared report is read by whom it was prepared for (`permission_query_conditions`)."""
	user = user or frappe.session.user
	return "" if user == "Administrator" else f"`tabPrepared Report`.`owner` = {frappe.db.escape(user)}"


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether a prepared report was prepared for a user."""
	user = user or frappe.session.user
	return user == "Administrator" or doc.owner == user


def _check_column(report_name: str, column: dict):
	"""Refuse a column of records whose rows nobody has narrowed, and one above one's level."""
	doctype = column.get("doctype")
	if not doctype or not _is_closed(doctype):
		return
	_check_field(doctype, column.get("fieldname"))
	report = frappe.get_cached_doc("Report", report_name)
	if report.is_standard == "Yes" and doctype != report.ref_doctype:
		frappe.throw(
			_("A column of {0} cannot be added to this report.").format(_(doctype)), frappe.PermissionError
		)


def _is_link(column: dict) -> bool:
	return column.get("fieldtype") == "Link"


def _is_read(doctype: str, source: str) -> bool:
	"""Whether a typed query or script speaks of a DocType."""
	return any(each in source for each in (f"`tab{doctype}`", f'"{doctype}"', f"'{doctype}'"))


def _check_field(doctype: str, field: str | None):
	permitted = frappe.get_meta(doctype).get_permitted_fieldnames(permission_type="read")
	if field not in (*permitted, *frappe.model.default_fields):
		raise frappe.PermissionError


def _is_closed(doctype: str) -> bool:
	"""Whether some records of a scoped DocType are hidden from whoever asks."""
	return bool(declaration.scope_of(doctype)) and bool(query.readable(doctype, frappe.session.user))


def _readable(rows: list, place: int, column: dict, is_required: bool) -> list:
	"""The rows whose value in a column is a record that may be read; those without one unless required."""
	values = [row.get(column["fieldname"]) if isinstance(row, dict) else row[place] for row in rows]
	names = [value for value in dict.fromkeys(values) if value]
	readable = set(_readable_names(column["options"], names))
	return [
		row
		for row, value in zip(rows, values, strict=True)
		if value in readable or (not value and not is_required)
	]


def _readable_names(doctype: str, names: list[str]) -> list[str]:
	if not names or not frappe.has_permission(doctype, "read"):
		return []
	return frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit_page_length=0)


def _parsed(value: object) -> object:
	try:
		return json.loads(value) if isinstance(value, str) else value
	except ValueError:
		return None
