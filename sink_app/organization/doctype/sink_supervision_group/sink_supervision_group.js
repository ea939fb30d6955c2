frappe.ui.form.on("Sink Supervision Group", {
	setup(frm) {
		frm.set_query("organization", "units", () => ({
			filters: { level: ["in", ["System", "Unit", "Second Level", "Community"]] },
		}));
		frm.set_query("policy_document", () => ({ filters: { repealed_on: ["is", "not set"] } }));
	},

	refresh(frm) {
		if (frm.is_new() || !frm.perm[0]?.write || frm.doc.gives_stands) return;
		frm.add_custom_button(__("Give Stands"), async () => {
			if (frm.is_dirty()) await frm.save();
			const { message } = await frm.call("give_stands");
			frappe.show_alert({
				message: __("{0} stands were given; they end with the group.", [message.given]),
				indicator: "green",
			});
			frm.reload_doc();
		})
			.removeClass("btn-default")
			.addClass("btn-primary");
	},
});
