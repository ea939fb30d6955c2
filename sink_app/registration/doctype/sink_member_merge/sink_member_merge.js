const METHOD = "sink_app.registration.doctype.sink_member_merge.sink_member_merge.compare";

frappe.ui.form.on("Sink Member Merge", {
	setup(frm) {
		for (const field of ["kept", "merged"]) {
			frm.set_query(field, () => ({ filters: { merged_into: ["is", "not set"] } }));
		}
	},

	refresh(frm) {
		if (!frm.is_new()) {
			frm.disable_save();
			return show_moved(frm);
		}
		frm.page.set_primary_action(__("Merge"), () => frm.save());
		frm.set_intro(
			__(
				"Everything that hangs on the record that goes is moved to the one that stays. This cannot be taken back with a click.",
			),
			"orange",
		);
		frm.add_custom_button(__("Swap"), () => swap(frm));
		compare(frm);
	},

	kept: (frm) => compare(frm),
	merged: (frm) => compare(frm),

	validate(frm) {
		if (!frm.is_new()) return;
		frm.doc.taken = chosen(frm, "field").join("\n");
		frm.doc.ending = chosen(frm, "double").join("\n");
	},

	after_save: (frm) => frm.reload_doc(),
});

function chosen(frm, kind) {
	return frm
		.get_field("comparison")
		.$wrapper.find(`input[data-kind=${kind}]:checked`)
		.toArray()
		.map((input) => input.value)
		.filter(Boolean);
}

function swap(frm) {
	const { kept, merged } = frm.doc;
	return frm.set_value({ kept: merged, merged: kept });
}

async function compare(frm) {
	const { kept, merged } = frm.doc;
	const wrapper = frm.get_field("comparison").$wrapper.empty();
	if (!frm.is_new() || !kept || !merged || kept === merged) return;
	const found = await frappe.xcall(METHOD, { kept, merged }, "GET");
	const titles = [
		__("Record That Stays: {0}", [escape(found.titles[0])]),
		__("Record That Goes: {0}", [escape(found.titles[1])]),
	];
	wrapper.html(
		fields_table(found.differences, titles) + doubles_table(found.doubles, titles) + moving(found.moving),
	);
}

function fields_table(rows, titles) {
	if (!rows.length) return `<p class="text-muted">${__("Both records say the same.")}</p>`;
	const body = rows.map((row) => {
		const stays = choice("field", row.fieldname, "", row.kept, row.is_filled);
		return `<tr><th>${escape(row.label)}</th>${stays}${choice("field", row.fieldname, row.fieldname, row.merged, !row.is_filled)}</tr>`;
	});
	return table([__("Field"), ...titles], body);
}

// the value of a choice is the registration that ends: the one on the other side
function doubles_table(rows, titles) {
	const body = rows.map(
		(row) =>
			`<tr><th>${escape(row.label)}</th>${choice("double", row.key, row.merged, row.kept_words, row.further === "kept")}${choice("double", row.key, row.kept, row.merged_words, row.further === "merged")}</tr>`,
	);
	const title = `<p class="mt-4"><b>${__("Both are registered. Which registration goes on? The other one ends.")}</b></p>`;
	return rows.length ? title + table([__("Registration"), ...titles], body) : "";
}

function choice(kind, group, value, words, is_checked) {
	return `<td><label class="mb-0 d-block"><input type="radio" data-kind="${kind}" name="${kind}-${escape(group)}" value="${escape(value)}" ${
		is_checked ? "checked" : ""
	}> ${escape(words || "—")}</label></td>`;
}

function moving(rows) {
	if (!rows.length) return `<p class="text-muted">${__("Nothing hangs on the record that goes.")}</p>`;
	const words = rows.map(({ label, count }) => `${escape(label)} ${count}`).join("、");
	return `<p class="mt-3">${__("Moved along: {0}", [words])}</p>`;
}

function show_moved(frm) {
	const rows = JSON.parse(frm.doc.moved || "[]").map(
		({ doctype, names }) =>
			`<tr><th>${escape(__(doctype))}</th><td>${names.map((name) => link(doctype, name)).join("、")}</td></tr>`,
	);
	frm.get_field("comparison").$wrapper.html(
		rows.length ? table([__("Kind of Record"), __("What Was Moved")], rows) : "",
	);
}

function link(doctype, name) {
	return `<a href="/app/${frappe.router.slug(doctype)}/${encodeURIComponent(name)}">${escape(name)}</a>`;
}

function table(titles, body) {
	const head = titles.map((title) => `<th>${title}</th>`).join("");
	return `<table class="table table-bordered table-sm"><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

function escape(text) {
	return frappe.utils.escape_html(String(text ?? ""));
}
