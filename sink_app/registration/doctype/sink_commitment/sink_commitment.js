frappe.ui.form.on("Sink Commitment", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
		frm.set_query("rating", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		sink.posts.prefill(frm);
		for (const row of frm.doc.items || []) due_by_years_end(frm, row);
	},

	refresh(frm) {
		show_item_columns(frm);
		if (["Draft", "Returned", undefined, ""].includes(frm.doc.workflow_state)) {
			frm.add_custom_button(__("Fill In From Posts"), () => fill_in(frm));
		}
		if (!frm.is_new() && frm.doc.published_on) {
			frm.add_custom_button(__("Public Page"), () =>
				window.open(`/commitments?community=${encodeURIComponent(frm.doc.community)}`),
			);
		}
	},
});

frappe.ui.form.on("Sink Commitment Item", {
	items_add(frm, doctype, name) {
		due_by_years_end(frm, locals[doctype][name]);
		frm.refresh_field("items");
	},
});

function due_by_years_end(frm, row) {
	row.due = row.due || `${frm.doc.year || frappe.datetime.nowdate().slice(0, 4)}-12-31`;
}

/** While promises are written, how they were kept is not asked; afterwards the words stand. */
function show_item_columns(frm) {
	const is_private = ["Draft", "Promise in Review", "Returned", undefined, ""].includes(
		frm.doc.workflow_state,
	);
	const grid = frm.get_field("items").grid;
	for (const field of ["state", "outcome", "evidence_type", "evidence"]) {
		grid.update_docfield_property(field, "hidden", is_private ? 1 : 0);
	}
	for (const field of ["promise", "measure", "due"]) {
		grid.update_docfield_property(field, "read_only", is_private ? 0 : 1);
	}
	grid.cannot_add_rows = !is_private;
	grid.cannot_delete_rows = !is_private;
	grid.reset_grid();
}

function fill_in(frm) {
	const method = "sink_app.registration.doctype.sink_commitment.sink_commitment.offered_items";
	frappe.xcall(method, { commitment: frm.doc }).then((items) => {
		if (!items.length) {
			frappe.show_alert(__("No posts are held there that are not in the list already."));
			return;
		}
		frm.doc.items = (frm.doc.items || []).filter((row) => row.promise);
		for (const item of items) frm.add_child("items", item);
		frm.refresh_field("items");
		frm.dirty();
	});
}
