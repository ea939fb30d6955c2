import { boot } from "../boot.js";
import { call } from "../api.js";
import { h } from "../dom.js";
import { headOf, historyOf } from "../parts.js";
import { consentsOf } from "./consents.js";
import { correctionOf } from "./correction.js";

const OURS = "sink_app.registration.phone_privacy";

/** 我的信息: what is kept about me, who looked, what I agreed to, and a copy of it all. */
export async function myDataView(shell) {
	const page = await call(`${OURS}.page`);
	return h(
		"div",
		{ class: "view" },
		headOf(__("What Is Kept About Me")),
		copyOf(),
		page.records.map((record, position) => recordOf(shell, record, position === 0)),
		looksOf(page.looks),
		consentsOf(shell, page.consents),
		correctionOf(shell, page),
	);
}

/** The server makes the file; a form brings it, because a phone's browser saves no file that a script holds. */
function copyOf() {
	return h(
		"form",
		{ class: "card", method: "post", action: `/api/method/${OURS}.copy`, target: "_blank" },
		h(
			"p",
			{},
			__("A PDF of everything on this page, with your numbers in full. Keep it where only you see it."),
		),
		h("input", { type: "hidden", name: "csrf_token", value: boot.csrf_token }),
		h("button", { class: "button primary", type: "submit" }, __("Take a Copy")),
	);
}

function recordOf(shell, record, isOpen) {
	return h(
		"details",
		{ class: "card fold", open: isOpen },
		h(
			"summary",
			{},
			h("h2", {}, record.label),
			record.title && h("span", { class: "quiet" }, record.title),
		),
		h(
			"dl",
			{},
			record.lines.map((line) => [
				h("dt", {}, line.label),
				h("dd", { class: "words" }, line.is_number ? numberOf(shell, record, line) : line.text),
			]),
			[h("dt", {}, __("Kept Since")), h("dd", {}, record.since)],
		),
		record.history.length > 0 && historyOf(record.history),
	);
}

/** A masked number with a button that shows it in full. */
function numberOf(shell, record, line) {
	const text = h("span", { "aria-live": "polite" }, line.text);
	const button = h(
		"button",
		{
			class: "link",
			type: "button",
			"aria-label": __("Show {0} in full", [line.label]),
			async onclick() {
				const asked = { doctype: record.doctype, name: record.name, field: line.fieldname };
				try {
					text.textContent = (await call(`${OURS}.show_number`, asked, { post: true })).value;
					button.remove();
				} catch (error) {
					text.replaceChildren(...shell.explain(error));
				}
			},
		},
		__("Show in full"),
	);
	return h("span", { class: "number" }, text, button);
}

function looksOf(looks) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Who Looked at My Numbers")),
		looks.length === 0 && h("p", { class: "quiet" }, __("Nobody so far.")),
		looks.length > 0 &&
			h(
				"ol",
				{ class: "history" },
				looks.map((look) =>
					h(
						"li",
						{},
						h("strong", {}, `${look.who} · ${look.what}`),
						h("span", { class: "quiet" }, look.when),
						h("p", { class: "words" }, look.reason),
					),
				),
			),
	);
}
