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
		${[step.reason, step.remark]
			.filter(Boolean)
			.map((said) => `<div class="sink-step-reason">${escape(said)}</div>`)
			.join("")}
	</li>`;
}

// Who has to do with a record may ask those it waits for; the server says whom it told.
function offer_nudge(frm, steps) {
	const user = frappe.session.user;
	if (frm.doc.owner !== user && !steps.some((step) => step.user === user)) return;
	const waits = frappe.workflow.workflows[frm.doctype].transitions.some(
		(row) => row.state === frm.doc[frappe.workflow.get_state_fieldname(frm.doctype)],
	);
	if (!waits) return;
	frm.add_custom_button(__("Send a Reminder"), async () => {
		const { told, told_before } = await frappe.xcall("sink_app.approvals.nudges.nudge", {
			doctype: frm.doctype,
			name: frm.docname,
		});
		const lines = [];
		if (told.length) lines.push(__("Reminded: {0}", [told.join(__(", "))]));
		if (told_before.length) lines.push(__("Reminded earlier today: {0}", [told_before.join(__(", "))]));
		frappe.msgprint(lines.map(frappe.utils.escape_html).join("<br>"), __("Send a Reminder"));
	});
}

sink.approvals.show_history = async function (frm) {
	frm.layout.wrapper.find(".sink-history").remove();
	if (frm.is_new() || !frappe.workflow.get_state_fieldname(frm.doctype)) return;
	const steps = await frappe.xcall("sink_app.approvals.doors.history", {
		doctype: frm.doctype,
		name: frm.docname,
	});
	if (!steps.length) return;
	offer_nudge(frm, steps);
	const section = $(`<div class="sink-history"><h6>${__("Steps so far")}</h6><ol></ol></div>`);
	section.find("ol").html(steps.map(row).join(""));
	frm.layout.wrapper.append(section);
};

$(document).on("form-refresh", (event, frm) => sink.approvals.show_history(frm));
