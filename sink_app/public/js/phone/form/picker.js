import { h, newId, settled } from "../dom.js";

const SEARCH_DELAY = 250;

/**
 * Choices as buttons to press, one or several at a time.
 * `shown` are the choices in sight, `chosen` the values pressed; `search(text)`, where given, finds more.
 * `pick(choice)` is told of every press, and answers with the values then pressed.
 */
export class Picker {
	constructor({ shown, chosen, search, pick, ids }) {
		this.shown = shown;
		this.chosen = new Set(chosen);
		this.search = search;
		this.pick = pick;
		this.list = h("div", { class: "choices" });
		this.element = h(
			"div",
			{ role: "group", "aria-labelledby": ids.label, "aria-describedby": `${ids.hint} ${ids.error}` },
			this.list,
			search && this.searchBox(),
		);
		this.render();
	}

	render() {
		this.list.replaceChildren(...byHint(this.shown).flatMap((group) => this.group(group)));
	}

	group({ hint, choices }) {
		return [
			hint && h("p", { class: "choices-head" }, hint),
			h(
				"div",
				{ class: "chips" },
				choices.map((choice) => this.chip(choice, Boolean(hint))),
			),
		].filter(Boolean);
	}

	chip(choice, isUnderHint) {
		return h(
			"button",
			{
				type: "button",
				class: "chip",
				"aria-pressed": String(this.chosen.has(choice.value)),
				onclick: () => this.press(choice),
			},
			choice.label,
			!isUnderHint && choice.hint && h("small", {}, choice.hint),
		);
	}

	press(choice) {
		if (!this.shown.some((known) => known.value === choice.value)) this.shown = [...this.shown, choice];
		this.chosen = new Set(this.pick(choice));
		this.render();
		this.focusOn(choice);
		if (this.found) this.found.replaceChildren();
		if (this.box) this.box.value = "";
	}

	focusOn(choice) {
		const chips = [...this.list.querySelectorAll(".chip")];
		chips.find((chip) => chip.firstChild.textContent === choice.label)?.focus({ preventScroll: true });
	}

	searchBox() {
		const id = newId();
		this.found = h("div", { class: "chips found", "aria-live": "polite" });
		this.box = h("input", { id, type: "search", autocomplete: "off", enterkeyhint: "search" });
		this.box.addEventListener(
			"input",
			settled(() => this.look(), SEARCH_DELAY),
		);
		return h(
			"div",
			{ class: "search" },
			h("label", { for: id }, __("Search by name")),
			this.box,
			this.found,
		);
	}

	async look() {
		const text = this.box.value.trim();
		if (!text) return this.found.replaceChildren();
		try {
			const choices = await this.search(text);
			if (text !== this.box.value.trim()) return;
			const chips = choices.map((choice) => this.chip(choice, false));
			this.found.replaceChildren(
				...(chips.length ? chips : [h("p", { class: "quiet" }, __("Nothing found."))]),
			);
		} catch (error) {
			this.found.replaceChildren(h("p", { class: "error" }, error.message));
		}
	}
}

/** Choices by what stands above them, where that tells several groups apart. */
function byHint(choices) {
	const groups = new Map();
	for (const choice of choices) {
		groups.set(choice.hint ?? "", [...(groups.get(choice.hint ?? "") ?? []), choice]);
	}
	const isGrouped = groups.size > 1 && choices.length > 2 * groups.size;
	if (!isGrouped) return [{ hint: "", choices }];
	return [...groups].map(([hint, members]) => ({ hint, choices: members }));
}
