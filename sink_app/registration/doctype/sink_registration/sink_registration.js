frappe.ui.form.on("Sink Registration", {
	setup(frm) {
		const inside = (level) => () => ({ filters: { level, community: frm.doc.community || "" } });
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("compound", inside("Compound"));
		frm.set_query("grid", inside("Grid"));
		frm.set_query("building", () => ({
			filters: {
				level: "Building",
				...(frm.doc.grid ? { grid: frm.doc.grid } : { community: frm.doc.community || "" }),
			},
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		}
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Member Record"), () =>
			frappe.set_route("Form", "Sink Member", frm.doc.member),
		);
	},

	community(frm) {
		for (const field of ["compound", "grid", "building"]) frm.set_value(field, "");
	},

	async before_workflow_action(frm) {
		if (frm.selected_workflow_action !== "Accept into Grid" || frm.doc.grid) return;
		frappe.dom.unfreeze();
		await ask_grid(frm);
		frappe.dom.freeze();
	},
});

// Accepting is one click more where the grid is not chosen yet, instead of an error, an edit and a save.
function ask_grid(frm) {
	return new Promise((resolve, reject) => {
		let chosen = false;
		const dialog = new frappe.ui.Dialog({
			title: __("Which grid does {0} serve in?", [frm.doc.member_name]),
			fields: [
				{
					fieldname: "grid",
					fieldtype: "Link",
					options: "Sink Area",
					label: __("Grid"),
					reqd: 1,
					get_query: () => ({ filters: { level: "Grid", community: frm.doc.community } }),
				},
				{
					fieldname: "given_post",
					fieldtype: "Data",
					label: __("Given Post"),
					default: frm.doc.given_post,
				},
			],
			primary_action_label: __("Accept into Grid"),
			async primary_action(values) {
				chosen = true;
				dialog.hide();
				await frm.set_value(values);
				await frm.save();
				resolve();
			},
		});
		dialog.onhide = () => chosen || reject();
		dialog.show();
	});
}
