frappe.ui.form.on("Sink Joint Project", {
	refresh: (frm) => sink.projects.refresh_project(frm),
});
