import { call } from "../api.js";
import { h } from "../dom.js";

const METHODS = "sink_app.service.visits.phone";

/** 重点对象联系: whom to call or see; nothing for who keeps contact with nobody. */
export function householdsCard() {
	const section = h("section", { class: "card", hidden: true });
	// the page stands without it: whoever could not be asked is asked again when the page is opened anew
	call(`${METHODS}.households`).then(
		(households) => show(section, households),
		() => section.remove(),
	);
	return section;
}

function show(section, households) {
	section.hidden = !households.length;
	section.replaceChildren(
		h("h2", {}, __("Whom I Keep Contact With")),
		...households.map((each) => entry(section, each)),
	);
}

function entry(section, each) {
	return h(
		"article",
		{ class: "entry" },
		h("h3", {}, each.recipient),
		h(
			"p",
			{ class: "state-line" },
			h("span", { class: `state ${each.is_due ? "warning" : "success"}` }, each.due),
			h("span", { class: "quiet" }, each.place),
		),
		each.reasons && h("p", { class: "words" }, each.reasons),
		each.last && h("p", { class: "quiet" }, each.last),
		each.is_due && noting(section, each),
	);
}

/** A line on how they are, and a button a way of contact. */
function noting(section, each) {
	const alert = h("p", { class: "alert", role: "alert", hidden: true });
	const result = h("textarea", { rows: 2, hidden: true, "aria-label": __("How They Are") });
	const note = async (button, method) => {
		if (!result.value.trim()) {
			result.hidden = false;
			result.placeholder = __("How are they? Then press again");
			result.focus();
			return;
		}
		button.disabled = true;
		try {
			const args = { household: each.name, method, result: result.value.trim() };
			show(section, await call(`${METHODS}.contact`, args, { post: true }));
		} catch (error) {
			button.disabled = false;
			alert.hidden = false;
			alert.textContent = error.message;
		}
	};
	const buttons = each.methods.map((method, position) => {
		const kind = position ? "button" : "button primary";
		const button = h("button", { class: kind, type: "button" }, __("Noted: {0}", [method.label]));
		button.addEventListener("click", () => note(button, method.value));
		return button;
	});
	return [alert, result, ...buttons];
}
