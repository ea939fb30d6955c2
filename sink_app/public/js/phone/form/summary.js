import { h } from "../dom.js";

/** What stands in a form, to be read: labels and values, empty fields left out. */
export function summaryOf(page) {
	return page.parts
		.flatMap((part) => part.sections.map((section) => sectionOf(page, part, section)))
		.filter(Boolean);
}

function sectionOf(page, part, section) {
	const values = page.values[part.doctype];
	const lines = section.fields
		.map((df) => [df.label, written(page, df, values[df.fieldname])])
		.filter(([, text]) => text);
	if (!lines.length) return null;
	return h(
		"section",
		{ class: "card" },
		section.label && section.label !== lines[0][0] && h("h2", {}, section.label),
		h(
			"dl",
			{},
			lines.map(([label, text]) => [h("dt", {}, label), h("dd", { class: "words" }, text)]),
		),
	);
}

function written(page, df, value) {
	if (df.fields) return value.map((row) => rowOf(page, df, row)).join("\n");
	if (df.fieldtype === "Check") return value ? __("Yes") : __("No");
	if (df.fieldtype === "Link") return page.titles[df.options]?.[value] ?? value;
	if (df.fieldtype === "Select") return df.choices.find((choice) => choice.value === value)?.label ?? value;
	return value ? String(value) : "";
}

function rowOf(page, df, row) {
	return df.fields
		.map((column) => written(page, column, row[column.fieldname]))
		.filter(Boolean)
		.join(" ");
}
