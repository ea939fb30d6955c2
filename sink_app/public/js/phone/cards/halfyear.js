import { call } from "../api.js";
import { h } from "../dom.js";
import { stateOf } from "../parts.js";

/** 半年报告: which half-years are to be reported, and how far each report is. It asks for itself. */
export function halfYearCard() {
	const entries = h("div", {});
	const card = h("section", { class: "card", hidden: true }, h("h2", {}, __("Half-Year Report")), entries);
	show(card, entries);
	return card;
}

async function show(card, entries) {
	try {
		const found = await call("sink_app.reporting.phone_half_year.cards");
		entries.replaceChildren(...found.map(entry));
		card.hidden = !found.length;
	} catch (error) {
		entries.textContent = error.message;
		card.hidden = false;
	}
}

function entry(report) {
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, report.label),
		...stateOf({ style: "", ...report }),
		report.may_edit &&
			h(
				"p",
				{ class: report.is_overdue ? "reason" : "quiet" },
				report.is_overdue ? __("Was due on {0}", [report.due]) : __("Due on {0}", [report.due]),
			),
		h(
			"a",
			{
				class: `button ${report.may_edit ? "primary" : ""}`,
				href: `#/halfyear/${report.year}/${report.half}`,
			},
			verb(report),
		),
	);
}

function verb(report) {
	if (report.is_new) return __("Write the Report");
	return report.may_edit ? __("Go On") : __("View");
}
