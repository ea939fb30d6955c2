import { call } from "../api.js";
import { h } from "../dom.js";

const ADDRESS = "sink_app.registration.carrying";

/** 仍住此处: last year's registrations that one tap carries into this year; nothing where there are none. */
export function confirmCard() {
	const card = h("section", { class: "card", hidden: true });
	// the page stands without it: what fails here can be done on the forms below
	call(`${ADDRESS}.offers`).then(
		(offers) => show(card, offers),
		() => card.remove(),
	);
	return card;
}

function show(card, offers) {
	card.hidden = !offers.length;
	card.replaceChildren(
		h("h2", {}, __("Still the Same This Year?")),
		...offers.map((offer) => entry(card, offer)),
	);
}

function entry(card, offer) {
	const words = h("p", { class: "words" });
	const button = h(
		"button",
		{ class: "button primary", type: "button", onclick: () => confirm(button, words, offer) },
		__("Yes, carry it on"),
	);
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, offer.label),
		h("p", { class: "quiet" }, offer.place),
		button,
		words,
	);
}

async function confirm(button, words, offer) {
	button.disabled = true;
	try {
		await call(`${ADDRESS}.confirm`, { names: [offer.name] }, { post: true });
		location.reload();
	} catch (error) {
		button.disabled = false;
		words.textContent = error.message;
	}
}
