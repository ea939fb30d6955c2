import { h } from "../dom.js";

/** 吹哨: the way to one's own whistles and to calls to help. */
export function whistleCard() {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("Whistle")),
		h("p", { class: "quiet" }, __("Something the grid cannot settle alone? Tell the community.")),
		h("a", { class: "button", href: "#/whistle" }, __("Whistle or Help")),
	);
}
