// The steps of a record's chain, on its form: who, when, how long it waited, what they said.

import { waited } from "./words.js";

frappe.provide("sink.approvals");

function row(step) {
	const escape = frappe.utils.escape_html;
	const time = frappe.datetime.str_to_user(step.taken_at);
	const who = step.on_behalf_of
		? __("{0} on behalf of {1}", [step.full_name, step.on_behalf_name])
		: step.full_name;
	const facts = [escape(who), time, waited(step.waited_seconds)].filter(Boolean).join(" · ");
	return `<li class="sink-step">
		<span class="indicator-pill no-indicator-dot ${step.reason ? "orange" : "green"}">${__(step.action)}</span>
		<span class="text-muted">${facts}</span>
		${step.reason ? `<div class="sink-step-reason">${escape(step.reason)}</div>` : ""}
	</li>`;
}

sink.approvals.show_history = async function (frm) {
	frm.layout.wrapper.find(".sink-history").remove();
	if (frm.is_new() || !frappe.workflow.get_state_fieldname(frm.doctype)) return;
	const steps = await frappe.xcall("sink_app.approvals.doors.history", {
		doctype: frm.doctype,
		name: frm.docname,
	});
	if (!steps.length) return;
	const section = $(`<div class="sink-history"><h6>${__("Steps so far")}</h6><ol></ol></div>`);
	section.find("ol").html(steps.map(row).join(""));
	frm.layout.wrapper.append(section);
};

$(document).on("form-refresh", (event, frm) => sink.approvals.show_history(frm));
