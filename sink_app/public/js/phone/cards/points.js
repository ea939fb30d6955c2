import { call } from "../api.js";
import { h } from "../dom.js";

/** 积分与星级: one's own, where the office keeps them; nothing where it does not. */
export function pointsCard() {
	const card = h("section", { class: "card", hidden: true });
	// the page stands without it: another visit shows it
	call("sink_app.evaluation.phone.card").then(
		(standing) => show(card, standing),
		() => card.remove(),
	);
	return card;
}

function show(card, standing) {
	if (!standing.is_kept) return card.remove();
	card.hidden = false;
	card.replaceChildren(
		h("h2", {}, titleOf(standing)),
		...standingLines(standing),
		h("a", { class: "button", href: "#/points" }, __("View")),
	);
	return card;
}

/** What is kept here, in the words of the heading. */
export function titleOf(standing) {
	if (standing.points && standing.star) return __("My Points and Stars");
	return standing.points ? __("My Points") : __("My Stars");
}

/** How many points there are, and which star is reached. */
export function standingLines(standing) {
	return [
		standing.points && h("p", {}, standing.points),
		standing.star &&
			h(
				"p",
				{ class: "state-line" },
				standing.stars > 0 &&
					h("strong", { class: "stars", "aria-hidden": "true" }, "★".repeat(standing.stars)),
				h("span", {}, standing.star),
			),
	].filter(Boolean);
}
