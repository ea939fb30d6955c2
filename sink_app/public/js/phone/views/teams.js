import { acting, askedTwice } from "../acting.js";
import { h } from "../dom.js";
import { headOf, pageView, stateLine } from "../parts.js";

const METHODS = "sink_app.service.teams.phone";

/** 我的团队: own teams, applications to answer and of one's own, and teams to join by one tap. */
export function teamsView(shell) {
	return pageView(METHODS, (page, show) => partsOf(acting(shell, METHODS, show), page));
}

function partsOf(act, page) {
	return [
		headOf(__("My Teams")),
		page.to_answer.length ? h("h2", {}, __("Who Wishes to Join")) : null,
		page.to_answer.map((each) => answerCard(each, act)),
		page.teams.map((team) => ownCard(team, act)),
		page.applied.length ? h("h2", {}, __("My Applications")) : null,
		page.applied.map((each) => appliedCard(each, act)),
		h("h2", {}, __("Teams to Join")),
		page.to_join.length
			? page.to_join.map((team) => joinCard(team, act))
			: h("p", { class: "card quiet" }, __("No further team of your community looks for people now.")),
	]
		.flat()
		.filter(Boolean);
}

function alertBox() {
	return h("div", { class: "alert", role: "alert", hidden: true });
}

function factsOf(facts) {
	return h(
		"dl",
		{},
		facts.filter(([, text]) => text).map(([label, text]) => [h("dt", {}, label), h("dd", {}, text)]),
	);
}

function ownCard(team, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, team.title),
		stateLine(team.role, "success", `${team.place} · ${team.kind}`),
		factsOf([
			[__("What we do"), team.services],
			[__("How Often"), team.frequency],
			[__("Your Turn"), team.turn],
			[__("Captain"), team.captain],
			[__("Contact"), team.contact],
			[__("Work Group"), team.group],
			[__("Team Members"), team.people],
		]),
		alertBox(),
	);
	if (!team.is_captain) {
		const leave = () => act(card, __("You have left «{0}».", [team.title]), "leave", { team: team.name });
		card.append(askedTwice(__("Leave Team"), __("Really Leave"), leave));
	}
	return card;
}

function answerCard(each, act) {
	const reason = h("textarea", { rows: 2, "aria-label": __("Please say why"), hidden: true });
	const send = (accepts) => {
		if (!accepts && reason.hidden) {
			reason.hidden = false;
			reason.focus();
			return;
		}
		const words = accepts
			? __("{0} is in the team now.", [each.member_name])
			: __("Your answer was sent.");
		const args = { application: each.name, accepts, reason: reason.value.trim() || null };
		act(card, words, "answer", args);
	};
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, each.member_name),
		h("p", { class: "quiet" }, `${each.team_name} · ${each.creation}`),
		each.about && h("p", { class: "fits" }, each.about),
		each.words && h("p", { class: "words" }, each.words),
		alertBox(),
		reason,
		h(
			"button",
			{ class: "button primary", type: "button", onclick: () => send(true) },
			__("Take Into Team"),
		),
		h("button", { class: "button", type: "button", onclick: () => send(false) }, __("Decline")),
	);
	return card;
}

function appliedCard(each, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, each.title),
		stateLine(each.state, each.style),
		each.answer && h("p", { class: "reason" }, each.answer),
		alertBox(),
	);
	if (each.is_open) {
		const args = { application: each.name, seen_state: each.seen_state };
		const withdraw = () => act(card, __("Your application was taken back."), "withdraw", args);
		card.append(askedTwice(__("Withdraw Application"), __("Really Withdraw"), withdraw));
	}
	return card;
}

function joinCard(team, act) {
	const words = h("textarea", {
		rows: 2,
		"aria-label": __("Words to the captain, if you like"),
		placeholder: __("Words to the captain, if you like"),
	});
	const said = __("«{0}» has your application; the captain will answer.", [team.team_name]);
	const send = () => act(card, said, "apply", { team: team.name, words: words.value.trim() || null });
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, team.team_name),
		stateLine(wantedBy(team), "success", `${team.place} · ${team.kind}`),
		team.recruiting_words && h("p", { class: "words" }, team.recruiting_words),
		factsOf([
			[__("What we do"), team.services],
			[__("How Often"), team.frequency],
			[__("Captain"), team.captain_name],
			[__("Contact"), team.office_contact],
		]),
		alertBox(),
		words,
		h(
			"button",
			{
				class: "button primary",
				type: "button",
				"aria-label": __("Apply to «{0}»", [team.team_name]),
				onclick: send,
			},
			__("Apply"),
		),
	);
	return card;
}

function wantedBy(team) {
	return team.left == null ? __("Takes members") : __("{0} more wanted", [team.left]);
}
