frappe.ui.form.on("Sink Issue", {
	onload: (frm) => sink.bodies.fill_own(frm),

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; «Raise Issue» then sends it to who handles it."));
			return;
		}
		if (["Draft", "Issue Closed"].includes(frm.doc.workflow_state)) return;
		if (frappe.model.can_create("Sink Meeting")) {
			frm.add_custom_button(__("Put on a Meeting's Agenda"), () => sink.agenda.put(frm));
		}
	},
});
