const FIELDS = ["member_field", "date_field", "minutes_field", "category_field", "emergency_field"];
const OPTIONAL = ["minutes_field", "category_field", "emergency_field"];

frappe.ui.form.on("Sink Points Rule", {
	setup(frm) {
		frm.fields_dict.source_doctype.df.formatter = (value) => __(value);
		frm.set_query("source_doctype", () => ({ query: "sink_app.evaluation.points.sources.find" }));
	},

	async refresh(frm) {
		const { summary } = frm.doc.__onload || {};
		if (summary) frm.set_intro(frappe.utils.escape_html(summary), "blue");
		if (!frm.is_new() && frm.doc.enabled && frm.perm[0]?.write) offer_recount(frm);
		if (frm.doc.source_doctype) await offer_choices(frm);
		show_filter(frm);
	},

	async source_doctype(frm) {
		await frm.set_value("filters", "[]");
		if (frm.doc.source_doctype) prefill(frm, await offer_choices(frm));
		show_filter(frm);
	},
});

async function offer_choices(frm) {
	const choices = await frappe.xcall("sink_app.evaluation.points.sources.choices", {
		doctype: frm.doc.source_doctype,
	});
	for (const field of FIELDS) {
		const empty = OPTIONAL.includes(field) ? [{ value: "", label: "" }] : [];
		frm.set_df_property(field, "options", [...empty, ...choices.fields[field]]);
	}
	frm.set_query("counted_state", () => ({ filters: { name: ["in", choices.states] } }));
	return choices;
}

// what a rule on these records mostly says: one press fewer for each
function prefill(frm, choices) {
	for (const field of FIELDS) frm.set_value(field, choices.fields[field][0]?.value || "");
	frm.set_value("given_for", choices.fields.minutes_field.length ? "Each Hour" : "Each Time");
	frm.set_value("counted_state", choices.states[0] || "");
}

async function show_filter(frm) {
	const place = $(frm.fields_dict.filters_html.wrapper).empty();
	const doctype = frm.doc.source_doctype;
	if (!doctype) return;
	await frappe.model.with_doctype(doctype);
	const group = new frappe.ui.FilterGroup({
		parent: $("<div class='filter-area'>").appendTo(place),
		doctype,
		on_change: () => keep_filter(frm, group),
	});
	frm.filling_filter = true;
	await group.add_filters_to_filter_group(JSON.parse(frm.doc.filters || "[]"));
	frm.filling_filter = false;
}

function keep_filter(frm, group) {
	if (frm.filling_filter) return;
	const rows = JSON.stringify(group.get_filters().map((row) => row.slice(0, 4)));
	if (rows !== (frm.doc.filters || "[]")) frm.set_value("filters", rows);
}

function offer_recount(frm) {
	frm.add_custom_button(__("Count Anew"), () =>
		frappe.confirm(
			__(
				"A changed rule counts from now on; what was counted before stays. Work out by what the rule says now what all records are worth? Differences are entered in the ledger, nothing is deleted.",
			),
			async () => {
				await frappe.xcall("sink_app.evaluation.doctype.sink_points_rule.sink_points_rule.recount", {
					rule: frm.doc.name,
				});
				frappe.show_alert({ message: __("The records are being counted."), indicator: "blue" });
			},
		),
	);
}
