// What differs between what was shipped, what the office made of it and what is new; and what to do about it.

const DOORS = "sink_app.shipped.doors";

function sentence(status) {
	return {
		"As Shipped": __("Nobody has changed this. Updates bring it up to date by themselves."),
		Edited: __("Your office has changed this. Updates leave it as it is."),
		"Update Available": __(
			"Your office has changed this, and an update has brought a newer version. Yours stays in use until you choose.",
		),
		Deleted: __("Your office has deleted this. Updates do not bring it back."),
		"Not Installed": __("This could not be installed."),
		"No Longer Shipped": __("No update brings this any more. It is your office's own now."),
	}[status];
}

function changed_line(line) {
	const tag = line.startsWith("+") ? "ins" : "del";
	return `<${tag}>${frappe.utils.escape_html(line.slice(1)) || "&nbsp;"}</${tag}>`;
}

function what(change) {
	const escape = frappe.utils.escape_html;
	if (change.lines) return `<div class="sink-lines">${change.lines.map(changed_line).join("")}</div>`;
	if (change.kind !== "changed") return "";
	if (change.before === undefined) return "";
	return `<del>${escape(change.before)}</del> → <ins>${escape(change.after)}</ins>`;
}

function row(change) {
	const kinds = {
		changed: [__("changed"), "blue"],
		added: [__("added"), "green"],
		removed: [__("removed"), "red"],
		reordered: [__("put in another order"), "gray"],
	};
	const [label, colour] = kinds[change.kind];
	return `<tr>
		<td class="sink-where">${frappe.utils.escape_html(change.where)}</td>
		<td class="sink-kind"><span class="indicator-pill no-indicator-dot ${colour}">${label}</span></td>
		<td>${what(change)}</td>
	</tr>`;
}

function table(title, changes) {
	if (!changes.length) return "";
	return `<h5>${title}</h5><table class="table table-bordered sink-changes">
		<tbody>${changes.map(row).join("")}</tbody>
	</table>`;
}

function show(frm, told) {
	const status = frappe.utils.escape_html(sentence(frm.doc.status) || "");
	const parts = [
		`<p class="sink-sentence">${status}</p>`,
		table(__("What Your Office Changed"), told.edits),
		table(__("What the Update Changes"), told.update),
	];
	frm.get_field("difference").$wrapper.html(`<div class="sink-difference">${parts.join("")}</div>`);
}

async function choose(frm, door, more = {}) {
	await frappe.xcall(`${DOORS}.${door}`, { name: frm.docname, seen: frm.told.seen, ...more });
	frappe.show_alert({ message: __("Done as you chose."), indicator: "green" });
	frm.reload_doc();
}

function confirm_and_take(frm, question) {
	frappe.confirm(question, () => choose(frm, "take_ours"));
}

function choice_field(conflict, position) {
	const short = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
	return {
		fieldname: `conflict_${position}`,
		fieldtype: "Select",
		label: conflict.where,
		default: "yours",
		options: [
			{ value: "yours", label: __("Your office: {0}", [short(conflict.yours)]) },
			{ value: "ours", label: __("Update: {0}", [short(conflict.ours)]) },
		],
	};
}

function open_merge(frm) {
	const { merged, conflicts } = frm.told;
	const overview = merged.length
		? table(__("What Merging Changes in Your Version"), merged)
		: `<p>${__("The update changes nothing besides what your office has changed too.")}</p>`;
	const fields = [{ fieldtype: "HTML", options: `<div class="sink-difference">${overview}</div>` }];
	if (conflicts.length) {
		fields.push({ fieldtype: "Section Break", label: __("Changed on Both Sides: Please Choose") });
		fields.push(...conflicts.map(choice_field));
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Merge Both"),
		size: "large",
		fields,
		primary_action_label: __("Merge"),
		primary_action(values) {
			const chosen = {};
			conflicts.forEach((conflict, position) => {
				chosen[conflict.id] = values[`conflict_${position}`];
			});
			dialog.hide();
			choose(frm, "merge_both", { chosen });
		},
	});
	dialog.show();
}

function add_update_buttons(frm) {
	frm.add_custom_button(__("Merge Both"), () => open_merge(frm)).addClass("btn-primary");
	frm.add_custom_button(__("Keep Your Version"), () => choose(frm, "keep_yours"));
	frm.add_custom_button(__("Take the New Version"), () =>
		confirm_and_take(frm, __("The new version replaces what your office has changed here. Go on?")),
	);
}

function add_buttons(frm) {
	const { status, record_doctype, record_name } = frm.doc;
	if (status !== "Deleted" && status !== "Not Installed") {
		frm.add_custom_button(__("Open Record"), () => frappe.set_route("Form", record_doctype, record_name));
	}
	if (!frm.told.may_decide) {
		frm.set_intro(__("You may look at this; who may change a {0} decides.", [__(record_doctype)]));
	} else if (status === "Deleted") {
		frm.add_custom_button(__("Bring Back"), () => choose(frm, "take_ours")).addClass("btn-primary");
	} else if (status === "Not Installed") {
		frm.add_custom_button(__("Try Again"), () => choose(frm, "take_ours")).addClass("btn-primary");
	} else if (frm.told.update.length) {
		add_update_buttons(frm);
	} else if (frm.told.edits.length) {
		frm.add_custom_button(__("Back to As Shipped"), () =>
			confirm_and_take(
				frm,
				__("What your office has changed here is replaced by what was shipped. Go on?"),
			),
		);
	}
}

frappe.ui.form.on("Sink Shipped Record", {
	async refresh(frm) {
		frm.disable_save();
		frm.page.set_title(__(frm.doc.title || frm.doc.record_name));
		frm.told = await frappe.xcall(`${DOORS}.describe`, { name: frm.docname });
		frm.clear_custom_buttons();
		show(frm, frm.told);
		add_buttons(frm);
	},
});
