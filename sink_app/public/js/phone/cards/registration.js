import { h } from "../dom.js";
import { stateOf } from "../parts.js";

const HINTS = {
	Dispatched: () => __("To the community that your unit is paired with"),
	Residence: () => __("To the community where you live"),
};

/** 我的报到: how each kind of this year's registration stands. */
export function registrationCard({ year, registrations }) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("My Registration in {0}", [year])),
		registrations.map(registration),
	);
}

function registration(card) {
	const hint = HINTS[card.kind]?.();
	const address = `#/registration/${encodeURIComponent(card.kind)}`;
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, card.label),
		hint && h("p", { class: "quiet" }, hint),
		...stateOf(card),
		h("a", { class: `button ${isToDo(card) ? "primary" : ""}`, href: address }, verb(card)),
	);
}

function isToDo(card) {
	return card.is_new || card.may_edit;
}

function verb(card) {
	if (card.is_new) return __("Register Now");
	return card.may_edit ? __("Go On") : __("View");
}
