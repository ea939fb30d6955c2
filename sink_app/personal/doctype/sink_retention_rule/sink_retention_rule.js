frappe.ui.form.on("Sink Retention Rule", {
	async refresh(frm) {
		frm.dashboard.clear_headline();
		if (frm.is_new() || frm.is_dirty()) return;
		const [due] = await frappe.xcall("sink_app.personal.retention.due_today", { name: frm.docname });
		frm.dashboard.set_headline(
			due.count
				? __("Tonight: {0} records of «{1}» ({2}). Nothing has been changed yet.", [
						due.count,
						due.doctype,
						due.action,
					])
				: __("Nothing is due today."),
		);
		frm.add_custom_button(__("Runs So Far"), () =>
			frappe.set_route("List", "Sink Retention Run", { rule: frm.docname }),
		);
	},
});
