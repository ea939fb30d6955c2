import { call } from "../api.js";
import { h } from "../dom.js";
import { headOf, historyOf, stateOf } from "../parts.js";
import { go } from "../router.js";
import { Editor } from "./editor.js";

const METHODS = "sink_app.reporting.phone_half_year";

/** 半年报告 of one half-year: the records' figures, the member's words, and the way to the branch. */
export async function halfYearView(shell, year, half) {
	const page = await call(`${METHODS}.page`, { year, half });
	return h(
		"div",
		{ class: "view" },
		headOf(`${__("Half-Year Report")} · ${page.label}`),
		page.state && h("div", { class: "card" }, stateOf(page)),
		figuresOf(page.figures),
		page.may_edit ? writing(shell, page) : reading(page),
		page.history.length > 0 && historyOf(page.history),
		page.pdf && h("a", { class: "button", href: page.pdf, target: "_blank" }, __("Open as PDF")),
	);
}

function figuresOf(figures) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("What the Records Say")),
		h(
			"dl",
			{},
			figures.flatMap((row) => [
				h("dt", {}, row.label),
				h("dd", {}, row.figure, row.note && h("span", { class: "quiet" }, ` ${row.note}`)),
			]),
		),
	);
}

function writing(shell, page) {
	const { year, half } = page;
	const address = `/halfyear/${year}/${half}`;
	const send = (values, action, reason) =>
		call(`${METHODS}.save`, { year, half, values, seen: page.seen, action, reason }, { post: true });
	const save = {
		label: __("Save Draft"),
		send: (values) => send(values, null, null),
		done: () => finish(shell, __("Saved. It has not been submitted yet."), address),
	};
	const steps = page.steps.map((step, position) => ({
		label: step.label,
		primary: position === 0,
		needsReason: Boolean(step.needs_reason),
		send: (values, reason) => send(values, step.action, reason),
		done: (then) => finish(shell, __("«{0}» is done. {1}", [step.label, then.next]), "/"),
	}));
	const name = `halfyear-${year}-${half}`;
	const renew = () => go(address);
	return new Editor(shell, { name, page, buttons: [save, ...steps], renew }).element;
}

function reading(page) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("In My Own Words")),
		page.words.map(({ label, text }) => [h("h3", {}, label), h("p", { class: "words" }, text)]),
		page.checks.length > 0 && h("h3", {}, __("Self-Check")),
		h(
			"ol",
			{ class: "history" },
			page.checks.map((row) =>
				h("li", {}, h("strong", {}, row.problem), h("p", { class: "words" }, row.measure)),
			),
		),
		page.opinion && [h("h3", {}, __("Words of the Branch")), h("p", { class: "words" }, page.opinion)],
	);
}

function finish(shell, words, address) {
	shell.say(words);
	go(address);
}
