import { h } from "../dom.js";

/** 我的资料: the way to the member's own facts. */
export function profileCard() {
	return h(
		"section",
		{ class: "card" },
		h("h2", {}, __("My Details")),
		h("p", { class: "quiet" }, __("Mobile, skills, service wishes and free times")),
		h("a", { class: "button", href: "#/profile" }, __("View and Change")),
	);
}
