const CALLS = "sink_app.service.whistles.calls";

frappe.ui.form.on("Sink Whistle", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: ["!=", "City"], disabled: 0 } }));
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
		frm.set_query("level", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.area) sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		frm.set_intro(intro(frm), is_late(frm) ? "red" : "blue");
		const is_open = ["Whistle Blown", "Whistle in Hand"].includes(frm.doc.workflow_state);
		if (is_open && frappe.model.can_create("Sink Whistle Call")) {
			frm.add_custom_button(__("Call to Help"), () => call_to_help(frm));
		}
	},
});

function due(frm) {
	return { "Whistle Blown": frm.doc.respond_by, "Whistle in Hand": frm.doc.close_by }[
		frm.doc.workflow_state
	];
}

function is_late(frm) {
	const limit = due(frm);
	return Boolean(limit) && limit < frappe.datetime.now_datetime();
}

function intro(frm) {
	if (frm.is_new()) return __("Save first; «Blow Whistle» then tells whoever handles it.");
	const limit = due(frm);
	if (!limit) return "";
	const when = frappe.datetime.str_to_user(limit);
	if (is_late(frm)) return __("Late since {0}; it is with: {1}", [when, __(frm.doc.handled_at)]);
	return frm.doc.workflow_state === "Whistle Blown"
		? __("To be taken on by {0}", [when])
		: __("To be settled by {0}", [when]);
}

async function call_to_help(frm) {
	const paired = await frappe.xcall(`${CALLS}.paired`, { whistle: frm.docname });
	const dialog = new frappe.ui.Dialog({
		title: __("Call to Help"),
		fields: [
			{
				fieldname: "paired",
				fieldtype: "MultiCheck",
				label: __("Paired Units"),
				columns: 1,
				hidden: !paired.length,
				options: paired.map((each) => ({ value: each.organization, label: each.title })),
			},
			{
				fieldname: "organization",
				fieldtype: "Link",
				options: "Sink Organization",
				label: paired.length ? __("Another Organization") : __("Party Organization"),
			},
			{ fieldname: "member", fieldtype: "Link", options: "Sink Member", label: __("Party Member") },
			{ fieldname: "task", fieldtype: "Small Text", label: __("What Is Asked") },
		],
		primary_action_label: __("Call"),
		async primary_action(values) {
			const answer = await frappe.xcall(`${CALLS}.call`, {
				whistle: frm.docname,
				organizations: [...(values.paired || []), values.organization].filter(Boolean),
				members: [values.member].filter(Boolean),
				task: values.task,
			});
			dialog.hide();
			const message = answer.before
				? __("{0} called; {1} had been called before", [answer.called, answer.before])
				: __("{0} called", [answer.called]);
			frappe.show_alert({ message, indicator: "green" });
			frm.reload_doc();
		},
	});
	dialog.show();
}
