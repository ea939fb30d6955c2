const METHODS = "sink_app.service.emergencies";
const IN_FORCE = "Emergency in Force";

frappe.ui.form.on("Sink Emergency", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: {
				level: ["in", ["City", "District", "Street", "Community", "Grid"]],
				disabled: 0,
			},
		}));
		frm.set_query("area", "tasks", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("team", "tasks", () => ({
			filters: { workflow_state: ["in", ["Team Set Up", "Team Filed"]] },
		}));
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.area) sink.bodies.fill_own(frm);
	},

	async kind(frm) {
		if (!frm.doc.kind || frm.doc.instructions) return;
		const { message } = await frappe.db.get_value("Sink Emergency Kind", frm.doc.kind, "instructions");
		frm.set_value("instructions", message.instructions);
	},

	after_workflow_action: () => sink.service.refresh_mode(true),

	refresh(frm) {
		frm.set_intro(intro(frm), frm.doc.is_drill ? "blue" : "red");
		if (frm.is_new() || !frm.doc.declared_on) return;
		show_numbers(frm);
		frm.add_custom_button(__("Roll-Call"), () => {
			frappe.set_route("List", "Sink Emergency Response", { emergency: frm.docname });
		});
		if (frm.doc.workflow_state !== IN_FORCE || !frm.perm[0].write) return;
		frm.add_custom_button(__("Call More People"), () => call_more(frm));
		if (!frm.doc.temporary_organization && frappe.model.can_create("Sink Organization")) {
			frm.add_custom_button(__("Found a Temporary Organization"), () => found(frm));
		}
	},
});

function intro(frm) {
	if (frm.is_new()) {
		return __(
			"Save first; «Declare Emergency» then switches the area, opens the tasks' orders and calls people at once.",
		);
	}
	if (frm.doc.workflow_state !== IN_FORCE) return "";
	return frm.doc.is_drill ? __("Drill in progress") : __("Emergency mode since {0}", [since(frm)]);
}

function since(frm) {
	return frappe.datetime.str_to_user(frm.doc.declared_on);
}

async function show_numbers(frm) {
	const numbers = await frappe.xcall(`${METHODS}.counts.of`, { emergency: frm.docname });
	const shown = [
		[__("Called"), numbers.called, "blue"],
		[__("Coming"), numbers.Coming, "orange"],
		[__("There Now"), numbers.there, "green"],
		[__("Came"), numbers.came, "green"],
		[__("Cannot Come"), numbers["Cannot Come"], "gray"],
		[__("No Answer Yet"), numbers.Called, "red"],
	];
	frm.dashboard.stats_area_row.empty();
	for (const [label, number, colour] of shown) {
		frm.dashboard.add_indicator(`${label} ${number}`, colour);
	}
}

function call_more(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Call More People"),
		fields: [
			{
				fieldname: "whom",
				fieldtype: "Select",
				label: __("Whom to Call"),
				options: ["Ready for Emergencies", "All Registered Members"].map((value) => ({
					value,
					label: __(value),
				})),
				default: "All Registered Members",
				description: __("Who has been called already is not called again."),
			},
		],
		primary_action_label: __("Call"),
		async primary_action({ whom }) {
			dialog.hide();
			await frappe.xcall(`${METHODS}.calling.call`, { emergency: frm.docname, whom });
			frappe.show_alert({ message: __("They are being called."), indicator: "green" });
			frm.reload_doc();
		},
	});
	dialog.show();
}

function found(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Found a Temporary Organization"),
		fields: [
			{
				fieldname: "org_name",
				fieldtype: "Data",
				label: __("Party Organization"),
				default: __("Temporary Party Branch for {0}", [frm.doc.title]),
				reqd: 1,
			},
			{
				fieldname: "parent",
				fieldtype: "Link",
				options: "Sink Organization",
				label: __("Below Which Organization"),
				description: __("It has agreed to the founding."),
				reqd: 1,
				get_query: () => ({ filters: { level: ["not in", ["Branch", "Compound"]], disabled: 0 } }),
			},
		],
		primary_action_label: __("Found It Now"),
		async primary_action(values) {
			await frappe.xcall(`${METHODS}.founding.found`, { emergency: frm.docname, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
