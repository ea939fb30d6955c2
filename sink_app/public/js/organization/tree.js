// How the two trees name their nodes, and how one of 27,000 is found: by their titles, never by inner names.

frappe.provide("sink.trees");

sink.trees.labels = (doctype) => ({
	get_label: (node) =>
		`<span class="sink-node">${frappe.utils.escape_html(node.title || node.label)}</span>`,

	async onrender(node) {
		if (node.data.disabled) node.$tree_link.addClass("text-muted");
		if (!node.is_root || !node.data.value) return;
		const title_field = frappe.get_meta(doctype).title_field;
		const { message } = await frappe.db.get_value(doctype, node.data.value, title_field);
		if (message) node.$tree_link.find(".sink-node").text(message[title_field]);
	},
});

sink.trees.settings = (doctype) => ({
	...sink.trees.labels(doctype),
	get_tree_nodes: "sink_app.organization.trees.get_children",
	// a whole city at once is more than a page can draw
	show_expand_all: false,

	onload(view) {
		view.rebuild_tree = async () => {
			await frappe.xcall("sink_app.organization.trees.rebuild", { doctype });
			view.make_tree();
		};
		const field = view.page.add_field({
			fieldtype: "Link",
			fieldname: "sink_find",
			options: doctype,
			label: __("Find in the Tree"),
			placeholder: __("Find in the Tree"),
			only_select: true,
			change() {
				const node = field.get_value();
				if (node && node !== view.sink_found) sink.trees.open(view, node);
				view.sink_found = node;
			},
		});
		view.page.add_inner_button(__("Collapse All"), () => view.make_tree());
	},
});

// a record by its title; reports of Frappe 15.0 show a link's inner name
sink.trees.link = (doctype, name, title) =>
	`<a href="${frappe.utils.get_form_link(doctype, name)}">${frappe.utils.escape_html(title || name)}</a>`;

// opens the way down to a node, one level after the other, and shows it
sink.trees.open = async (view, name) => {
	const path = await frappe.xcall("sink_app.organization.trees.path_to", {
		doctype: view.doctype,
		node: name,
	});
	for (const above of path.slice(0, -1)) {
		const node = view.tree.nodes[above];
		if (!node) return;
		if (!node.loaded) await view.tree.load_children(node);
		else if (!node.expanded) view.tree.expand_node(node, false);
	}
	const found = view.tree.nodes[name];
	if (!found) return;
	found.$tree_link[0].scrollIntoView({ block: "center" });
	view.tree.select_link(found);
	view.tree.set_selected_node(found);
	frappe.dom.activate(view.tree.wrapper, found.$tree_link, "tree-link");
	if (found.$toolbar) view.tree.show_toolbar(found);
};
