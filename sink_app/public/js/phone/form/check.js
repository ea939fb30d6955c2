import { h } from "../dom.js";

/** A box to tick; its label stands beside it. */
export function checkControl(df, value, { ids, changed }) {
	const input = h("input", {
		type: "checkbox",
		id: ids.input,
		"aria-describedby": `${ids.hint} ${ids.error}`,
		checked: Boolean(value),
		onchange: changed,
	});
	return {
		element: h("label", { class: "check", for: ids.input }, input, h("span", {}, df.label)),
		input,
		bringsLabel: true,
		read: () => (input.checked ? 1 : 0),
	};
}

/** A box whose hint is a text to be read first: a notice, to be opened and accepted. */
export function noticeControl(df, value, context) {
	const control = checkControl(df, value, context);
	const text = h(
		"details",
		{ class: "notice-text" },
		h("summary", {}, __("Read the full text")),
		h("p", { class: "words", id: context.ids.hint }, df.description),
	);
	return {
		...control,
		element: h("div", { class: "notice-box" }, control.element, text),
		bringsHint: true,
	};
}
