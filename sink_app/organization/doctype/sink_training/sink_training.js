frappe.ui.form.on("Sink Training", {
	setup(frm) {
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({ filters: { disabled: 0 } }));
	},

	async onload(frm) {
		if (frm.is_new()) await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (!frm.perm[0].write || frm.doc.status === "Cancelled") return;
		frm.add_custom_button(__("List the People"), () => list_people(frm));
		if (frm.is_new() || frm.doc.status !== "Planned") return;
		frm.add_custom_button(__("It Was Held"), () =>
			frm.set_value("status", "Held").then(() => frm.save()),
		);
	},
});

// who is to come is on the list with one click; whoever stayed away is unticked
async function list_people(frm) {
	if (!frm.doc.organization && !frm.doc.area) {
		frappe.msgprint(__("Please fill in «Party Organization» or «Area», or both."));
		return;
	}
	const method = "sink_app.organization.doctype.sink_training.sink_training.audience";
	const people = await frappe.xcall(method, { training: frm.doc });
	if (!people.length) {
		frappe.show_alert(__("Nobody is kept here who is not on the list already. Please type the names."));
		return;
	}
	frm.doc.attendees = (frm.doc.attendees || []).filter((row) => row.member || row.person_name);
	for (const person of people) frm.add_child("attendees", { ...person, attended: 1 });
	frm.refresh_field("attendees");
	frm.dirty();
	frappe.show_alert(__("{0} people were put on the list.", [people.length]));
}
