import { h } from "../dom.js";
import { stateOf } from "../parts.js";

/** 我的承诺: how this year's commitment to each community stands. */
export function commitmentsCard({ commitments }) {
	if (!commitments?.length) return null;
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("My Commitment in {0}", [commitments[0].year])),
		commitments.map(entry),
	);
}

function entry(card) {
	const isToDo = card.is_new || card.may_edit || card.is_kept_now;
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, card.label),
		...stateOf(card),
		card.fulfilment != null && h("p", {}, __("Fulfilled: {0}%", [card.fulfilment])),
		card.rating && h("p", {}, __("The community's rating: {0}", [card.rating])),
		h(
			"a",
			{
				class: `button ${isToDo ? "primary" : ""}`,
				href: `#/commitment/${encodeURIComponent(card.community)}`,
			},
			verb(card),
		),
	);
}

function verb(card) {
	if (card.is_new) return __("Write a Commitment");
	if (card.is_kept_now) return __("Tell What Is Done");
	return card.may_edit ? __("Go On") : __("View");
}
