import { call } from "../api.js";
import { h } from "../dom.js";

/** 我的值班: the next duty, and who waits for one's answer; nothing for who is in no duty team. */
export function dutyCard() {
	const card = h("section", { class: "card", hidden: true });
	// the page stands without it: another visit shows it
	call("sink_app.service.rosters.phone.card").then(
		(duty) => show(card, duty),
		() => card.remove(),
	);
	return card;
}

function show(card, { next, more, to_answer, is_on_duty }) {
	if (!next && !to_answer && !is_on_duty) return card.remove();
	card.hidden = false;
	card.replaceChildren(
		h("h2", {}, __("My Duties")),
		next
			? h(
					"p",
					{ class: "state-line" },
					h("strong", {}, `${next.day} ${next.weekday}`),
					h("span", {}, next.time),
				)
			: h("p", { class: "quiet" }, __("No duty lies ahead")),
		...(more ? [h("p", { class: "quiet" }, __("and {0} more", [more]))] : []),
		...(to_answer ? [h("p", { class: "fits" }, __("{0} colleagues ask you", [to_answer]))] : []),
		h(
			"a",
			{ class: `button ${to_answer ? "primary" : ""}`, href: "#/duty" },
			to_answer ? __("Answer") : __("View"),
		),
	);
	return card;
}
