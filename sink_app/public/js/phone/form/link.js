import { call } from "../api.js";
import { h } from "../dom.js";
import { optionsOf } from "./inputs.js";
import { Picker } from "./picker.js";

/** One record: from a list where there are few and none is offered first, else pressed or searched for. */
export function linkControl(df, value, context) {
	const offered = context.offered(df.fieldname);
	return df.choices && !offered.length
		? listControl(df, value, context)
		: pickControl(df, value, offered, context);
}

/** Finds choices of a Link by a part of their name: among those at hand, or on the server. */
export function searchOf(df, doctype) {
	if (!df.choices) return (text) => call("find", { doctype, fieldname: df.fieldname, text });
	return (text) => Promise.resolve(df.choices.filter((choice) => choice.label.includes(text)));
}

function listControl(df, value, context) {
	const { ids, changed } = context;
	const choices = [{ value: "", label: "" }, ...df.choices.map(withHint)];
	if (value && !choices.some((choice) => choice.value === value)) {
		choices.push({ value, label: context.title(df.options, value) });
	}
	const input = h(
		"select",
		{ id: ids.input, "aria-describedby": `${ids.hint} ${ids.error}`, onchange: changed },
		optionsOf(choices, value),
	);
	return { element: input, input, read: () => input.value };
}

function withHint(choice) {
	return { value: choice.value, label: choice.hint ? `${choice.label} · ${choice.hint}` : choice.label };
}

function pickControl(df, value, offered, context) {
	let chosen = value;
	const known = offered.some((choice) => choice.value === value);
	const picker = new Picker({
		shown: value && !known ? [...offered, { value, label: context.title(df.options, value) }] : offered,
		chosen: value ? [value] : [],
		search: searchOf(df, context.doctype),
		ids: context.ids,
		pick: (choice) => {
			chosen = choice.value;
			context.chose(choice);
			context.changed();
			return [chosen];
		},
	});
	return { element: picker.element, isGroup: true, read: () => chosen };
}
