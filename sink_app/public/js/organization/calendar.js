// The calendar knows Chinese as zh-cn: asked for zh, it names months and weekdays in English.

const LOCALES = { zh: "zh-cn", "zh-TW": "zh-tw" };
const { setup_options } = frappe.views.Calendar.prototype;

frappe.views.Calendar.prototype.setup_options = function (...given) {
	setup_options.apply(this, given);
	// «Day» is a column's word elsewhere, and «Month» a rhythm
	Object.assign(this.cal_options.buttonText, {
		month: __("Month", null, "Calendar view"),
		week: __("Week", null, "Calendar view"),
		day: __("Day", null, "Calendar view"),
	});
	this.cal_options.locale = LOCALES[frappe.boot.lang] ?? this.cal_options.locale;
};
