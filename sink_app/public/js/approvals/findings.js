// What the chain checker found, with the ways out; and the dry run. Both are opened from the Workflow form.

frappe.provide("sink.approvals");

const ICONS = { error: "red", warning: "orange", hint: "blue" };
const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

sink.approvals.show_findings = async function ({ workflow }) {
	const found = await frappe.xcall("sink_app.approvals.checker.findings", { workflow });
	const dialog = new frappe.ui.Dialog({ title: __("Check Chain"), size: "large" });
	dialog.$body.html(
		found.length
			? `<ul class="sink-findings">${found.map(finding).join("")}</ul>`
			: `<p class="indicator green">${__("Nothing is wrong with this chain.")}</p>`,
	);
	dialog.$body.on("click", "[data-offer]", (event) => {
		const { offer } = found[event.currentTarget.dataset.offer];
		dialog.hide();
		ask_where_to(workflow, offer);
	});
	dialog.show();
};

function finding({ level, sentence, offer }, position) {
	const button = offer
		? `<button type="button" class="btn btn-xs btn-default" data-offer="${position}">${__("Move Them")}</button>`
		: "";
	return `<li><span class="indicator ${ICONS[level]}"></span><span>${escape(sentence)}</span>${button}</li>`;
}

function ask_where_to(workflow, { from_state, count, to_states }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Move {0} records from «{1}»", [count, __(from_state)]),
		fields: [
			{
				fieldname: "to_state",
				fieldtype: "Select",
				label: __("To State"),
				options: to_states.map((state) => ({ value: state, label: __(state) })),
				reqd: 1,
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("It stands in every record's steps."),
			},
		],
		primary_action_label: __("Move Them"),
		async primary_action({ to_state, reason }) {
			dialog.hide();
			const args = { workflow, from_state, to_state, reason };
			await frappe.xcall("sink_app.approvals.stranded.move", args);
			frappe.show_alert({ message: __("Started in the background"), indicator: "blue" });
		},
	});
	dialog.show();
}

sink.approvals.dry_run = function (workflow) {
	const states = [...new Set(workflow.states.map((row) => row.state))];
	const dialog = new frappe.ui.Dialog({
		title: __("Try It Out"),
		size: "large",
		fields: [
			{ fieldname: "user", fieldtype: "Link", options: "User", label: __("User"), reqd: 1 },
			{ fieldname: "cb_1", fieldtype: "Column Break" },
			{
				fieldname: "state",
				fieldtype: "Select",
				label: __("Newest Record At"),
				options: ["", ...states].map((state) => ({ value: state, label: state ? __(state) : "" })),
				default: states[0],
			},
			{ fieldname: "cb_2", fieldtype: "Column Break" },
			{
				fieldname: "name",
				fieldtype: "Link",
				options: workflow.document_type,
				label: __("Or This Record"),
			},
			{ fieldname: "section", fieldtype: "Section Break" },
			{ fieldname: "result", fieldtype: "HTML" },
		],
		primary_action_label: __("Try It Out"),
		async primary_action({ user, state, name }) {
			const args = { workflow: workflow.name, user, state, name };
			const told = await frappe.xcall("sink_app.approvals.dry_run.explain", args);
			dialog.fields_dict.result.$wrapper.html(result(told));
		},
	});
	dialog.show();
};

function result({ state, user, steps }) {
	const head = [__("Step"), __("Role"), __("Open to {0}?", [escape(user)])];
	return `<p>${__("The record is at «{0}». Nothing was changed.", [escape(__(state))])}</p>
		<table class="table table-bordered table-sm">
			<thead><tr>${head.map((title) => `<th>${title}</th>`).join("")}</tr></thead>
			<tbody>${steps.map(step_row).join("")}</tbody>
		</table>`;
}

function step_row({ action, state, next_state, role, is_open, on_behalf_of, reasons }) {
	const yes = on_behalf_of ? __("Yes, for {0}", [escape(on_behalf_of)]) : __("Yes");
	const answer = is_open
		? `<span class="indicator green">${yes}</span>`
		: reasons.map((reason) => `<div>${escape(reason)}</div>`).join("");
	const way = `${escape(__(state))} → ${escape(__(next_state))}`;
	return `<tr><td><b>${escape(__(action))}</b><div class="text-muted">${way}</div></td>
		<td>${escape(__(role))}</td><td>${answer}</td></tr>`;
}
