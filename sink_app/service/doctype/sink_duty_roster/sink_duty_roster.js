const METHODS = "sink_app.service.doctype.sink_duty_roster.sink_duty_roster";

frappe.ui.form.on("Sink Duty Roster", {
	setup(frm) {
		frm.set_query("team", () => ({
			filters: { kind: "Duty Team", workflow_state: ["in", ["Team Set Up", "Team Filed"]] },
		}));
		frappe.realtime.on("duty_roster_done", (done) => {
			if (done.name !== frm.docname) return;
			frappe.hide_progress();
			frm.reload_doc();
		});
	},

	refresh(frm) {
		frm.get_field("people").grid.cannot_add_rows = true;
		if (frm.is_new()) {
			frm.set_intro(__("Save: the people of the team are listed. Then generate the roster."), "blue");
			return;
		}
		if (frm.doc.__onload?.is_running) {
			frm.set_intro(__("The roster is being generated. You may close this page meanwhile."), "blue");
			return;
		}
		add_buttons(frm);
		show_days(frm);
	},
});

function add_buttons(frm) {
	if (frm.doc.workflow_state === "Draft") {
		frm.add_custom_button(__("Generate Shifts"), () => generate(frm));
		frm.change_custom_button_type(__("Generate Shifts"), null, "primary");
	}
	frm.add_custom_button(__("Calendar"), () => {
		frappe.route_options = { roster: frm.docname };
		frappe.set_route("List", "Sink Duty Shift", "Calendar");
	});
	frm.add_custom_button(__("Add Shift by Hand"), () =>
		frappe.new_doc("Sink Duty Shift", { roster: frm.docname }),
	);
	frm.add_custom_button(__("Enter Leave"), () => frappe.new_doc("Sink Leave"));
}

async function generate(frm) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall(`${METHODS}.generate`, { name: frm.docname });
	await frm.reload_doc();
	const { outcome } = frm.doc;
	if (outcome) {
		const colour = outcome === "Everything Met" ? "green" : "orange";
		frappe.show_alert({ message: __(outcome), indicator: colour });
	}
}

// every day with who is on duty, above the people: what one looks at before publishing
async function show_days(frm) {
	const rows = await frappe.xcall(`${METHODS}.days`, { name: frm.docname });
	const field = frm.get_field("people_section") || frm.fields_dict.people_section;
	frm.sink_days?.remove();
	if (!rows.length || !field) return;
	const escape = frappe.utils.escape_html;
	const cells = rows.map((row) => {
		const state = row.is_empty ? "sink-day-empty" : row.is_crowded ? "sink-day-crowded" : "";
		const people = row.people.map(escape).join("<br>") || __("Nobody");
		return `<div class="sink-day ${state}">
			<div class="text-muted">${escape(frappe.datetime.str_to_user(row.day))} ${escape(row.weekday)}</div>
			<div>${people}</div>
		</div>`;
	});
	frm.sink_days = $(`<div class="sink-days">${cells.join("")}</div>`).insertBefore(field.wrapper);
}
