// Lists whose records are named by a key: an open list that is told of a change keeps its order and its count, and
// neither lists nor forms show the key, which only a machine reads.

const { setup_defaults, setup_columns, get_subject_html, setup_filter_area, process_document_refreshes } =
	frappe.views.ListView.prototype;

const is_keyed = (meta) => meta?.autoname === "hash";

Object.assign(frappe.views.ListView.prototype, {
	setup_defaults(...given) {
		const ready = setup_defaults.apply(this, given);
		// a DocType says «DESC», and what sorts the rows anew compares with «desc»
		this.sort_order = this.sort_order?.toLowerCase();
		return ready;
	},

	setup_columns(...given) {
		setup_columns.apply(this, given);
		const { called, called_label } = this.settings;
		if (called) this.columns[0].df = { fieldname: "sink_called", label: called_label };
	},

	get_subject_html(doc) {
		if (this.settings.called) doc.sink_called = this.settings.called(doc);
		return get_subject_html.call(this, doc);
	},

	setup_filter_area(...given) {
		const ready = setup_filter_area.apply(this, given);
		if (is_keyed(this.meta)) this.page.page_form.find("[data-fieldname='name']").addClass("hidden");
		return ready;
	},

	process_document_refreshes(...given) {
		const is_told = this.pending_document_refreshes.length > 0;
		process_document_refreshes.apply(this, given);
		if (is_told && window.cur_list === this) frappe.after_ajax(() => this.render_count());
	},
});

// what the list calls a record that has no title is its form's title too
$(document).on("form-refresh", (_event, frm) => {
	const called = frappe.listview_settings[frm.doctype]?.called;
	if (called && !frm.is_new()) frm.page.set_title(frappe.utils.escape_html(called(frm.doc)));
});

const { set_form_breadcrumb } = frappe.breadcrumbs;

frappe.breadcrumbs.set_form_breadcrumb = function (breadcrumbs, view) {
	set_form_breadcrumb.call(this, breadcrumbs, view);
	if (!is_keyed(frappe.get_meta(breadcrumbs.doctype))) return;
	const crumb = this.$breadcrumbs.find("li").last();
	// below it stands the title
	if (view === "form") crumb.remove();
	else crumb.find("a").text(__("Record"));
};
