import { call } from "./api.js";
import { h } from "./dom.js";

/** A view that shows what a module's `page` tells, and shows it anew whenever a deed has changed it. */
export async function pageView(methods, partsOf) {
	const view = h("div", { class: "view" });
	const show = (page) => view.replaceChildren(...partsOf(page, show));
	show(await call(`${methods}.page`));
	return view;
}

/** How something stands, in its colour, and what else belongs on that line. */
export function stateLine(state, style, quiet) {
	return h(
		"p",
		{ class: "state-line" },
		h("span", { class: `state ${style.toLowerCase()}` }, state),
		quiet && h("span", { class: "quiet" }, quiet),
	);
}

/** How a registration stands: state, place, what comes next, and why it was sent back. */
export function stateOf(card) {
	return [
		card.state &&
			h(
				"p",
				{ class: "state-line" },
				h("span", { class: `state ${card.style.toLowerCase()}` }, card.state),
				card.place && h("span", {}, card.place),
			),
		card.post && h("p", {}, __("Post: {0}", [card.post])),
		card.reason &&
			h("p", { class: "reason" }, h("strong", {}, __("Sent back because:")), " ", card.reason),
		card.next && h("p", {}, card.next),
	];
}

/** The steps taken so far: who, when, and what they said. */
export function historyOf(steps) {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Steps So Far")),
		h(
			"ol",
			{ class: "history" },
			steps.map((step) =>
				h(
					"li",
					{},
					h("strong", {}, step.action),
					h("span", { class: "quiet" }, `${step.who} · ${step.when}`),
					step.reason && h("p", { class: "words" }, step.reason),
				),
			),
		),
	);
}

/** The head of a view below the home page. */
export function headOf(title) {
	return h(
		"div",
		{ class: "view-head" },
		h("a", { class: "back", href: "#/" }, __("Back")),
		h("h1", {}, title),
	);
}
