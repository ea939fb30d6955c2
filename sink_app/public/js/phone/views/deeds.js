import { acting } from "../acting.js";
import { call } from "../api.js";
import { h, newId } from "../dom.js";
import { headOf, stateLine } from "../parts.js";

const METHODS = "sink_app.service.phone_deeds";

/** 随手办实事: what was settled in passing, in three entries; and what became of what was reported. */
export async function deedsView(shell) {
	const view = h("div", { class: "view" });
	const show = (page) => view.replaceChildren(...partsOf(shell, page, show));
	show(await call(`${METHODS}.page`));
	return view;
}

function partsOf(shell, page, show) {
	const head = headOf(__("Settled Something in Passing"));
	if (!page.areas.length) {
		const words = __("Once the community has placed you in a grid, you can report it here.");
		return [head, h("p", { class: "card quiet" }, words)];
	}
	const act = acting(shell, METHODS, show);
	const returned = page.deeds.filter((deed) => deed.may_edit);
	const others = page.deeds.filter((deed) => !deed.may_edit);
	return [
		head,
		...returned.map((deed) => formOf(page, act, deed)),
		formOf(page, act),
		others.length > 0 && h("h2", {}, __("What You Have Reported")),
		...others.map(cardOf),
	].filter(Boolean);
}

/** A form for a new deed, or for one that was sent back. */
function formOf(page, act, deed = null) {
	const title = h("input", { maxlength: 140, required: true, value: deed?.title ?? "" });
	const solved = h("textarea", { rows: 3, maxlength: 500, required: true }, deed?.solved ?? "");
	const area = choice(page.areas);
	const mode = choice(page.modes);
	const form = h(
		"form",
		{ class: "card" },
		deed && h("p", { class: "reason" }, h("strong", {}, __("Sent back because:")), " ", deed.reason),
		field(__("What did you find?"), title),
		field(__("How did you solve it?"), solved),
		field(__("Where"), area),
		field(__("Way It Was Done"), mode),
		h("div", { class: "alert", role: "alert", hidden: true }),
		h("button", { class: "button primary", type: "submit" }, __("Hand In")),
	);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		act(form, __("Thank you. The community confirms it."), "report", {
			area: area.value,
			title: title.value.trim(),
			solved: solved.value.trim(),
			mode: mode.value,
			deed: deed?.name ?? null,
		});
	});
	return form;
}

function choice(options) {
	return h(
		"select",
		{},
		options.map(({ value, label }) => h("option", { value }, label)),
	);
}

function field(label, input) {
	input.id = newId();
	return h("div", { class: "field" }, h("label", { class: "label", for: input.id }, label), input);
}

function cardOf(deed) {
	return h(
		"section",
		{ class: "card" },
		h("h3", {}, deed.title),
		stateLine(deed.state, deed.style, deed.day),
		h("p", { class: "words" }, deed.solved),
	);
}
