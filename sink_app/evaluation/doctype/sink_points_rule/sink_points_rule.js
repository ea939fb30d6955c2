const FIELDS = ["member_field", "date_field", "minutes_field", "category_field", "emergency_field"];
const OPTIONAL = ["minutes_field", "category_field", "emergency_field"];

frappe.ui.form.on("Sink Points Rule", {
	setup(frm) {
		frm.set_query("source_doctype", () => ({ query: "sink_app.evaluation.points.sources.find" }));
	},

	async refresh(frm) {
		frm.chosen_source = frm.doc.source_doctype;
		frm.set_df_property("source_doctype", "formatter", (value) => __(value));
		const { summary } = frm.doc.__onload || {};
		frm.set_intro("");
		if (summary) frm.set_intro(frappe.utils.escape_html(summary), "blue");
		if (!frm.is_new() && frm.doc.enabled && frm.perm[0]?.write) offer_recount(frm);
		if (frm.doc.source_doctype) await offer_choices(frm);
		show_filter(frm);
	},

	validate: (frm) => keep_filter(frm),

	async source_doctype(frm) {
		// leaving the field tells of the same choice once more
		if (frm.doc.source_doctype === frm.chosen_source) return;
		frm.chosen_source = frm.doc.source_doctype;
		await frm.set_value("filters", "[]");
		await show_filter(frm);
		if (frm.doc.source_doctype) prefill(frm, await offer_choices(frm));
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
	// another box that is ticked says nothing of an emergency
	if (frm.doc.emergency_field !== "is_emergency") frm.set_value("emergency_field", "");
	frm.set_value("given_for", choices.fields.minutes_field.length ? "Each Hour" : "Each Time");
	frm.set_value("counted_state", choices.states[0] || "");
}

async function show_filter(frm) {
	const place = $(frm.fields_dict.filters_html.wrapper).empty();
	frm.conditions = [];
	if (!frm.doc.source_doctype) return;
	await frappe.model.with_doctype(frm.doc.source_doctype);
	const area = $("<div><div class='filter-edit-area'></div></div>").appendTo(place.empty());
	const add = $("<button class='btn btn-xs btn-default'>").text(__("Add a Condition")).appendTo(area);
	add.on("click", () => add_condition(frm, area, [frm.doc.source_doctype, first_field(frm)]));
	for (const row of JSON.parse(frm.doc.filters || "[]")) add_condition(frm, area, row);
}

// the framework's own row of a filter, offering every field: who draws rules need not read the records
function add_condition(frm, parent, [doctype, fieldname, condition, value]) {
	frm.conditions.push(
		new frappe.ui.Filter({
			...{ parent, doctype, fieldname, condition, value },
			parent_doctype: doctype,
			filter_fields: fields_of(frm),
			filter_list: { get_filter_value: () => null },
			filter_items: () => true,
			on_change: () => keep_filter(frm),
		}),
	);
}

function fields_of(frm) {
	return frappe.meta
		.get_docfields(frm.doc.source_doctype)
		.filter((df) => df.label && !df.permlevel && !frappe.model.no_value_type.includes(df.fieldtype));
}

function first_field(frm) {
	return fields_of(frm).find((df) => df.fieldtype === "Select")?.fieldname || fields_of(frm)[0].fieldname;
}

function keep_filter(frm) {
	const rows = frm.conditions
		.filter((row) => row.field && ![undefined, null, ""].includes(row.get_selected_value()))
		.map((row) => row.get_value().slice(0, 4));
	if (JSON.stringify(rows) !== (frm.doc.filters || "[]")) frm.set_value("filters", JSON.stringify(rows));
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
