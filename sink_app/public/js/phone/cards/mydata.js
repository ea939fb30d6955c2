import { h } from "../dom.js";

/** 我的信息: the way to all that is kept about the member. */
export function myDataCard() {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("What Is Kept About Me")),
		h("p", { class: "quiet" }, __("See and copy it, who looked, and what you agreed to")),
		h("a", { class: "button", href: "#/mydata" }, __("View")),
	);
}
