// One record of «My approvals», as a line.

import { colour, waited } from "./words.js";

const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

/** The line's HTML. `row` is what sink_app.approvals.inbox.rows says of a record. */
export function line(row) {
	return `<li class="sink-row" tabindex="-1" data-key="${escape(key_of(row))}">
		<label class="sink-pick"><input type="checkbox" aria-label="${__("Tick")}"></label>
		<div class="sink-what">
			<a class="sink-title" href="${frappe.utils.get_form_link(row.doctype, row.name)}">${escape(row.title)}</a>
			<span class="indicator-pill no-indicator-dot ${colour(row.style)}">${escape(__(row.state))}</span>
			<span class="sink-kind">${escape(__(row.doctype))}</span>
			${row.on_behalf_of ? `<span class="sink-behalf">${__("for {0}", [escape(row.on_behalf_of)])}</span>` : ""}
			<div class="sink-facts">${row.facts.map(fact).join("")}</div>
		</div>
		<div class="sink-filed">
			<div>${escape(row.filed_by)}</div>
			<div class="text-muted">${__("filed on {0}", [frappe.datetime.str_to_user(row.filed_on.slice(0, 10))])}</div>
		</div>
		<div class="sink-waited ${row.is_overdue ? "sink-overdue" : ""}">${waited(row.waited_seconds) || __("just now")}
			${row.due ? `<div>${__("due on {0}", [frappe.datetime.str_to_user(row.due)])}</div>` : ""}
		</div>
		<div class="sink-steps">${row.steps.map(button).join("")}</div>
	</li>`;
}

export function key_of(row) {
	return `${row.doctype}|${row.name}`;
}

function fact({ label, value }) {
	return `<span title="${escape(label)}"><i>${escape(label)}</i> ${escape(value)}</span>`;
}

function signed({ signatures }) {
	return signatures ? ` ${signatures.given}/${signatures.needed}` : "";
}

function button(step, position) {
	const kind = position || step.needs_reason ? "btn-default" : "btn-primary";
	return `<button type="button" class="btn btn-xs ${kind}" data-step="${position}" title="${position + 1}">
		${escape(__(step.action))}${signed(step)}
	</button>`;
}
