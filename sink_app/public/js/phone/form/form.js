import { h } from "../dom.js";
import { holds } from "./conditions.js";
import { Field } from "./field.js";

/**
 * A form of one or more documents, as the server described it: {parts, values, titles, offered}.
 * A draft {typed, titles} goes before what the server sent.
 */
export class Form {
	constructor(page, draft, onChange) {
		const typed = draft?.typed ?? {};
		this.page = page;
		this.chosenTitles = draft?.titles ?? {};
		this.onChange = onChange;
		this.fields = [];
		this.sections = [];
		this.element = h("form", { novalidate: true, onsubmit: (event) => event.preventDefault() });
		this.element.append(
			...page.parts.filter((part) => part.sections.length).map((part) => this.part(part, typed)),
		);
		this.applyConditions();
	}

	part(part, typed) {
		const sections = part.sections.map((section) =>
			this.section(part, section, typed[part.doctype] ?? {}),
		);
		if (!part.folded) return h("div", { class: "part" }, sections);
		const count = h("span", { class: "quiet" });
		const own = this.fields.filter(
			({ doctype, df }) => doctype === part.doctype && df.fieldtype !== "Check",
		);
		const filled = own.filter(({ field }) => isFilled(field.read())).length;
		count.textContent = __("{0} of {1} filled in", [filled, own.length]);
		const head = h("summary", {}, h("strong", {}, part.label), count);
		return h("details", { class: "part card fold", open: filled < own.length / 2 }, head, sections);
	}

	section(part, section, typed) {
		const fields = section.fields.map((df) => this.field(part.doctype, df, typed));
		const element = h(
			"section",
			{ class: part.folded ? "section" : "card" },
			isHeadNeeded(section) && h("h2", {}, section.label),
			fields.map((field) => field.element),
		);
		this.sections.push({ doctype: part.doctype, section, element });
		return element;
	}

	field(doctype, df, typed) {
		const value = df.fieldname in typed ? typed[df.fieldname] : this.page.values[doctype][df.fieldname];
		const field = new Field(df, value, {
			doctype,
			title: (target, name) => this.page.titles[target]?.[name] ?? this.chosenTitles[name] ?? name,
			chose: (choice) => (this.chosenTitles[choice.value] = choice.label),
			offered: (fieldname) => this.page.offered?.[fieldname] ?? [],
			changed: () => this.changed(),
		});
		this.fields.push({ doctype, df, field });
		return field;
	}

	changed() {
		this.applyConditions();
		this.onChange();
	}

	applyConditions() {
		const docs = this.read();
		for (const { doctype, df, field } of this.fields) field.show(holds(df.depends_on, docs[doctype]));
		for (const { doctype, section, element } of this.sections) {
			element.hidden = !holds(section.depends_on, docs[doctype]);
		}
	}

	/** {DocType: {field: value}} of every field. */
	read() {
		const docs = {};
		for (const { doctype, df, field } of this.fields) (docs[doctype] ??= {})[df.fieldname] = field.read();
		return docs;
	}

	/** {DocType: {field: value}} of what differs from what the server sent. */
	typed() {
		const differing = {};
		for (const { doctype, df, field } of this.fields) {
			const value = field.read();
			const before = this.page.values[doctype][df.fieldname];
			if (JSON.stringify(value) !== JSON.stringify(before))
				(differing[doctype] ??= {})[df.fieldname] = value;
		}
		return differing;
	}

	/** What is wrong and can be told before asking the server: {doctype, fieldname, message}. */
	faults() {
		const docs = this.read();
		return this.fields
			.map(({ doctype, df, field }) => {
				const isRequired =
					df.reqd || (df.mandatory_depends_on && holds(df.mandatory_depends_on, docs[doctype]));
				return { doctype, fieldname: df.fieldname, message: field.fault(isRequired) };
			})
			.filter((fault) => fault.message);
	}

	/** Put errors beside their fields and go to the first; tells whether each found its field. */
	showErrors(errors) {
		const shown = [];
		for (const { doctype, df, field } of this.fields) {
			const own = errors.find((error) => error.doctype === doctype && error.fieldname === df.fieldname);
			field.say(own?.message ?? "");
			if (own) shown.push(field);
		}
		shown[0]?.focus();
		return shown.length > 0 && shown.length === errors.length;
	}
}

/** A heading says nothing that the first field below it says again. */
function isHeadNeeded(section) {
	return section.label && section.label !== section.fields[0].label;
}

function isFilled(value) {
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
