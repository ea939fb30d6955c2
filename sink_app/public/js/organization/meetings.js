// What is done with meetings and their action items from forms, lists and reports.

frappe.provide("sink.meetings");

/** Ask what was done and close an action item; resolves when it is closed or the person thinks better of it. */
sink.meetings.close = (meeting, item) =>
	new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: __("Close an Item"),
			fields: [
				{
					fieldname: "result",
					fieldtype: "Small Text",
					label: __("What was done"),
					reqd: 1,
				},
			],
			primary_action_label: __("Close"),
			async primary_action({ result }) {
				await frappe.xcall("sink_app.organization.meetings.items.close", { meeting, item, result });
				dialog.hide();
				frappe.show_alert({ message: __("The item is closed."), indicator: "green" });
			},
		});
		dialog.onhide = resolve;
		dialog.show();
	});

/** Take the open items of earlier meetings over to this one. */
sink.meetings.take_over = async (frm) => {
	const taken = await frappe.xcall("sink_app.organization.meetings.items.take_over", {
		meeting: frm.doc.name,
	});
	frappe.show_alert({
		message: taken ? __("{0} items taken over.", [taken]) : __("Nothing is open from earlier meetings."),
		indicator: taken ? "green" : "blue",
	});
	frm.reload_doc();
};

/** Open the notice of a meeting's progress report, drafted if there is none. */
sink.meetings.publish = async (frm) => {
	const notice = await frappe.xcall("sink_app.organization.notices.progress.draft", {
		meeting: frm.doc.name,
	});
	frappe.set_route("Form", "Sink Notice", notice);
};

/** Plan the next meeting of the same kind at the same place. */
sink.meetings.next = (frm) => {
	const { kind, organization, area, venue, chaired_by, recorded_by } = frm.doc;
	frappe.new_doc("Sink Meeting", { kind, organization, area, venue, chaired_by, recorded_by });
};
