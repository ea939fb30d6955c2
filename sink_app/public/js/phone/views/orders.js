import { acting } from "../acting.js";
import { call } from "../api.js";
import { h } from "../dom.js";
import { headOf, stateLine } from "../parts.js";

const METHODS = "sink_app.service.orders.phone";

/** 服务单: orders held or waited for, and orders near by, taken by one tap. */
export async function ordersView(shell) {
	const view = h("div", { class: "view" });
	const show = async () => view.replaceChildren(...partsOf(shell, await call(`${METHODS}.orders`), show));
	await show();
	return view;
}

function partsOf(shell, page, show) {
	const act = acting(shell, METHODS, show);
	return [
		headOf(__("Service Orders")),
		page.held.map((order) => heldCard(order, page.methods, act)),
		h("h2", {}, __("Orders Near You")),
		page.orders.length
			? page.orders.map((order) => openCard(order, act))
			: h("p", { class: "card quiet" }, __("No order is to be had near you now.")),
	].flat();
}

function heldCard(order, methods, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h2", {}, order.title),
		stateLine(order.state, order.status === "Taken" ? "success" : "warning"),
		factsOf([
			[__("When"), order.when],
			[__("Place"), order.place],
			[__("What to Do"), order.duties],
			[__("Contact Person"), order.contact],
			[__("Why You"), order.reason],
		]),
		h("div", { class: "alert", role: "alert", hidden: true }),
	);
	const args = { claim: order.name };
	if (order.may_accept) {
		card.append(
			button(__("Accept Order"), "primary", () => act(card, __("You have accepted."), "accept", args)),
		);
	}
	if (order.status === "Taken") card.append(...contacting(order, methods, (...more) => act(card, ...more)));
	if (order.may_finish) {
		const words = __("Thank you. The community confirms it.");
		card.append(button(__("Service Done"), "primary", () => act(card, words, "done", args)));
	}
	if (order.status === "Taken") card.append(...noting(order, (...more) => act(card, ...more)));
	if (order.may_give_up) card.append(...givingUp(order, (...more) => act(card, ...more)));
	return card;
}

/** 服务前沟通: one tap says how the member spoke with the community. */
function contacting(order, methods, act) {
	if (order.contacted) {
		return [h("p", { class: "quiet" }, __("You spoke with the community: {0}", [order.contacted]))];
	}
	return [
		h("p", { class: "quiet" }, __("Please speak with the community before you go. How did you?")),
		h(
			"div",
			{ class: "chips" },
			methods.map(({ value, label }) =>
				button(label, "", () => act(__("Noted."), "contacted", { claim: order.name, method: value })),
			),
		),
	];
}

/** 处置记录: what came up in the service, in a sentence; the community finds it on the order. */
function noting(order, act) {
	const words = h("textarea", { rows: 2, maxlength: 500, "aria-label": __("What Came Up"), hidden: true });
	const press = button(__("Something Came Up"), "", () => {
		const said = words.value.trim();
		if (said) {
			act(__("The community has been told."), "note_problem", { claim: order.name, words: said });
			return;
		}
		words.hidden = false;
		words.placeholder = __("In a few words, then press again");
		words.focus();
	});
	return [words, press];
}

/** A button pressed twice, so that no place is lost by a slip of the thumb, and the reason where one is needed. */
function givingUp(order, act) {
	const why = __("Please say why");
	const reason = h("textarea", { rows: 2, "aria-label": why, placeholder: why, hidden: true });
	const press = button(order.needs_reason ? __("Give Back") : __("Leave the Queue"), "", () => {
		const said = reason.value.trim();
		if (press.dataset.asked && (said || !order.needs_reason)) {
			const words = __("You have given up «{0}».", [order.title]);
			act(words, "give_up", { claim: order.name, reason: said });
			return;
		}
		press.dataset.asked = "1";
		reason.hidden = !order.needs_reason;
		press.textContent = __("Really Give It Up");
		if (order.needs_reason) reason.focus();
	});
	return [reason, press];
}

function openCard(order, act) {
	const take = () => act(card, null, "claim", { order: order.name });
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, order.title),
		stateLine(seats(order), order.left ? "success" : "warning", order.category),
		order.duties && h("p", { class: "words" }, order.duties),
		order.reason && h("p", { class: "fits" }, __("Fits you: {0}", [order.reason])),
		factsOf([
			[__("When"), order.when],
			[__("Place"), order.place],
			[__("Skills Wanted"), order.skills],
		]),
		h("div", { class: "alert", role: "alert", hidden: true }),
		button(order.left ? __("Take This Order") : __("Queue for It"), "primary", take, order.title),
	);
	return card;
}

function seats(order) {
	if (order.left) return __("{0} of {1} still wanted", [order.left, order.wanted]);
	return __("Full; {0} wait", [order.waiting]);
}

function factsOf(facts) {
	return h(
		"dl",
		{},
		facts.filter(([, text]) => text).map(([label, text]) => [h("dt", {}, label), h("dd", {}, text)]),
	);
}

function button(label, kind, onclick, title = null) {
	const spoken = title && `${label}: ${title}`;
	return h("button", { class: `button ${kind}`, type: "button", "aria-label": spoken, onclick }, label);
}
