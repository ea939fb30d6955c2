frappe.ui.form.on("Sink Meeting", {
	setup(frm) {
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Street", "Community", "Compound"]], disabled: 0 },
		}));
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
		frm.set_query("owner_user", "action_items", () => ({ filters: { enabled: 1 } }));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		await sink.bodies.fill_own(frm);
		frm.trigger("begin");
	},

	kind: (frm) => frm.trigger("begin"),
	organization: (frm) => frm.trigger("begin"),
	area: (frm) => frm.trigger("begin"),

	// a new meeting begins with who came last time and with the standing agenda of its kind
	async begin(frm) {
		if (!frm.is_new() || !frm.doc.kind) return;
		const { kind, organization, area } = frm.doc;
		const { message } = await frappe.call("sink_app.organization.meetings.beginnings.of_new", {
			kind,
			organization,
			area,
		});
		for (const [table, rows] of [
			["attendees", message.attendees],
			["topics", message.topics],
		]) {
			if (frm.doc[table]?.length && !frm.__begun) continue;
			frm.clear_table(table);
			for (const row of rows) frm.add_child(table, row);
			frm.refresh_field(table);
		}
		frm.__begun = true;
		if (message.open_items) {
			frm.set_intro(
				__("{0} action items of earlier meetings are still open. Save, then take them over.", [
					message.open_items,
				]),
			);
		}
	},

	refresh(frm) {
		if (frm.is_new()) return;
		const { status } = frm.doc;
		if (frm.perm[0].write) {
			if (status === "Planned") {
				frm.add_custom_button(__("Mark as Held"), () =>
					frm.set_value("status", "Held").then(() => frm.save()),
				);
				frm.add_custom_button(__("Take Over Open Items"), () => sink.meetings.take_over(frm));
			}
			if (status === "Held" && frm.doc.progress_report) {
				frm.add_custom_button(frm.doc.notice ? __("Open the Notice") : __("Make It a Notice"), () =>
					sink.meetings.publish(frm),
				);
			}
			if (status === "Held")
				frm.add_custom_button(__("Plan the Next One"), () => sink.meetings.next(frm));
		}
		for (const row of frm.doc.action_items.filter((each) => each.status === "Open")) {
			frm.add_custom_button(
				`${row.idx}. ${frappe.ellipsis(row.task, 20)}`,
				() => sink.meetings.close(frm.doc.name, row.name).then(() => frm.reload_doc()),
				__("Close an Item"),
			);
		}
	},
});
