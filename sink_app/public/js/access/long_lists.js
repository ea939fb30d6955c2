// Lists of hundreds of thousands: what is counted or drawn has a bound, and says so.

const MOST_COUNTED = 1001;
const MOST_CARDS = 500;

// Frappe 15.0 counts to the end each time; later versions bound it themselves, in the same way.
const counts_all = !/limit/.test(frappe.db.count);
const { get_count_str, render_count } = frappe.views.ListView.prototype;

if (counts_all) {
	frappe.views.ListView.prototype.get_count_str = async function (...given) {
		const filters = this.get_filters_for_args();
		const asks_of_rows = filters.some((filter) => filter[0] !== this.doctype);
		if (this.view_name !== "List" || asks_of_rows) return get_count_str.apply(this, given);
		const limit = this.sink_counts_all ? 0 : MOST_COUNTED;
		const asked = { doctype: this.doctype, filters, fields: [], distinct: false, limit };
		const found = await frappe.xcall("frappe.desk.reportview.get_count", asked);
		this.total_count = found || this.data.length;
		const has_more = limit && found === limit;
		const told = has_more ? `${(found - 1).toLocaleString()}+` : this.total_count.toLocaleString();
		return __("{0} of {1}", [this.data.length, told]);
	};

	// who wants to know it exactly presses the number
	frappe.views.ListView.prototype.render_count = function (...given) {
		render_count.apply(this, given);
		this.$result
			.find(".list-count")
			.attr("title", __("Press to count all of them"))
			.css("cursor", "pointer")
			.off("click.sink")
			.on("click.sink", () => {
				this.sink_counts_all = true;
				render_count.call(this);
				this.sink_counts_all = false;
			});
	};
}

const { setup_defaults, render } = frappe.views.KanbanView.prototype;

frappe.views.KanbanView.prototype.setup_defaults = async function (...given) {
	await setup_defaults.apply(this, given);
	this.page_length = MOST_CARDS;
};

frappe.views.KanbanView.prototype.render = function (...given) {
	render.apply(this, given);
	this.$sink_bound ??= $("<div class='text-muted small mb-3'>").insertBefore(this.$result);
	const is_cut = this.data.length >= MOST_CARDS;
	const words = __("The {0} that were changed last are shown. A filter narrows them down.", [MOST_CARDS]);
	this.$sink_bound.text(is_cut ? words : "");
};
