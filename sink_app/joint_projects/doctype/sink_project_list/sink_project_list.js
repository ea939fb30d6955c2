frappe.ui.form.on("Sink Project List", {
	setup: (frm) => sink.projects.setup(frm),
	onload: (frm) => frm.is_new() && sink.posts.prefill(frm),
	refresh: (frm) => sink.projects.refresh_list(frm),
});

frappe.ui.form.on("Sink Project List Item", {
	project_title: (frm) => sink.projects.name_projects(frm),
	items_remove: (frm) => sink.projects.name_projects(frm),

	items_add(frm, doctype, name) {
		const row = locals[doctype][name];
		row.deadline = row.deadline || `${frm.doc.year || frappe.datetime.nowdate().slice(0, 4)}-12-31`;
		frm.refresh_field("items");
	},
});
