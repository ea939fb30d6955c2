const LINK_OF = { "Party Member": "member", Volunteer: "volunteer" };

frappe.ui.form.on("Sink Team", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("grid", () => ({
			filters: { level: "Grid", community: frm.doc.community || "", disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { disabled: 0 } }));
		frm.set_query("based_on_team", () => ({ filters: { name: ["!=", frm.docname] } }));
		frm.set_query("based_on_post", () => ({ filters: { community: frm.doc.community || "" } }));
		frm.set_query("volunteer", "members", () => ({ filters: { community: frm.doc.community || "" } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.community) sink.posts.prefill(frm);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		add_buttons(frm);
		const is_at_work = ["Team Set Up", "Team Filed"].includes(frm.doc.workflow_state);
		if (is_at_work && !frm.doc.__onload?.first_guided) {
			frm.set_intro(
				__("This team has not been guided yet: write the first talk down below «Guidance»."),
				"blue",
			);
		}
	},

	kind(frm) {
		if (frm.is_new()) frm.set_value("recommended_size", 0);
	},
});

frappe.ui.form.on("Sink Team Member", {
	member_kind(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		for (const [kind, field] of Object.entries(LINK_OF)) {
			if (row.member_kind !== kind) frappe.model.set_value(cdt, cdn, field, null);
		}
	},

	member: (frm, cdt, cdn) => show_name(cdt, cdn, "Sink Member", "member", "member_name"),
	volunteer: (frm, cdt, cdn) => show_name(cdt, cdn, "Sink Volunteer", "volunteer", "volunteer_name"),
});

async function show_name(cdt, cdn, doctype, field, title) {
	const name = locals[cdt][cdn][field];
	if (!name) return;
	const { message } = await frappe.db.get_value(doctype, name, title);
	frappe.model.set_value(cdt, cdn, "person_name", message[title]);
}

function add_buttons(frm) {
	frm.add_custom_button(__("Copy Team Card"), () => sink.teams.copy_card("card", { team: frm.docname }));
	frm.add_custom_button(__("Captain Candidates"), () =>
		frappe.set_route("query-report", "Sink Captain Candidates", { community: frm.doc.community }),
	);
	if (frm.perm[0]?.write) frm.add_custom_button(__("Change Captain"), () => change_captain(frm));
	const rotates = ["Community Work Team", "Duty Team"].includes(frm.doc.kind);
	if (rotates && frm.perm[0]?.write) frm.add_custom_button(__("Plan Rotation"), () => plan_rotation(frm));
	if (frm.doc.kind === "Duty Team") {
		frm.add_custom_button(__("Duty Rosters"), () =>
			frappe.set_route("List", "Sink Duty Roster", { team: frm.docname }),
		);
	}
}

function change_captain(frm) {
	frappe.prompt(
		{ fieldname: "captain", fieldtype: "Link", options: "Sink Member", label: __("Captain"), reqd: 1 },
		async ({ captain }) => {
			await frm.set_value("captain", captain);
			frm.save();
		},
		__("Change Captain"),
		__("Save"),
	);
}

function plan_rotation(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Plan Rotation"),
		fields: [
			{ fieldname: "count", fieldtype: "Int", label: __("Number of Batches"), reqd: 1, default: 2 },
			{ fieldname: "from_date", fieldtype: "Date", label: __("From Date"), reqd: 1 },
			{ fieldname: "to_date", fieldtype: "Date", label: __("To Date"), reqd: 1 },
		],
		primary_action_label: __("Plan"),
		async primary_action(values) {
			await frappe.xcall("sink_app.service.doctype.sink_team.sink_team.plan_rotation", {
				name: frm.docname,
				...values,
			});
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
