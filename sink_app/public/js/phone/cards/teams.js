import { call } from "../api.js";
import { h } from "../dom.js";

/** 我的团队: the teams one is in, who waits for the captain's answer, and the way to teams to join. */
export function teamsCard() {
	const card = h("section", { class: "card", hidden: true });
	// the page stands without it: another visit shows it
	call("sink_app.service.teams.phone.card").then(
		(teams) => show(card, teams),
		() => card.remove(),
	);
	return card;
}

function show(card, { teams, open, to_answer, is_registered }) {
	if (!teams.length && !is_registered) return card.remove();
	card.hidden = false;
	card.replaceChildren(
		h("h2", {}, __("My Teams")),
		...teams.map((team) =>
			h("p", { class: "state-line" }, h("strong", {}, team.name), h("span", {}, team.role)),
		),
		h("p", { class: "quiet" }, wordsOf(teams, open)),
		...(to_answer
			? [h("p", { class: "fits" }, __("{0} applications wait for your answer", [to_answer]))]
			: []),
		h(
			"a",
			{ class: `button ${isNeeded(teams, open, to_answer)}`, href: "#/teams" },
			labelOf(teams, to_answer),
		),
	);
	return card;
}

function wordsOf(teams, open) {
	if (open) return __("{0} teams look for people", [open]);
	return teams.length ? __("No further team looks for people now") : __("No team looks for people now");
}

function isNeeded(teams, open, to_answer) {
	return to_answer || (open && !teams.length) ? "primary" : "";
}

function labelOf(teams, to_answer) {
	if (to_answer) return __("Answer");
	return teams.length ? __("View") : __("Choose a Team");
}
