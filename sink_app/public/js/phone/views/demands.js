import { call } from "../api.js";
import { h, newId } from "../dom.js";
import { headOf, pageView, stateLine } from "../parts.js";

const METHODS = "sink_app.service.demands.phone";

/** 反映诉求: what a resident told the member, sent to the community; and what became of it. */
export function demandsView(shell) {
	return pageView(METHODS, (page, show) => partsOf(shell, page, show));
}

function partsOf(shell, page, show) {
	const head = headOf(__("Tell What a Resident Needs"));
	if (!page.communities.length) {
		const words = __(
			"Once the community has placed you in a grid, you can tell it here what residents need.",
		);
		return [head, h("p", { class: "card quiet" }, words)];
	}
	return [head, formOf(shell, page, show), ...toldOf(page.told)];
}

function formOf(shell, page, show) {
	const inputs = inputsFor(page.communities);
	const alert = h("div", { class: "alert", role: "alert", hidden: true });
	const button = h("button", { class: "button primary", type: "submit" }, __("Send to the Community"));
	const form = h(
		"form",
		{ class: "card" },
		field(__("What does the resident need?"), inputs.words),
		field(__("Where? (building and room, or the spot)"), inputs.address),
		field(__("Resident's phone (may stay empty)"), inputs.phone),
		field(__("Resident's name (may stay empty)"), inputs.caller_name),
		page.communities.length > 1 && field(__("Community"), inputs.community),
		alert,
		button,
	);
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		button.disabled = true;
		try {
			show(await call(`${METHODS}.tell`, saidIn(inputs), { post: true }));
			shell.say(__("Thank you. The community will look into it."));
			window.scrollTo(0, 0);
		} catch (error) {
			alert.replaceChildren(...shell.explain(error));
			alert.hidden = false;
			button.disabled = false;
		}
	});
	return form;
}

function inputsFor(communities) {
	return {
		words: h("textarea", { rows: 4, maxlength: 500, required: true }),
		address: h("input", { maxlength: 140 }),
		phone: h("input", { type: "tel", maxlength: 20 }),
		caller_name: h("input", { maxlength: 60 }),
		community: h(
			"select",
			{},
			communities.map(({ value, label }) => h("option", { value }, label)),
		),
	};
}

function saidIn(inputs) {
	return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]));
}

function field(label, input) {
	input.id = newId();
	return h("div", { class: "field" }, h("label", { class: "label", for: input.id }, label), input);
}

function toldOf(told) {
	if (!told.length) return [];
	return [
		h("h2", {}, __("What You Have Told")),
		...told.map((each) =>
			h(
				"section",
				{ class: "card" },
				h("h3", {}, each.title),
				stateLine(each.state, each.style, each.day),
				each.outcome && h("p", { class: "words" }, each.outcome),
			),
		),
	];
}
