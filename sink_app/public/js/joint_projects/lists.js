// 年度共建项目清单: what the unit has beside what the community needs, what a version changes, who agreed.

import { beside, look } from "../service/beside.js";

frappe.provide("sink.projects");

const MODULE = "sink_app.joint_projects";
const LIGHTS = { "Green Light": "green", "Amber Light": "orange", "Red Light": "red", Finished: "blue" };
const WRITTEN_IN = ["Draft", "Returned"];
const HEAD = ["organization", "community", "year", "change_note", "few_reason", "remarks"];
const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

sink.projects.light = (light) => LIGHTS[light] || "gray";

sink.projects.setup = (frm) => {
	frm.set_query("organization", () => ({
		filters: { level: ["in", ["Unit", "Second Level"]], disabled: 0 },
	}));
	frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
	frm.set_query("organization", "parties", () => ({
		filters: { level: ["in", ["Unit", "Second Level"]], disabled: 0 },
	}));
	frm.set_query("source", "budget", () => ({ filters: { disabled: 0 } }));
	frm.set_query("campaign", "items", () => ({ filters: { disabled: 0 } }));
};

/** The other tables choose among the projects by their names. */
sink.projects.name_projects = (frm) => {
	const titles = (frm.doc.items || []).map((row) => row.project_title).filter(Boolean);
	for (const table of ["parties", "budget"]) {
		const { grid } = frm.get_field(table);
		grid.update_docfield_property("project_title", "options", ["", ...titles]);
	}
};

sink.projects.refresh_list = (frm) => {
	sink.projects.name_projects(frm);
	const is_written = frm.is_new() || WRITTEN_IN.includes(frm.doc.workflow_state);
	for (const table of ["items", "parties", "budget"])
		frm.set_df_property(table, "read_only", is_written ? 0 : 1);
	for (const field of HEAD) frm.set_df_property(field, "read_only", is_written ? 0 : 1);
	if (frm.is_new()) return;
	tell_flags(frm);
	add_buttons(frm, is_written);
	sink.paper_sheets.offer(frm);
	look(frm, `${MODULE}.panel.of_list`, { project_list: frm.docname }, (found) => {
		draw_differences(frm, found.differences);
		draw_consents(frm, found.consents);
		draw_projects(frm, found.projects);
		draw_studies(frm, found.studies, found.study_kind);
		if (found.offers) draw_offers(frm, found.offers, is_written && frm.perm[0].write);
	});
};

function tell_flags(frm) {
	const { is_late, is_few, due_date } = frm.doc;
	const due = due_date && frappe.datetime.str_to_user(due_date);
	const late = due ? __("Fixed late: it was due by {0}", [due]) : __("Fixed Late");
	if (is_late) frm.dashboard.add_indicator(late, "red");
	if (is_few) frm.dashboard.add_indicator(__("Fewer projects than asked for"), "orange");
}

function add_buttons(frm, is_written) {
	const may_create = frappe.model.can_create(frm.doctype);
	const { workflow_state, year } = frm.doc;
	if (may_create && workflow_state === "List on File") {
		frm.add_custom_button(__("Change After Filing"), () => ask_for_version(frm), __("Copy"));
	}
	if (may_create && !is_written) {
		const next = year + 1;
		frm.add_custom_button(
			__("Into {0}", [next]),
			() => open_copy("into_year", frm, { year: next }),
			__("Copy"),
		);
	}
	if (workflow_state === "List on File" && frappe.model.can_create("Sink Project Assessment")) {
		frm.add_custom_button(__("Assess"), () =>
			frappe.new_doc("Sink Project Assessment", { project_list: frm.docname }),
		);
	}
}

function ask_for_version(frm) {
	frappe.prompt(
		{ fieldname: "change_note", fieldtype: "Small Text", label: __("Why It Is Changed"), reqd: 1 },
		({ change_note }) => open_copy("new_version", frm, { change_note }),
		__("Change After Filing"),
		__("Draft the Change"),
	);
}

async function open_copy(method, frm, args) {
	const made = await frappe.xcall(`${MODULE}.copying.${method}`, { project_list: frm.docname, ...args });
	frappe.set_route("Form", frm.doctype, made);
}

function draw_differences(frm, differences) {
	if (!differences.length) return;
	const colours = { New: "green", Changed: "orange", "Taken Out": "red" };
	const rows = differences
		.map(({ kind, label, project, changes }) => {
			const told = changes
				.map(
					([field, was, is]) =>
						`<div>${escape(field)}：${was ? `<del>${escape(was)}</del> → ` : ""}<ins>${escape(is) || __("(empty)")}</ins></div>`,
				)
				.join("");
			return `<tr><td><span class="indicator-pill ${colours[kind]}">${escape(label)}</span></td><td>${escape(project)}</td><td>${told}</td></tr>`;
		})
		.join("");
	const note = frm.doc.change_note
		? `<p>${__("Why It Is Changed")}：${escape(frm.doc.change_note)}</p>`
		: "";
	beside(
		frm,
		__("What This Version Changes"),
		`${note}<table class="table table-bordered sink-differences"><tbody>${rows}</tbody></table>`,
	);
}

function draw_consents(frm, consents) {
	if (!consents.length) return;
	const colours = { "Asked For": "orange", Agreed: "green", "Not Agreed": "red" };
	const rows = consents
		.map((row) => {
			const link = frappe.utils.get_form_link("Sink Project Consent", row.name);
			const reason = row.reason ? `：${escape(row.reason)}` : "";
			return `<div><span class="indicator-pill ${colours[row.status]}">${__(row.status)}</span> <a href="${link}">${escape(row.unit)}</a> <span class="text-muted">${escape(row.projects)}</span>${reason}</div>`;
		})
		.join("");
	beside(frm, __("Consent of the Units That Share"), rows);
}

function draw_projects(frm, projects) {
	if (!projects.length) return;
	const rows = projects
		.map((row) => {
			const link = frappe.utils.get_form_link("Sink Joint Project", row.name);
			const why = row.light_reason ? ` · ${escape(row.light_reason)}` : "";
			return `<tr><td><a href="${link}"><span class="indicator ${sink.projects.light(row.light)}">${escape(row.project_title)}</span></a></td><td>${escape(row.state)}</td><td>${Math.round(row.progress || 0)}%</td><td>${frappe.datetime.str_to_user(row.deadline)}${why}</td></tr>`;
		})
		.join("");
	beside(frm, __("How the Projects Stand"), `<table class="table table-bordered">${rows}</table>`);
}

function draw_studies(frm, studies, kind) {
	if (!studies.length) return;
	const pills = studies
		.map(({ month, meeting, is_open }) => {
			const colour = meeting ? "green" : is_open ? "orange" : "red";
			const pill = `<span class="indicator-pill ${colour}">${month}</span>`;
			return meeting
				? `<a href="${frappe.utils.get_form_link("Sink Meeting", meeting)}">${pill}</a>`
				: pill;
		})
		.join(" ");
	const wrapper = beside(frm, __("Monthly Studies"), `<div>${pills}</div>`);
	if (!kind || !frappe.model.can_create("Sink Meeting")) return;
	$(`<button class="btn btn-default btn-sm mt-2">${__("Enter a Monthly Study")}</button>`)
		.appendTo(wrapper)
		.on("click", () => plan_study(frm, kind));
}

function plan_study(frm, kind) {
	frappe.new_doc("Sink Meeting", {
		kind,
		organization: frm.doc.organization,
		area: frm.doc.community,
	});
}

function draw_offers(frm, { resources, demands, drafts }, may_write) {
	if (!resources.length && !demands.length) return;
	const column = (label, rows) =>
		`<div class="col-sm-6"><h6>${label}</h6>${rows
			.map(
				(row) =>
					`<div>${row.is_key_issue ? `<span class="indicator-pill red">${__("Key Issue")}</span> ` : ""}${escape(row.title)} <span class="text-muted">${escape(row.words)}</span></div>`,
			)
			.join("")}</div>`;
	const wrapper = beside(
		frm,
		__("Resources and Demands"),
		`<div class="row">${column(__("Resources of the Unit"), resources)}${column(__("Demands of the Community"), demands)}</div>`,
	);
	if (!may_write || !drafts.length) return;
	$(
		`<button class="btn btn-default btn-sm mt-3">${__("Draft {0} Projects From What Fits", [drafts.length])}</button>`,
	)
		.appendTo(wrapper)
		.on("click", () => take_drafts(frm, drafts));
}

function take_drafts(frm, drafts) {
	frm.doc.items = (frm.doc.items || []).filter((row) => row.project_title);
	for (const row of drafts) frm.add_child("items", { ...row, deadline: `${frm.doc.year}-12-31` });
	frm.refresh_field("items");
	frm.dirty();
	frm.scroll_to_field("items");
	frappe.show_alert({
		message: __("Please complete output and person in charge in each new row."),
		indicator: "blue",
	});
}
