// What a step wants to know before it is taken: why, and the fields its transition asks for.

frappe.provide("sink.approvals.link_filters");
frappe.provide("sink.approvals.texts_to_offer");

/** Offer texts beside a field in which one may also type one's own. */
sink.approvals.offer_texts = ($input, texts) => {
	const id = `sink-offer-${frappe.utils.get_random(8)}`;
	$input.siblings("datalist").remove();
	const options = texts.map((text) => $("<option>", { value: text }));
	$input.attr("list", id).after($("<datalist>", { id }).append(options));
};

/**
 * Ask for what a step needs. Resolves to {reason, target, values}, or to null when the person thinks better of it.
 *
 * step: {action, needs_reason, asks, targets}; targets are the states it may go back to. doc: the record, whose filled fields are shown. in_bulk: the fields may
 * stay empty, because records that have them filled keep what they have.
 */
export function ask(doctype, doc, step, { title, in_bulk } = {}) {
	const fields = step.asks.map((fieldname, position) =>
		field_of(doctype, fieldname, doc, !in_bulk && !position),
	);
	if (step.note) fields.unshift(note_field(step.note));
	if (step.targets?.length > 1) fields.push(target_field(step.targets));
	if (step.needs_reason) fields.push(reason_field());
	return new Promise((resolve) => {
		let given = null;
		const dialog = new frappe.ui.Dialog({
			title: title ? `${__(step.action)}: ${title}` : __(step.action),
			fields,
			primary_action_label: __(step.action),
			primary_action({ reason, target, ...values }) {
				given = { reason, target, values };
				resolve(given);
				dialog.hide();
			},
		});
		// a dialog that is still opening does not hear that it should close
		dialog.$wrapper.on("shown.bs.modal", () => given && dialog.hide());
		dialog.onhide = () => resolve(given);
		dialog.show();
		for (const fieldname of step.asks) {
			const texts = (sink.approvals.texts_to_offer[doctype] || {})[fieldname];
			const { $input } = dialog.fields_dict[fieldname];
			if (texts) texts(doc).then((found) => sink.approvals.offer_texts($input, found));
		}
	});
}

/** Whether a step asks anything of whoever takes it on this record. */
export function has_questions(doc, step) {
	return step.needs_reason || (step.asks.length > 0 && !doc[step.asks[0]]);
}

/** The fields that a drawn transition names. */
export function asked_fields(doctype, transition) {
	const named = (transition.asks_for || "").split(/[\s,]+/).filter(Boolean);
	return named.filter((fieldname) => frappe.meta.has_field(doctype, fieldname));
}

function field_of(doctype, fieldname, doc, required) {
	const { fieldtype, options, label, description } = frappe.meta.get_docfield(doctype, fieldname);
	const filters = (sink.approvals.link_filters[doctype] || {})[fieldname];
	return {
		fieldname,
		fieldtype,
		options,
		label: __(label),
		description: description && __(description),
		reqd: required ? 1 : 0,
		default: doc[fieldname],
		get_query: filters && (() => ({ filters: filters(doc) })),
	};
}

function note_field(note) {
	return { fieldname: "note", fieldtype: "HTML", options: `<p>${frappe.utils.escape_html(note)}</p>` };
}

function target_field(targets) {
	return {
		fieldname: "target",
		fieldtype: "Select",
		label: __("Back To"),
		options: targets.map((state) => ({ value: state, label: __(state) })),
		default: targets[0],
	};
}

function reason_field() {
	return {
		fieldname: "reason",
		fieldtype: "Small Text",
		label: __("Reason"),
		reqd: 1,
		description: __("Whoever gets the record back reads this sentence."),
	};
}
