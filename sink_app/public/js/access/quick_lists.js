// Boxes of a workspace: what waits is called, stands and is ordered there as in its list.

const { widget_factory } = frappe.widget;

widget_factory.quick_list = class extends widget_factory.quick_list {
	set_body() {
		this.widget.addClass("quick-list-widget-box");
		this.render_loading_state();
		frappe.model.with_doctype(this.document_type, () => this.ask().then((rows) => this.draw(rows)));
	}

	async ask() {
		const meta = frappe.get_meta(this.document_type);
		const settings = frappe.listview_settings[this.document_type] || {};
		const title_field = meta.title_field || "name";
		const has = (field) => field === "name" || frappe.meta.has_field(this.document_type, field);
		const state = frappe.workflow.get_state_fieldname(this.document_type);
		const wanted = [title_field, "status", state, ...(settings.add_fields || [])];
		const found = await frappe.xcall("frappe.desk.reportview.get", {
			doctype: this.document_type,
			fields: [
				...new Set([
					"name",
					"docstatus",
					"modified",
					...wanted.filter((field) => field && has(field)),
				]),
			],
			filters: frappe.utils.get_filter_from_json(this.quick_list_filter),
			order_by: `${meta.sort_field || "modified"} ${meta.sort_order || "desc"}`,
			start: 0,
			page_length: 4,
		});
		const rows = Array.isArray(found) ? found : frappe.utils.dict(found.keys, found.values);
		const called = settings.called || ((row) => row[title_field]);
		// what is drawn is told by the title's field; the row's own name leads to its form
		return rows.map((row) => ({ ...row, sink_called: called(row) || row.name }));
	}

	draw(rows) {
		this.title_field_name = "sink_called";
		this.body.empty();
		if (!rows.length) this.render_no_data_state();
		this.body.append(rows.map((row) => this.setup_quick_list_item(row)));
	}
};
