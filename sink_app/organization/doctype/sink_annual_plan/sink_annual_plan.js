frappe.ui.form.on("Sink Annual Plan", {
	setup(frm) {
		frm.set_query("parent_plan", () => ({
			filters: { year: frm.doc.year, name: ["!=", frm.doc.name] },
		}));
		frm.set_query("policy_document", () => ({ filters: { repealed_on: ["is", "not set"] } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		}
	},

	refresh(frm) {
		// a year is no quantity: 2,026 reads badly
		frm.get_field("year").format_for_input = (value) => value;
		frm.refresh_field("year");
		if (frm.is_new()) return;
		if (frm.doc.replaced_by) {
			frm.set_intro(__("A newer version has replaced this one."), "orange");
			frm.add_custom_button(__("Newer Version"), () =>
				frappe.set_route("Form", frm.doctype, frm.doc.replaced_by),
			);
		}
		if (frm.doc.workflow_state === "Issued") {
			frm.add_custom_button(__("Progress"), () =>
				frappe.set_route("query-report", "Sink Milestones of the Year", {
					plan: frm.doc.name,
					year: frm.doc.year,
				}),
			);
		}
		if (!frappe.model.can_create(frm.doctype)) return;
		if (frm.doc.workflow_state === "Issued" && !frm.doc.replaced_by) {
			frm.add_custom_button(__("New Version"), () => ask_new_version(frm));
		}
		frm.add_custom_button(__("New Year from This Plan"), () => ask_new_year(frm));
	},
});

function ask_new_version(frm) {
	frappe.prompt(
		{
			fieldtype: "Small Text",
			fieldname: "change_note",
			label: __("What Changed"),
			reqd: 1,
			description: __("This version stays in force until the new one is issued."),
		},
		({ change_note }) => open_made(frm, "new_version", { change_note }),
		__("New Version"),
		__("Make the Draft"),
	);
}

function ask_new_year(frm) {
	frappe.prompt(
		[
			{
				fieldtype: "Int",
				fieldname: "year",
				label: __("Year"),
				reqd: 1,
				default: frm.doc.year + 1,
			},
			{
				fieldtype: "Select",
				fieldname: "shift",
				label: __("Dates on Free Days"),
				default: "Keep the Day",
				options: [
					{ value: "Keep the Day", label: __("Keep the Day") },
					{ value: "Working Day Before", label: __("Working Day Before") },
					{ value: "Working Day After", label: __("Working Day After") },
				],
				description: __("10 April stays 10 April, unless you want free days moved."),
			},
		],
		(values) => open_made(frm, "new_year", values),
		__("New Year from This Plan"),
		__("Make the Draft"),
	);
}

async function open_made(frm, method, values) {
	const { message } = await frappe.call({
		method: `sink_app.organization.plans.${method}`,
		args: { plan: frm.doc.name, ...values },
		freeze: true,
	});
	if (message) frappe.set_route("Form", frm.doctype, message);
}
