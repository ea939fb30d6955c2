// Frappe 15.0 heads the cards and charts of a dashboard with their inner names.

frappe.provide("frappe.widget");

for (const [kind, words] of [
	["number_card", (widget) => widget.card_doc?.label],
	["chart", (widget) => widget.chart_name],
]) {
	const widget_class = frappe.widget.widget_factory?.[kind];
	if (!widget_class) continue;
	const { set_title } = widget_class.prototype;
	widget_class.prototype.set_title = function (...rest) {
		const is_inner = !this.label || [this.name, this.chart_name].includes(this.label);
		if (!this.title && is_inner && words(this)) this.title = __(words(this));
		return set_title.apply(this, rest);
	};
}
