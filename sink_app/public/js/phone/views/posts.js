import { acting } from "../acting.js";
import { call } from "../api.js";
import { h } from "../dom.js";
import { headOf, stateLine } from "../parts.js";

const METHODS = "sink_app.registration.phone_posts";

/** 我的岗位: posts held, and posts to take by one tap. */
export async function postsView(shell) {
	const view = h("div", { class: "view" });
	const show = (page) => view.replaceChildren(...partsOf(shell, page, show));
	show(await call(`${METHODS}.posts`));
	return view;
}

function partsOf(shell, page, show) {
	const act = acting(shell, METHODS, show);
	return [
		headOf(`${__("My Posts")} · ${page.year}`),
		page.held.map((post) => heldCard(post, act)),
		h("h2", {}, __("Posts to Take")),
		page.posts.length
			? page.posts.map((post) => openCard(post, act))
			: h("p", { class: "card quiet" }, emptyWords(page)),
	].flat();
}

function emptyWords(page) {
	return page.is_placed
		? __("Your community offers no further posts now.")
		: __("Once the community has placed you in a grid, its posts are offered here.");
}

function heldCard(post, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h2", {}, post.title),
		h(
			"p",
			{ class: "state-line" },
			h("span", { class: `state ${post.style.toLowerCase()}` }, post.state),
			h("span", {}, post.place),
		),
		post.duties && h("p", { class: "words" }, post.duties),
		post.contact && h("p", { class: "quiet" }, __("Contact: {0}", [post.contact])),
		h("div", { class: "alert", role: "alert", hidden: true }),
	);
	if (post.may_give_up) card.append(...givingUp(post, (args) => act(card, ...args)));
	return card;
}

/** A button pressed twice, so that no post is lost by a slip of the thumb, and the reason where one is needed. */
function givingUp(post, act) {
	const reason = h("textarea", { rows: 2, "aria-label": __("Please say why"), hidden: true });
	const button = h("button", { class: "button", type: "button" }, __("Give Up Post"));
	let isAsked = false;
	button.addEventListener("click", () => {
		const said = reason.value.trim();
		if (!isAsked) {
			isAsked = true;
			reason.hidden = !post.needs_reason;
			button.textContent = __("Really Give It Up");
		} else if (said || !post.needs_reason) {
			const args = { assignment: post.name, seen_state: post.seen_state, reason: said || null };
			act([__("You have given up «{0}».", [post.title]), "give_up", args]);
			return;
		}
		if (post.needs_reason) reason.focus();
	});
	return [reason, button];
}

function openCard(post, act) {
	const isFull = post.left <= 0;
	const take = () =>
		act(card, __("«{0}» is yours once the community has confirmed it.", [post.title]), "claim", {
			position: post.name,
		});
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, post.title),
		stateLine(seats(post), isFull ? "" : "success", post.class),
		h("p", { class: "words" }, post.duties),
		post.reason && h("p", { class: "fits" }, __("Fits you: {0}", [post.reason])),
		factsOf(post),
		h("div", { class: "alert", role: "alert", hidden: true }),
		!isFull && takeButton(post, take),
	);
	return card;
}

function seats(post) {
	return post.left > 0 ? __("{0} of {1} still wanted", [post.left, post.wanted]) : __("Filled");
}

function factsOf(post) {
	const facts = [
		[__("Place"), post.place],
		[__("When"), post.when],
		[__("Skills Wanted"), post.skills],
		[__("Held by"), post.holders],
	].filter(([, text]) => text);
	return h(
		"dl",
		{},
		facts.map(([label, text]) => [h("dt", {}, label), h("dd", {}, text)]),
	);
}

function takeButton(post, onclick) {
	const label = __("Take «{0}»", [post.title]);
	return h(
		"button",
		{ class: "button primary", type: "button", "aria-label": label, onclick },
		__("Take This Post"),
	);
}
