import { h, newId } from "../dom.js";
import { checkControl, noticeControl } from "./check.js";
import { inputControl, selectControl } from "./inputs.js";
import { linkControl } from "./link.js";
import { multiSelectControl, tableControl } from "./table.js";

const LONG_TEXT = 80;

/**
 * A field with its label, its hint and the place for its error.
 * `context` gives {doctype, title(doctype, name), offered(fieldname), chose(choice), changed()}.
 */
export class Field {
	constructor(df, value, context) {
		this.df = df;
		this.ids = { input: newId(), label: newId(), hint: newId(), error: newId() };
		this.control = controlOf(df)(df, value, {
			...context,
			ids: this.ids,
			changed: () => this.changed(context),
		});
		this.error = h("p", { class: "error", id: this.ids.error, hidden: true });
		this.element = h(
			"div",
			{ class: "field" },
			!this.control.bringsLabel && this.label(),
			!this.control.bringsHint &&
				df.description &&
				h("p", { class: "hint", id: this.ids.hint }, df.description),
			this.control.element,
			this.error,
		);
	}

	label() {
		const text = [this.df.label, this.df.reqd ? h("span", { class: "required" }, __("required")) : ""];
		if (!this.control.isGroup) return h("label", { for: this.ids.input, id: this.ids.label }, ...text);
		return h("p", { class: "label", id: this.ids.label }, ...text);
	}

	changed(context) {
		this.say("");
		context.changed();
	}

	/** The value as the server takes it. */
	read() {
		return this.control.read();
	}

	/** Show or hide the field; a hidden one keeps its value. */
	show(isShown) {
		this.element.hidden = !isShown;
	}

	/** The sentence about what is wrong with what was typed; empty where nothing is. */
	fault(isRequired) {
		if (this.element.closest("[hidden]")) return "";
		const value = this.read();
		const isEmpty = Array.isArray(value) ? value.length === 0 : !value;
		if (isEmpty && isRequired) return __("«{0}» is empty. Please fill it in.", [this.df.label]);
		return this.control.fault?.() ?? "";
	}

	/** Put an error beside the field, or take it away. */
	say(message) {
		this.error.textContent = message;
		this.error.hidden = !message;
		const input = this.control.input ?? this.control.element;
		if (message) input.setAttribute("aria-invalid", "true");
		else input.removeAttribute("aria-invalid");
	}

	/** Bring the field before the eyes and under the fingers. */
	focus() {
		for (
			let above = this.element.closest("details");
			above;
			above = above.parentElement.closest("details")
		) {
			above.open = true;
		}
		this.element.scrollIntoView({ block: "center" });
		const target =
			this.control.input ?? this.control.element.querySelector("input, select, textarea, button");
		target?.focus({ preventScroll: true });
	}
}

function controlOf(df) {
	if (df.fieldtype === "Table MultiSelect") return multiSelectControl;
	if (df.fieldtype === "Table") return tableControl;
	if (df.fieldtype === "Link") return linkControl;
	if (df.fieldtype === "Select") return selectControl;
	if (df.fieldtype === "Check") return df.description.length > LONG_TEXT ? noticeControl : checkControl;
	return inputControl;
}
