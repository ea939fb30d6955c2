import { call } from "../api.js";
import { h } from "../dom.js";

/** 服务记录: what counts this year, and the way to write a record. It asks for itself, after the page is shown. */
export function recordsCard() {
	const standing = h("p", { class: "quiet" });
	const waiting = h("p", {});
	show(standing, waiting);
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("My Service")),
		standing,
		waiting,
		h("a", { class: "button primary", href: "#/record/new" }, __("Write a Service Record")),
		h("a", { class: "button", href: "#/records" }, __("My Records and Activities")),
		h("a", { class: "button", href: "#/deeds" }, __("Settled Something in Passing")),
	);
}

async function show(standing, waiting) {
	try {
		const card = await call("sink_app.service.phone_records.card");
		standing.textContent = standingOf(card);
		waiting.textContent = [
			card.open && __("{0} not handed in yet", [card.open]),
			card.waiting && __("{0} wait for confirmation", [card.waiting]),
		]
			.filter(Boolean)
			.join(" · ");
	} catch (error) {
		standing.textContent = error.message;
	}
}

/** How far the year's minimum is reached, in a sentence. */
export function standingOf(card) {
	const served = __("Confirmed in {0}: {1} times, {2} hours", [card.year, card.times, card.hours]);
	if (!card.is_owed) return served;
	const wanted = card.is_reached
		? __("the year's {0} times and {1} hours are reached", [card.wanted_times, card.wanted_hours])
		: __("of {0} times and {1} hours a year", [card.wanted_times, card.wanted_hours]);
	return `${served}，${wanted}`;
}
