// How the two trees name their nodes: by their titles, the topmost too, never by a record's inner name.

frappe.provide("sink.trees");

sink.trees.labels = (doctype) => ({
	get_label: (node) =>
		`<span class="sink-node">${frappe.utils.escape_html(node.title || node.label)}</span>`,

	async onrender(node) {
		if (!node.is_root || !node.data.value) return;
		const title_field = frappe.get_meta(doctype).title_field;
		const { message } = await frappe.db.get_value(doctype, node.data.value, title_field);
		if (message) node.$tree_link.find(".sink-node").text(message[title_field]);
	},
});
