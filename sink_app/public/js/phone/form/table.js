import { h, newId } from "../dom.js";
import { inputControl, selectControl } from "./inputs.js";
import { checkControl } from "./check.js";
import { linkControl, searchOf } from "./link.js";
import { Picker } from "./picker.js";

/** Several records of one kind, pressed. */
export function multiSelectControl(df, rows, context) {
	const [head] = df.fields.filter((column) => column.fieldtype === "Link");
	return pickedRows(df, rows, context, head, []);
}

/** Rows of a child table: headed by a record or a choice that is pressed, or added one by one. */
export function tableControl(df, rows, context) {
	const [head, ...rest] = df.fields;
	if (head.fieldtype === "Link") return pickedRows(df, rows, context, head, rest);
	return addedRows(df, rows, context, head);
}

/** One row for every record pressed, with its other columns below. */
function pickedRows(df, rows, context, head, rest) {
	const inRow = { ...context, doctype: df.options };
	let kept = rows.map((row) => rowOf(row, rest, inRow));
	const holder = h("div", { class: "rows" });
	const valueOf = (row) => row.start[head.fieldname];
	const labelOf = (value) =>
		head.choices?.find((choice) => choice.value === value)?.label ?? context.title(head.options, value);
	const labels = new Map(kept.map((row) => [valueOf(row), labelOf(valueOf(row))]));
	const render = () =>
		holder.replaceChildren(
			...(rest.length ? kept.map((row) => row.block(labels.get(valueOf(row)))) : []),
		);
	const pick = (choice) => {
		labels.set(choice.value, choice.label);
		context.chose(choice);
		const others = kept.filter((row) => valueOf(row) !== choice.value);
		const isAdded = others.length === kept.length;
		kept = isAdded ? [...kept, rowOf({ [head.fieldname]: choice.value }, rest, inRow)] : others;
		render();
		context.changed();
		return kept.map(valueOf);
	};
	const chosen = kept.map(valueOf);
	const more = chosen.filter((value) => !head.choices?.some((choice) => choice.value === value));
	const shown = [...(head.choices ?? []), ...more.map((value) => ({ value, label: labels.get(value) }))];
	const search = head.choices ? null : searchOf(head, df.options);
	const picker = new Picker({ shown, chosen, search, pick, ids: context.ids });
	render();
	return {
		element: h("div", {}, picker.element, holder),
		isGroup: true,
		read: () => kept.map((row) => row.read()),
	};
}

/** Rows that may repeat: a button adds one, each has a button to take it away. */
function addedRows(df, rows, context, head) {
	const isChosen = head.fieldtype === "Select";
	const columns = isChosen ? df.fields.slice(1) : df.fields;
	const inRow = { ...context, doctype: df.options };
	let kept = rows.map((row) => rowOf(row, columns, inRow));
	const holder = h("div", { class: "rows" });
	const labelOf = (row) =>
		isChosen && head.choices.find((each) => each.value === row.start[head.fieldname])?.label;
	const remove = (row) => {
		kept = kept.filter((other) => other !== row);
		render();
		context.changed();
	};
	const render = () =>
		holder.replaceChildren(...kept.map((row) => row.block(labelOf(row), () => remove(row))));
	const add = (start) => {
		kept = [...kept, rowOf(start, columns, inRow)];
		render();
		context.changed();
		holder.lastElementChild.querySelector("input, select, textarea")?.focus({ preventScroll: true });
	};
	const buttons = startsOf(head, isChosen).map(([label, start]) =>
		h("button", { type: "button", class: "chip add", onclick: () => add(start) }, label),
	);
	render();
	return {
		element: h(
			"div",
			{ role: "group", "aria-labelledby": context.ids.label },
			h("div", { class: "chips" }, buttons),
			holder,
		),
		isGroup: true,
		read: () => kept.map((row) => row.read()),
	};
}

/** What the buttons that add a row are called, and what the row starts with. */
function startsOf(head, isChosen) {
	if (!isChosen) return [[__("Add a Line"), {}]];
	const choices = head.choices.filter((choice) => choice.value);
	return choices.map((choice) => [choice.label, { [head.fieldname]: choice.value }]);
}

/** A row: what it started with, and its columns as controls. */
function rowOf(start, columns, context) {
	const cells = columns.map((column) => cellOf(column, start[column.fieldname], context));
	return {
		start,
		read: () =>
			Object.assign({ ...start }, ...cells.map((cell) => ({ [cell.column.fieldname]: cell.read() }))),
		block: (label, remove) =>
			h(
				"div",
				{ class: "row", role: "group", "aria-label": label || null },
				(label || remove) &&
					h(
						"div",
						{ class: "row-head" },
						h("strong", {}, label || ""),
						remove &&
							h("button", { type: "button", class: "link", onclick: remove }, __("Remove")),
					),
				h(
					"div",
					{ class: "cells" },
					cells.map((cell) => cell.element),
				),
			),
	};
}

function cellOf(column, value, context) {
	const ids = { input: newId(), label: newId(), hint: newId(), error: newId() };
	const make =
		{ Select: selectControl, Check: checkControl, Link: linkControl }[column.fieldtype] ?? inputControl;
	const control = make(column, value, { ...context, offered: () => [], ids });
	const label = !control.bringsLabel && h("label", { for: ids.input, id: ids.label }, column.label);
	return { column, read: control.read, element: h("div", { class: "cell" }, label, control.element) };
}
