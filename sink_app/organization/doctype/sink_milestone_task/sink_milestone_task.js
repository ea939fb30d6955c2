frappe.ui.form.on("Sink Milestone Task", {
	refresh(frm) {
		show_carrier(frm);
		if (frm.is_new() || !frm.perm[0]?.write || frm.doc.status === "Dropped") return;
		const done = frm.doc.status === "Completed";
		const button = frm.add_custom_button(done ? __("Not Done Yet") : __("Tick Off"), async () => {
			if (frm.is_dirty()) await frm.save();
			await frappe.xcall("sink_app.organization.milestones.tick", {
				task: frm.doc.name,
				done: !done,
			});
			frm.reload_doc();
		});
		if (!done) button.removeClass("btn-default").addClass("btn-primary");
		frm.page.set_indicator(...indicator(frm.doc));
	},
});

// the records that show whether it was done, of this organization and year
function show_carrier(frm) {
	const { carrier, organization, year } = frm.doc;
	if (frm.is_new() || !carrier || !frappe.model.can_read(carrier)) return;
	frm.add_custom_button(__("See {0}", [__(carrier)]), () => {
		frappe.model.with_doctype(carrier, () => {
			const fields = { organization, year };
			const has = (field) => frappe.meta.has_field(carrier, field);
			const known = Object.entries(fields).filter(([field, value]) => value && has(field));
			frappe.set_route("List", carrier, Object.fromEntries(known));
		});
	});
}

function indicator(doc) {
	const [label, colour] = frappe.listview_settings["Sink Milestone Task"]?.get_indicator(doc) || [
		__(doc.status),
		doc.status === "Completed" ? "green" : "blue",
	];
	return [label, colour];
}
