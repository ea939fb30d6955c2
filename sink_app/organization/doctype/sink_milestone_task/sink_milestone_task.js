frappe.ui.form.on("Sink Milestone Task", {
	refresh(frm) {
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

function indicator(doc) {
	const [label, colour] = frappe.listview_settings["Sink Milestone Task"]?.get_indicator(doc) || [
		__(doc.status),
		doc.status === "Completed" ? "green" : "blue",
	];
	return [label, colour];
}
