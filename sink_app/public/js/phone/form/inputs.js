import { h } from "../dom.js";

const TYPES = { Date: "date", Datetime: "datetime-local", Time: "time", Phone: "tel" };
const TYPES_BY_OPTIONS = { Phone: "tel", Email: "email", URL: "url" };
const NUMBERS = ["Int", "Float", "Currency", "Percent"];
const LONG = ["Small Text", "Text", "Long Text"];
const DATA_LENGTH = 140;

/** A line or a few lines of text, a number, a date or a time. */
export function inputControl(df, value, { ids, changed }) {
	const common = { id: ids.input, "aria-describedby": `${ids.hint} ${ids.error}`, oninput: changed };
	const input = LONG.includes(df.fieldtype)
		? h("textarea", { ...common, rows: 2, maxlength: df.length || null })
		: h("input", { ...common, ...lineAttributes(df) });
	input.value = df.fieldtype === "Datetime" ? String(value ?? "").replace(" ", "T") : value || "";
	return {
		element: input,
		input,
		read: () => (NUMBERS.includes(df.fieldtype) ? Number(input.value) || 0 : input.value.trim()),
		fault: () => (input.validity.valid ? "" : __("«{0}»: please check what you typed.", [df.label])),
	};
}

/** One of few texts. */
export function selectControl(df, value, { ids, changed }) {
	const input = h(
		"select",
		{ id: ids.input, "aria-describedby": `${ids.hint} ${ids.error}`, onchange: changed },
		optionsOf(df.choices, value),
	);
	return { element: input, input, read: () => input.value };
}

/** The <option> elements of choices; a value that is no longer offered stays, so that it is not lost. */
export function optionsOf(choices, value) {
	const isOffered = choices.some((choice) => choice.value === (value ?? ""));
	const all = isOffered ? choices : [{ value: value ?? "", label: value ?? "" }, ...choices];
	return all.map((choice) =>
		h(
			"option",
			{ value: choice.value, selected: choice.value === value },
			choice.label || __("Please choose"),
		),
	);
}

function lineAttributes(df) {
	if (NUMBERS.includes(df.fieldtype)) {
		return { type: "number", inputmode: "decimal", step: df.fieldtype === "Int" ? 1 : "any" };
	}
	if (df.fieldtype !== "Data") return { type: TYPES[df.fieldtype] };
	return { type: TYPES_BY_OPTIONS[df.options] ?? "text", maxlength: df.length || DATA_LENGTH };
}
