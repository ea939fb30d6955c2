import { call } from "../api.js";
import { h } from "../dom.js";

const METHODS = "sink_app.service.emergencies.phone";

/** 应急集结: what one is called to, answered by one tap; nothing where nobody calls. */
export function emergencyCard() {
	const section = h("section", { class: "card emergency", hidden: true });
	// the page stands without it: whoever could not be asked is asked again when the page is opened anew
	call(`${METHODS}.calls`).then(
		(calls) => show(section, calls),
		() => section.remove(),
	);
	return section;
}

function show(section, calls) {
	section.hidden = !calls.length;
	section.replaceChildren(...calls.map((each) => entry(section, each)));
}

function entry(section, each) {
	const alert = h("p", { class: "alert", role: "alert", hidden: true });
	const article = h(
		"article",
		{ class: "entry" },
		h("h2", {}, each.is_drill ? __("Drill: {0}", [each.title]) : each.title),
		h(
			"p",
			{ class: "state-line" },
			h("span", { class: `state ${each.is_drill ? "primary" : "danger"}` }, each.kind),
			h("span", { class: "quiet" }, `${each.place} · ${each.since}`),
		),
		h("p", { class: "words" }, each.situation),
		each.instructions && h("p", { class: "words" }, each.instructions),
		each.assembly && h("p", {}, h("strong", {}, __("Assembly: {0}", [each.assembly]))),
		each.task && h("p", {}, h("strong", {}, __("Your task: {0}", [each.task]))),
		each.when && h("p", {}, __("Your answer: {0}", [`${each.answer} ${each.when}`])),
		alert,
		answers(section, each, alert),
	);
	return article;
}

function answers(section, each, alert) {
	const reason = h("textarea", { rows: 2, "aria-label": __("Please say why"), hidden: true });
	const act = async (button, answer) => {
		if (answer.needs_reason && !reason.value.trim()) {
			reason.hidden = false;
			reason.focus();
			alert.hidden = false;
			alert.textContent = __("Please say in a few words why, then press again.");
			return;
		}
		button.disabled = true;
		try {
			const args = { response: each.name, status: answer.status, reason: reason.value.trim() || null };
			show(section, await call(`${METHODS}.answer`, args, { post: true }));
		} catch (error) {
			button.disabled = false;
			alert.hidden = false;
			alert.textContent = error.message;
		}
	};
	const buttons = each.answers.map((answer, position) => {
		const button = h(
			"button",
			{ class: `button ${position ? "" : "primary"}`, type: "button" },
			answer.label,
		);
		button.addEventListener("click", () => act(button, answer));
		return button;
	});
	return [reason, ...buttons];
}
