import { call } from "../api.js";
import { standingOf } from "../cards/records.js";
import { h } from "../dom.js";
import { headOf } from "../parts.js";

const METHODS = "sink_app.service.phone_records";

/** 我的服务记录: activities to sign up for, and the records written, the newest first. */
export async function recordsView(shell) {
	const view = h("div", { class: "view" });
	const show = (page) => view.replaceChildren(...partsOf(shell, page, show));
	show(await call(`${METHODS}.records`));
	return view;
}

function partsOf(shell, page, show) {
	const act = async (card, words, method, args) => {
		setBusy(card, true);
		try {
			const after = await call(`${METHODS}.${method}`, args, { post: true });
			show(after);
			shell.say(words);
			window.scrollTo(0, 0);
		} catch (error) {
			complain(shell, card, error);
			setBusy(card, false);
		}
	};
	return [
		headOf(__("My Service")),
		h("p", { class: "card" }, standingOf(page)),
		h("a", { class: "button primary", href: "#/record/new" }, __("Write a Service Record")),
		page.activities.length > 0 && h("h2", {}, __("Activities to Sign Up For")),
		page.activities.map((activity) => activityCard(activity, act)),
		h("h2", {}, __("My Records")),
		page.records.length
			? page.records.map((record) => recordCard(shell, record))
			: h("p", { class: "card quiet" }, __("You have not written a record yet.")),
	]
		.flat()
		.filter(Boolean);
}

function activityCard(activity, act) {
	const card = h(
		"section",
		{ class: "card" },
		h("h3", {}, activity.title),
		h(
			"p",
			{ class: "state-line" },
			h(
				"span",
				{ class: `state ${activity.participant || activity.left ? "success" : ""}` },
				activity.participant
					? __("You have signed up")
					: activity.left
						? __("{0} of {1} still wanted", [activity.left, activity.wanted])
						: __("Filled"),
			),
			h("span", { class: "quiet" }, activity.kind),
		),
		h("p", {}, activity.when),
		h("p", { class: "quiet" }, activity.place),
		activity.content && h("p", { class: "words" }, activity.content),
		h("div", { class: "alert", role: "alert", hidden: true }),
	);
	const button = buttonOf(activity, (words, method, args) => act(card, words, method, args));
	if (button) card.append(button);
	return card;
}

/** One tap signs up, one gives the place back; nothing where all places are taken. */
function buttonOf(activity, act) {
	if (activity.participant) {
		const words = __("You have given back your place in «{0}».", [activity.title]);
		const press = () => act(words, "withdraw", { participant: activity.participant });
		return h("button", { class: "button", type: "button", onclick: press }, __("Give the Place Back"));
	}
	if (!activity.left) return null;
	const words = __("You have signed up for «{0}».", [activity.title]);
	const press = () => act(words, "sign_up", { activity: activity.name });
	const label = `${__("Sign Up")}：${activity.title}`;
	return h(
		"button",
		{ class: "button primary", type: "button", "aria-label": label, onclick: press },
		__("Sign Up"),
	);
}

function recordCard(shell, record) {
	const card = h(
		"section",
		{ class: "card" },
		h(
			"p",
			{ class: "state-line" },
			h("span", { class: `state ${record.style.toLowerCase()}` }, record.state),
			h("strong", {}, record.category),
		),
		h("p", {}, `${record.when}（${__("{0} hours", [record.hours])}）`),
		h("p", { class: "quiet" }, record.place),
		h("p", { class: "words" }, record.content),
		record.confirmed_by && h("p", { class: "quiet" }, __("Confirmed by {0}", [record.confirmed_by])),
		record.reason &&
			h("p", { class: "reason" }, h("strong", {}, __("Sent back because:")), " ", record.reason),
		h("div", { class: "alert", role: "alert", hidden: true }),
	);
	if (record.may_edit) {
		card.append(
			h("a", { class: "button primary", href: `#/record/${record.name}` }, __("Change and Hand In")),
		);
	}
	if (record.may_code) card.append(codeButton(shell, card, record));
	return card;
}

/** The code for the served person: QR, number and six digits, shown this once. */
function codeButton(shell, card, record) {
	const button = h("button", { class: "button", type: "button" }, __("Let the Served Person Confirm"));
	button.addEventListener("click", async () => {
		setBusy(card, true);
		try {
			const found = await call(`${METHODS}.code`, { record: record.name }, { post: true });
			button.replaceWith(codeOf(found));
		} catch (error) {
			complain(shell, card, error);
		}
		setBusy(card, false);
	});
	return button;
}

function codeOf(found) {
	const picture = h("div", {
		class: "qr",
		role: "img",
		"aria-label": __("QR code of the page to confirm on"),
	});
	picture.innerHTML = found.qr;
	return h(
		"div",
		{ class: "code" },
		h("p", {}, __("Please let the person you served scan this, and tell them the code.")),
		picture,
		h(
			"dl",
			{},
			h("dt", {}, __("Code Number")),
			h("dd", { class: "digits" }, found.number),
			h("dt", {}, __("Confirmation Code")),
			h("dd", { class: "digits" }, found.code),
		),
		h(
			"p",
			{ class: "quiet" },
			__("Valid until {0}. A new code makes this one void.", [found.valid_until]),
		),
	);
}

function complain(shell, card, error) {
	const alert = card.querySelector(".alert");
	alert.replaceChildren(...shell.explain(error));
	alert.hidden = false;
}

function setBusy(card, isBusy) {
	card.toggleAttribute("aria-busy", isBusy);
	for (const button of card.querySelectorAll("button")) button.disabled = isBusy;
}
