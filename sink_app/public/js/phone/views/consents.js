import { call } from "../api.js";
import { h } from "../dom.js";

const OURS = "sink_app.registration.phone_privacy";

/** What the member agreed to, each purpose by itself, with the way to agree and to withdraw. */
export function consentsOf(shell, consents) {
	const section = h("section", { class: "card" });
	show(shell, section, consents);
	return section;
}

function show(shell, section, consents, focus) {
	section.replaceChildren(
		h("h2", { tabindex: "-1" }, __("What I Agreed To")),
		...consents.map((consent) => consentOf(shell, section, consent)),
	);
	if (focus) section.querySelector("h2").focus();
}

function consentOf(shell, section, consent) {
	const alert = h("div", { class: "alert", role: "alert", hidden: true });
	const send = async (method, args) => {
		alert.hidden = true;
		try {
			show(shell, section, await call(`${OURS}.${method}`, args, { post: true }), true);
		} catch (error) {
			alert.replaceChildren(...shell.explain(error));
			alert.hidden = false;
		}
	};
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, consent.label),
		h(
			"p",
			{ class: "state-line" },
			h(
				"span",
				{ class: `state ${consent.is_given ? "success" : ""}` },
				consent.is_given ? __("Agreed") : __("Not agreed"),
			),
		),
		consent.notice && noticeOf(consent.notice),
		consent.history.map((line) => h("p", { class: "quiet" }, line)),
		alert,
		consent.notice && !consent.is_latest && agreeing(consent, send),
		consent.is_given && withdrawalOf(consent, send),
	);
}

function agreeing(consent, send) {
	const asked = { purpose: consent.purpose, notice: consent.notice.name };
	return h(
		"button",
		{ class: "button", type: "button", onclick: () => send("give_consent", asked) },
		consent.is_given ? __("Agree to the New Version") : __("I Have Read It and Agree"),
	);
}

function noticeOf(notice) {
	return h(
		"details",
		{ class: "notice-text" },
		h("summary", {}, __("Read the full text")),
		h(
			"p",
			{ class: "quiet" },
			__("Version {0}, in force from {1}", [notice.version, notice.in_force_from]),
		),
		h("p", { class: "words" }, notice.text),
	);
}

/** Withdrawing asks once more, and says what follows. */
function withdrawalOf(consent, send) {
	const note = h("textarea", { rows: 2, "aria-label": __("Remark (not needed)") });
	return h(
		"details",
		{ class: "notice-text" },
		h("summary", {}, __("Withdraw my consent")),
		h(
			"p",
			{},
			__("Your unit is told. What was done until now stays as it is; you can agree again at any time."),
		),
		h("label", { class: "field" }, __("Remark (not needed)"), note),
		h(
			"button",
			{
				class: "button",
				type: "button",
				onclick: () => send("withdraw_consent", { purpose: consent.purpose, note: note.value }),
			},
			__("Withdraw"),
		),
	);
}
