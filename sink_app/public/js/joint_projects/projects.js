// 共建项目: word of progress in one dialog; what was spent against the budget.

import { beside, look } from "../service/beside.js";

frappe.provide("sink.projects");

const MODULE = "sink_app.joint_projects";
const OPEN = ["Project Not Started", "Project Under Way"];

sink.projects.refresh_project = (frm) => {
	for (const table of ["parties", "budget"]) {
		frm.get_field(table).grid.update_docfield_property("project_title", "hidden", 1);
	}
	if (frm.is_new()) return;
	const { light, light_reason, workflow_state } = frm.doc;
	frm.dashboard.add_indicator(
		light_reason ? `${__(light)} · ${light_reason}` : __(light),
		sink.projects.light(light),
	);
	if (OPEN.includes(workflow_state) && frm.perm[0].write) {
		frm.add_custom_button(__("Tell Progress"), () => tell(frm)).addClass("btn-primary");
	}
	if (frappe.model.can_create("Sink Expense")) {
		frm.add_custom_button(__("Enter an Expense"), () =>
			frappe.new_doc("Sink Expense", {
				organization: frm.doc.organization,
				purpose: "Community Work",
				spent_for_type: frm.doctype,
				spent_for: frm.docname,
			}),
		);
	}
	look(frm, `${MODULE}.panel.of_project`, { project: frm.docname }, (found) => {
		draw_spending(frm, found.spending);
		draw_studies(frm, found.studies);
	});
};

function tell(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Tell Progress"),
		fields: [
			{
				fieldname: "progress",
				fieldtype: "Int",
				label: __("Progress (%)"),
				reqd: 1,
				default: Math.round(frm.doc.progress || 0),
			},
			{ fieldname: "done", fieldtype: "Small Text", label: __("What Has Been Done"), reqd: 1 },
			{
				fieldname: "next_step",
				fieldtype: "Small Text",
				label: __("Next Step"),
				default: frm.doc.next_step,
			},
		],
		primary_action_label: __("Save"),
		async primary_action(values) {
			await frappe.xcall(`${MODULE}.progress.note`, { project: frm.docname, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function draw_spending(frm, rows) {
	if (!rows.length) return;
	const escape = frappe.utils.escape_html;
	const lines = rows
		.map(({ source, budget, spent }) => {
			const share = budget ? Math.min(100, Math.round((100 * spent) / budget)) : 100;
			const colour = spent > budget ? "bg-danger" : "bg-success";
			return `<tr><td>${escape(source)}</td><td class="text-right">${format_currency(budget)}</td><td class="text-right">${format_currency(spent)}</td><td style="width: 30%"><div class="progress mt-1"><div class="progress-bar ${colour}" style="width: ${share}%"></div></div></td></tr>`;
		})
		.join("");
	const head = `<tr><th>${__("Source of Funds")}</th><th class="text-right">${__("Budgeted")}</th><th class="text-right">${__("Spent")}</th><th></th></tr>`;
	beside(frm, __("Budget and Spending"), `<table class="table table-bordered">${head}${lines}</table>`);
}

function draw_studies(frm, studies) {
	if (!studies.length) return;
	const rows = studies
		.map(({ meeting, day, resolution }) => {
			const link = frappe.utils.get_form_link("Sink Meeting", meeting);
			const said = frappe.utils.escape_html(resolution);
			return `<div><a href="${link}">${frappe.datetime.str_to_user(day)}</a> ${said}</div>`;
		})
		.join("");
	beside(frm, __("Resolved at Monthly Studies"), rows);
}
