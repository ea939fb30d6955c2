import { call } from "../api.js";
import { h } from "../dom.js";
import { summaryOf } from "../form/summary.js";
import { headOf, historyOf, stateOf } from "../parts.js";
import { go } from "../router.js";
import { Editor } from "./editor.js";

/** 报到信息采集表 of one kind: to be filled in while it lies with the member, else to be read. */
export async function registrationView(shell, kind) {
	const page = await call("registration_form", { kind });
	const state = stateOf(page).filter(Boolean);
	return h(
		"div",
		{ class: "view" },
		headOf(`${page.label} · ${page.year}`),
		h("div", { class: "card" }, state),
		...(page.may_edit ? [editor(shell, kind, page)] : [...summaryOf(page), steps(shell, kind, page)]),
		page.history.length > 0 && historyOf(page.history),
		page.pdf && h("a", { class: "button", href: page.pdf, target: "_blank" }, __("Open the Form as PDF")),
	);
}

function editor(shell, kind, page) {
	const save = {
		label: __("Save Draft"),
		send: (values) => send(kind, page, { values }),
		done: () => finish(shell, __("Saved. It has not been submitted yet."), `/registration/${kind}`),
	};
	const stepButtons = page.steps.map((step, position) => ({
		...stepButton(shell, kind, page, step),
		primary: position === 0,
		send: (values, reason) => send(kind, page, { values, action: step.action, reason }),
	}));
	const name = `registration-${kind}`;
	const renew = () => go(`/registration/${kind}`);
	return new Editor(shell, { name, page, buttons: [save, ...stepButtons], renew }).element;
}

/** What the member can still do with a form that lies with others, as taking it back. */
function steps(shell, kind, page) {
	if (!page.steps.length) return null;
	const buttons = page.steps.map((step) => stepButton(shell, kind, page, step));
	const parts = { ...page, parts: [] };
	const renew = () => go(`/registration/${kind}`);
	return new Editor(shell, { name: `step-${kind}`, page: parts, buttons, renew }).element;
}

function stepButton(shell, kind, page, step) {
	return {
		label: step.label,
		needsReason: Boolean(step.needs_reason),
		send: (_values, reason) => send(kind, page, { action: step.action, reason }),
		done: (then) => finish(shell, __("«{0}» is done. {1}", [step.label, then.next]), "/"),
	};
}

function send(kind, page, { values = {}, action = null, reason = null }) {
	return call("save_registration", { kind, values, seen: page.seen, action, reason }, { post: true });
}

function finish(shell, words, address) {
	shell.say(words);
	go(address);
}
