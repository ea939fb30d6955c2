// An export with personal columns asks what it is needed for, before the server does.

const LIST = "frappe.desk.reportview.export_query";
const REPORT = "frappe.desk.query_report.export_query";
const TEMPLATE = "frappe.core.doctype.data_import.data_import.download_template";
const DATA = "frappe.core.doctype.data_export.exporter.export_data";

const marked = () => frappe.boot.sink_personal_columns || {};
const parsed = (value) => (typeof value === "string" ? JSON.parse(value || "null") : value);

/** Whether what is asked for holds personal columns; of a report whatever its columns' names and titles tell. */
function holdsPersonalData(method, args) {
	if (method === REPORT) {
		const fields = new Set(Object.values(marked()).flat());
		const labels = new Set(
			Object.entries(marked()).flatMap(([doctype, names]) =>
				names.map((name) => __(frappe.meta.get_label(doctype, name))),
			),
		);
		const columns = frappe.query_report?.columns || [];
		return columns.some((column) => fields.has(column.fieldname) || labels.has(column.label));
	}
	const fields = marked()[args.doctype] || [];
	if (method === TEMPLATE || method === DATA) return fields.length > 0;
	const asked = (parsed(args.fields) || []).map((field) => field.split(".").pop().replaceAll("`", ""));
	return asked.some((field) => fields.includes(field));
}

const methodOf = (url, args) => args.cmd || url.split("/api/method/")[1];
const send = window.open_url_post;

window.open_url_post = function (url, args, ...rest) {
	const method = methodOf(url, args);
	const isExport = [LIST, REPORT, TEMPLATE, DATA].includes(method);
	if (!isExport || args.export_records === "blank_template" || !holdsPersonalData(method, args)) {
		return send(url, args, ...rest);
	}
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Data",
			label: __("Needed For"),
			reqd: 1,
			description: __("Who exported what, when and what for is kept; it stands in the file as well."),
		},
		({ reason }) => send(url, { ...args, reason }, ...rest),
		__("Export of Personal Data"),
		__("Export"),
	);
};
