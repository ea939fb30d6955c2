"""Taking data out of the system: a right of its own, for a purpose that can be named, written down for good.

Answers the framework's export addresses (hooks). Frappe's Access Log is no base for it: it is emptied after
30 days, keeps no rows, no reason and no place, and holds every print as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.core.doctype.data_export import exporter
from frappe.core.doctype.data_import import data_import
from frappe.desk import query_report, reportview
from frappe.permissions import can_export
from frappe.utils import cint, format_datetime, get_fullname, now_datetime

from sink_app.access import declaration, levels, query, stands
from sink_app.personal import declaration as personal
from sink_app.personal import texts, watermark, wording

LOG = "Sink Export Log"
CSV, EXCEL, PDF = watermark.CSV, watermark.EXCEL, "PDF"
MOST_CHARACTERS = 2000


class ExportReasonMissing(frappe.ValidationError):
	"""Personal columns leave the system for a purpose that can be named."""


class ExportNotYours(frappe.PermissionError):
	"""No role with which the user stands anywhere exports records of this kind."""


@dataclass
class Export:
	"""One export on its way: what was asked for, and what came of it."""

	doctype: str
	kind: str
	columns: list[str] = field(default_factory=list)
	"""Fieldnames; those of other DocTypes as `DocType.field`."""
	filters: object = None
	report: str | None = None
	reason: str = ""
	rows: int = 0
	titles: list[str] = field(default_factory=list)
	"""What stands above a report's columns, known once it is made."""

	@property
	def labels(self) -> list[str]:
		return self.titles or [label(self.doctype, column) for column in self.columns]

	@property
	def personal_columns(self) -> list[str]:
		"""The labels of the columns that show personal data; a report's columns are known by their titles."""
		if self.titles:
			marked = {label(doctype, each) for doctype, each in personal.every_marked_field()}
			return [title for title in self.titles if title in marked]
		marked = personal.marked_fields(self.doctype)
		return [label(self.doctype, column) for column in self.columns if column in marked]

	def check_right(self):
		"""Raise where no role of whoever asks exports such records."""
		if not can_export(self.doctype) or not _stands_to_export(self.doctype):
			frappe.throw(_("Your role does not export «{0}».").format(_(self.doctype)), ExportNotYours)

	def check_reason(self):
		"""Raise where personal data would leave without a word why."""
		if self.personal_columns and not self.reason:
			frappe.throw(
				_("Please say what you need the export for: it holds {0}.").format(
					"、".join(self.personal_columns)
				),
				ExportReasonMissing,
			)


@frappe.whitelist(methods=["POST"])
def export_list():
	"""Answer the export of a list or a report view, as CSV or Excel."""
	asked = _asked()
	fields = frappe.parse_json(asked.get("fields")) or []
	export = Export(
		asked.doctype,
		asked.file_format_type,
		columns=[_fieldname(asked.doctype, each) for each in fields],
		filters=_selected(asked) or asked.get("filters"),
		report=asked.get("report_name"),
		reason=_reason(asked),
	)
	_take(export, reportview.export_query)


@frappe.whitelist(methods=["POST"])
def export_report():
	"""Answer the export of a query or script report."""
	asked = _asked()
	export = Export(
		frappe.get_cached_value("Report", asked.report_name, "ref_doctype"),
		asked.file_format_type,
		filters=asked.get("filters"),
		report=asked.report_name,
		reason=_reason(asked),
	)
	_take(export, query_report.export_query, has_titles=True)


@frappe.whitelist(methods=["POST"])
def export_data(
	doctype: str | list,
	parent_doctype: str | None = None,
	all_doctypes: str | bool = True,
	with_data: str | int | bool = False,
	select_columns: str | dict | None = None,
	file_type: str = CSV,
	template: str | bool = False,
	filters: str | list | dict | None = None,
	export_without_column_meta: str | bool = False,
):
	"""Answer Data Export."""
	asked = dict(locals())
	kind = frappe.parse_json(doctype) if isinstance(doctype, str) and doctype.startswith("[") else doctype
	main = kind[0] if isinstance(kind, list) else kind
	columns = (frappe.parse_json(select_columns) or {}).get(main) or _every_column(main)
	export = Export(main, file_type, columns, filters=filters, reason=_reason(_asked()))
	_take(
		export,
		lambda: exporter.export_data(**asked),
		count=lambda: _count(main, filters) if cint(frappe.parse_json(with_data)) else 0,
	)


@frappe.whitelist(methods=["POST"])
def download_template(
	doctype: str,
	export_fields: str | dict | None = None,
	export_records: str | None = None,
	export_filters: str | list | dict | None = None,
	file_type: str = CSV,
):
	"""Answer the template of a Data Import; with records in it, it is an export."""
	asked = dict(locals())
	if export_records == "blank_template":
		data_import.download_template(**asked)
		return
	fields = frappe.parse_json(export_fields) or {}
	# the framework's own export of a template asks for no level
	hidden = levels.beyond(doctype)
	columns = [name for name in fields.get(doctype) or [] if name not in hidden]
	asked["export_fields"] = fields = {**fields, doctype: columns}
	columns = fields[doctype]
	export = Export(doctype, file_type, columns, filters=export_filters, reason=_reason(_asked()))
	_take(
		export,
		lambda: data_import.download_template(**asked),
		count=lambda: _count(doctype, export_filters),
	)


def of_prints(records: list[tuple[str, str]]):
	"""Before many records are printed in one file: an export like any other (hook `pdf_of_many`)."""
	for doctype in dict.fromkeys(doctype for doctype, _name in records) if len(records) > 1 else ():
		names = [name for kind, name in records if kind == doctype]
		export = Export(doctype, PDF, rows=len(names), reason=_reason(_asked()))
		export.check_right()
		_check_all_within_right(doctype, names)
		_write_down(export)
	if frappe.request and frappe.request.method == "GET":
		# Frappe takes back what a GET request wrote
		frappe.db.commit()


def of_sheet(doctype: str, name: str, rows: int):
	"""Before a record with its rows leaves as a workbook of its own: an export like any other."""
	export = Export(doctype, EXCEL, rows=rows, filters=[[doctype, "name", "=", name]])
	export.check_right()
	_check_all_within_right(doctype, [name])
	_write_down(export)


def label(doctype: str, column: str) -> str:
	"""A column's label; of another DocType's column with that DocType behind it."""
	other, dot, fieldname = column.rpartition(".")
	words = _(frappe.get_meta(other or doctype).get_label(fieldname))
	return f"{words} ({_(other)})" if dot else words


def _take(
	export: Export,
	make: Callable[[], None],
	count: Callable[[], int] | None = None,
	has_titles: bool = False,
):
	"""Make an export within the user's right, write it down, and put its origin into the file."""
	export.check_right()
	export.check_reason()
	with query.asking_for("export"):
		make()
		export.rows = count() if count else 0
	answer = frappe.local.response
	place = {"csv": "result", "binary": "filecontent"}.get(answer.get("type"))
	if not place or not answer.get(place):
		# nothing was found, and Frappe says so on a page
		return
	# a refusal must not carry what it refuses
	content, kind = answer.pop(place), answer.pop("type")
	if has_titles:
		export.titles = watermark.titles_of(content, export.kind)
		export.check_reason()
	if not count:
		export.rows = watermark.rows_in(content, export.kind)
	answer[place] = watermark.put(content, export.kind, _("Export Note"), _origin(export))
	answer["type"] = kind
	_write_down(export)


def _origin(export: Export) -> list[tuple[str, str]]:
	return [
		(_("Exported By"), f"{get_fullname()} ({frappe.session.user})"),
		(_("Exported At"), format_datetime(now_datetime(), "yyyy-MM-dd HH:mm:ss")),
		(_("Kind of Record"), _(export.report or export.doctype)),
		(_("Rows"), str(export.rows)),
		(_("Needed For"), export.reason),
		(_("Note"), _("Kept in the export log. For this purpose only; delete the file once it is done.")),
	]


def _write_down(export: Export):
	tree, node = _place(export.doctype)
	entry = frappe.new_doc(LOG)
	entry.update(
		{
			"user": frappe.session.user,
			"full_name": get_fullname(),
			"exported_at": now_datetime(),
			"reason": export.reason,
			"reference_doctype": export.doctype,
			"report": export.report,
			"file_kind": export.kind,
			"rows_total": export.rows,
			"place_doctype": tree,
			"place": node,
			"filters": wording.filters(export.doctype, export.filters),
			"columns_shown": _joined(export.labels),
			"personal_columns": _joined(export.personal_columns),
		}
	)
	# acts for itself: nobody may write the log, so that nobody can write it falsely
	entry.insert(ignore_permissions=True)


def _place(doctype: str) -> tuple[str | None, str | None]:
	"""(tree, node) of the stand by which the user exports; of an unscoped DocType, of the first stand."""
	user = frappe.session.user
	held = stands.granting(user, doctype, "export") or stands.active(user)
	return (held[0].tree, held[0].node) if held else (None, None)


def _stands_to_export(doctype: str) -> bool:
	if frappe.session.user == "Administrator" or not declaration.scope_of(doctype):
		return True
	return bool(stands.granting(frappe.session.user, doctype, "export"))


def _check_all_within_right(doctype: str, names: list[str]):
	with query.asking_for("export"):
		found = frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit_page_length=0)
	if set(names) - set(found):
		frappe.throw(
			_("Some of these records are outside what your role exports. Please print them one by one."),
			ExportNotYours,
		)


def _count(doctype: str, filters: object) -> int:
	found = frappe.get_list(
		doctype, filters=frappe.parse_json(filters), fields=["count(*) as total"], limit_page_length=0
	)
	return found[0].total if found else 0


def _asked() -> frappe._dict:
	"""What the client sent; full numbers in it are masked, so that no log of the framework holds them."""
	asked = frappe.local.form_dict
	for key in ("filters", "or_filters", "reason", "export_filters"):
		if isinstance(asked.get(key), str):
			asked[key] = texts.masked(asked[key])
	# the export is answered at once, by this request
	asked.pop("export_in_background", None)
	return frappe._dict(asked)


def _reason(asked: frappe._dict) -> str:
	frappe.local.form_dict.pop("reason", None)
	return str(asked.get("reason") or "").strip()


def _selected(asked: frappe._dict) -> list | None:
	chosen = frappe.parse_json(asked.get("selected_items"))
	return [[asked.doctype, "name", "in", [_("{0} chosen records").format(len(chosen))]]] if chosen else None


def _fieldname(doctype: str, qualified: str) -> str:
	"""`tabSink X`.`field` as `field`, of another DocType as `DocType.field`."""
	table, dot, column = str(qualified).split(" as ")[0].rpartition(".")
	other = table.strip("`").removeprefix("tab") if dot else doctype
	name = column.strip("`")
	return name if other in (doctype, "") else f"{other}.{name}"


def _every_column(doctype: str) -> list[str]:
	return [each.fieldname for each in frappe.get_meta(doctype).fields if each.fieldtype != "Table"]


def _joined(words) -> str:
	return "、".join(words)[:MOST_CHARACTERS]
