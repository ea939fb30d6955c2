import { call } from "../api.js";
import { h, newId } from "../dom.js";
import { headOf, historyOf, stateOf } from "../parts.js";
import { go } from "../router.js";
import { Editor } from "./editor.js";

const METHODS = "sink_app.registration.phone_commitments";
const KEPT = "Promise Being Kept";
const STATES = [
	["Still to Do", () => __("Still to Do")],
	["Fulfilled", () => __("Fulfilled")],
	["Not Fulfilled", () => __("Not Fulfilled")],
];

/** 我的承诺 to one community: written, then kept line by line, else read. */
export async function commitmentView(shell, community) {
	const page = await call(`${METHODS}.commitment_page`, { community });
	const state = stateOf(page).filter(Boolean);
	return h(
		"div",
		{ class: "view" },
		headOf(`${__("My Commitment")} · ${page.label}`),
		h("div", { class: "card" }, state),
		body(shell, community, page),
		page.history.length > 0 && historyOf(page.history),
		page.pdf &&
			h("a", { class: "button", href: page.pdf, target: "_blank" }, __("Open the Commitment as PDF")),
	);
}

function body(shell, community, page) {
	if (page.may_edit) return writing(shell, community, page);
	if (page.seen.state === KEPT) return keeping(shell, community, page);
	return reading(page);
}

function writing(shell, community, page) {
	const send = (values, action, reason) =>
		call(
			`${METHODS}.save_commitment`,
			{ community, values, seen: page.seen, action, reason },
			{ post: true },
		);
	const save = {
		label: __("Save Draft"),
		send: (values) => send(values, null, null),
		done: () => finish(shell, __("Saved. It has not been submitted yet."), `/commitment/${community}`),
	};
	const steps = page.steps.map((step, position) => ({
		label: step.label,
		primary: position === 0,
		needsReason: Boolean(step.needs_reason),
		send: (values, reason) => send(values, step.action, reason),
		done: (then) => finish(shell, __("«{0}» is done. {1}", [step.label, then.next]), "/"),
	}));
	const name = `commitment-${community}`;
	const renew = () => go(`/commitment/${community}`);
	return new Editor(shell, { name, page, buttons: [save, ...steps], renew }).element;
}

function keeping(shell, community, page) {
	const lines = page.items.map((item) => new Line(item));
	const alert = h("div", { class: "alert", role: "alert", hidden: true });
	const element = h("div", { class: "editor" });
	const press = async (action, words, address) => {
		const outcomes = Object.fromEntries(lines.map((line) => [line.item.name, line.read()]));
		setBusy(element, true);
		try {
			const args = { community, outcomes, seen: page.seen, action };
			await call(`${METHODS}.tell_outcomes`, args, { post: true });
			finish(shell, words, address);
		} catch (error) {
			alert.replaceChildren(...shell.explain(error));
			alert.hidden = false;
		} finally {
			setBusy(element, false);
		}
	};
	const buttons = [
		button(__("Save"), true, () => press(null, __("Saved."), "/")),
		...page.steps.map((step) =>
			button(step.label, false, () => press(step.action, __("«{0}» is done.", [step.label]), "/")),
		),
	];
	element.append(
		...lines.map((line) => line.element),
		h("div", { class: "actions" }, alert, h("div", { class: "buttons" }, buttons)),
	);
	return element;
}

function reading(page) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Promises")),
		h(
			"ol",
			{ class: "history" },
			page.items.map((item) =>
				h(
					"li",
					{},
					h("strong", {}, item.promise),
					h("span", { class: "quiet" }, `${item.due} · ${item.state_label}`),
					item.outcome && h("p", { class: "words" }, item.outcome),
				),
			),
		),
	);
}

/** One promise, with what became of it. */
class Line {
	constructor(item) {
		this.item = item;
		this.state = item.state;
		this.ids = { words: newId(), head: newId() };
		this.words = h("textarea", { id: this.ids.words, rows: 2 });
		this.words.value = item.outcome;
		this.chips = STATES.map(([value, label]) =>
			h(
				"button",
				{
					type: "button",
					class: "chip",
					"aria-pressed": String(value === this.state),
					onclick: () => this.choose(value),
				},
				label(),
			),
		);
		this.label = h("label", { for: this.ids.words }, this.question());
		const measure = [item.measure, __("Due {0}", [item.due])].filter(Boolean).join(" · ");
		this.element = h(
			"section",
			{ class: "card", role: "group", "aria-labelledby": this.ids.head },
			h("h3", { id: this.ids.head }, item.promise),
			h("p", { class: "quiet" }, measure),
			h("div", { class: "chips" }, this.chips),
			h("div", { class: "field" }, this.label, this.words),
		);
	}

	choose(value) {
		this.state = value;
		STATES.forEach(([each], position) =>
			this.chips[position].setAttribute("aria-pressed", String(each === value)),
		);
		this.label.textContent = this.question();
	}

	question() {
		return this.state === "Not Fulfilled" ? __("Why not?") : __("What was done");
	}

	read() {
		return { state: this.state, outcome: this.words.value.trim() };
	}
}

function button(label, isPrimary, onclick) {
	return h("button", { type: "button", class: `button ${isPrimary ? "primary" : ""}`, onclick }, label);
}

function setBusy(element, isBusy) {
	element.toggleAttribute("aria-busy", isBusy);
	for (const each of element.querySelectorAll(".buttons button")) each.disabled = isBusy;
}

function finish(shell, words, address) {
	shell.say(words);
	go(address);
}
