// 三张清单: rows that exist already are filled in; a list is copied, taken on from, and goes to and comes from Excel.

frappe.provide("sink.lists");

const LISTS = "sink_app.service.lists";
const FILLING = {
	"Sink Resource List": [
		__("Fill In From Members' Skills"),
		`${LISTS}.filling.from_members`,
		"resource_list",
	],
	"Sink Demand List": [__("Fill In From Demands"), `${LISTS}.filling.from_demands`, "demand_list"],
	"Sink Service List": [__("Match Demands and Resources"), `${LISTS}.matching.draft`, "service_list"],
};

sink.lists.setup = (frm) => {
	frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
	frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
	frm.set_query("category", "items", () => ({ filters: { is_group: 0, disabled: 0 } }));
	frm.set_query("demand", "items", () => ({ filters: { community: frm.doc.community || "" } }));
};

sink.lists.prefill = (frm) => {
	if (frm.is_new()) sink.posts.prefill(frm);
};

sink.lists.refresh = (frm) => {
	if (frm.is_new()) return;
	const is_draft = frm.doc.workflow_state === "Draft";
	const copy = (label, method, args = {}) =>
		frm.add_custom_button(label, () => open_copy(frm, method, args), __("Copy"));
	if (is_draft && frm.perm[0].write) {
		const [label, method, key] = FILLING[frm.doctype];
		frm.add_custom_button(label, () => fill_in(frm, method, key));
		frm.add_custom_button(__("Take In Excel"), () => take_in(frm), "Excel");
	}
	sink.paper_sheets.offer(frm, "Excel");
	if (frappe.model.can_create(frm.doctype)) {
		if (frm.doc.workflow_state === "List in Force") copy(__("Further Version"), "new_version");
		const next = frm.doc.year + 1;
		copy(__("Into {0}", [next]), "into_year", { year: next });
	}
	const may_claim = frm.doctype === "Sink Demand List" && frappe.model.can_create("Sink List Claim");
	if (may_claim && frm.doc.workflow_state === "List in Force") {
		frm.add_custom_button(__("Take On"), () => take_on(frm)).addClass("btn-primary");
	}
};

async function fill_in(frm, method, key) {
	if (frm.is_dirty()) await frm.save();
	const rows = await frappe.xcall(method, { [key]: frm.docname });
	if (!rows.length) {
		frappe.show_alert(__("There is nothing that is not on the list already."));
		return;
	}
	const is_empty = (row) => !(row.resource_name || row.demand_words);
	frm.doc.items = (frm.doc.items || []).filter((row) => !is_empty(row));
	for (const row of rows) frm.add_child("items", row);
	frm.refresh_field("items");
	frm.dirty();
	frappe.show_alert({ message: __("{0} rows were filled in.", [rows.length]), indicator: "green" });
}

async function open_copy(frm, method, args) {
	const made = await frappe.xcall(`${LISTS}.copying.${method}`, {
		doctype: frm.doctype,
		name: frm.docname,
		...args,
	});
	frappe.set_route("Form", frm.doctype, made);
}

function take_in(frm) {
	new frappe.ui.FileUploader({
		doctype: frm.doctype,
		docname: frm.docname,
		restrictions: { allowed_file_types: [".xlsx"] },
		async on_success(file) {
			const args = { doctype: frm.doctype, name: frm.docname, file: file.name };
			const count = await frappe.xcall(`${LISTS}.sheets.take_in`, args);
			frappe.show_alert({ message: __("{0} rows were taken in.", [count]), indicator: "green" });
			frm.reload_doc();
		},
	});
}

function take_on(frm) {
	const open = frm.doc.items.filter((row) => (row.claimed || 0) < (row.capacity || 1));
	if (!open.length) {
		frappe.show_alert(__("Every row has found its takers."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Take On"),
		fields: [
			{
				fieldname: "item",
				fieldtype: "Select",
				label: __("Demand"),
				reqd: 1,
				options: open.map((row) => ({ value: row.name, label: `${row.idx}. ${row.demand_words}` })),
			},
			{
				fieldname: "organization",
				fieldtype: "Link",
				options: "Sink Organization",
				label: __("Taken On by"),
				reqd: 1,
			},
			{ fieldname: "words", fieldtype: "Small Text", label: __("How It Will Be Done") },
		],
		primary_action_label: __("Take On"),
		async primary_action(values) {
			await frappe.xcall(`${LISTS}.claims.take_on`, { demand_list: frm.docname, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	});
	frappe.xcall("sink_app.registration.posts.doors.own_places").then(({ organization }) => {
		if (organization) dialog.set_value("organization", organization);
	});
	dialog.show();
}
