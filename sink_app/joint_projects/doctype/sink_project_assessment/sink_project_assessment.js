frappe.ui.form.on("Sink Project Assessment", {
	setup(frm) {
		frm.set_query("project_list", () => ({ filters: { workflow_state: "List on File" } }));
		frm.set_query("project", "rows", () => ({ filters: { project_list: frm.doc.project_list || "" } }));
	},

	onload: (frm) => frm.is_new() && frm.trigger("project_list"),

	async project_list(frm) {
		if (!frm.is_new() || !frm.doc.project_list) return;
		const rows = await frappe.xcall("sink_app.joint_projects.assessing.rows_of", {
			project_list: frm.doc.project_list,
		});
		frm.clear_table("rows");
		for (const row of rows) frm.add_child("rows", row);
		frm.refresh_field("rows");
	},

	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Draft" || !frm.perm[0].write) return;
		frm.add_custom_button(__("Conclude"), async () => {
			if (frm.is_dirty()) await frm.save();
			const assessed = await frappe.xcall("sink_app.joint_projects.assessing.conclude", {
				assessment: frm.docname,
			});
			frappe.show_alert({ message: __("{0} projects are assessed.", [assessed]), indicator: "green" });
			frm.reload_doc();
		}).addClass("btn-primary");
	},
});
