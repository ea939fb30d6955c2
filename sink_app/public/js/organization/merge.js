// A node of a tree and another become one.

frappe.provide("sink.trees");

sink.trees.offer_merge = (frm) => {
	const parent = `parent_${frm.doctype.toLowerCase().replace(/ /g, "_")}`;
	if (frm.is_new() || !frm.doc[parent] || frm.doc.disabled || !frm.perm[0]?.write) return;
	frm.page.add_menu_item(__("Merge into Another"), () => {
		frappe.prompt(
			{
				fieldtype: "Link",
				fieldname: "into",
				label: __("Merge Into"),
				options: frm.doctype,
				reqd: 1,
				only_select: 1,
				description: __("Everything below and filed here becomes the other's; this one is disabled."),
				get_query: () => ({ filters: { level: frm.doc.level, name: ["!=", frm.doc.name] } }),
			},
			async ({ into }) => {
				const { message } = await frappe.call({
					method: "sink_app.organization.merging.merge",
					args: { doctype: frm.doctype, node: frm.doc.name, into },
					freeze: true,
				});
				if (!message) return;
				frappe.show_alert({
					message: __("{0} nodes and {1} records were moved.", [message.nodes, message.records]),
					indicator: "green",
				});
				frappe.set_route("Form", frm.doctype, into);
			},
			__("Merge into Another"),
			__("Merge"),
		);
	});
};
