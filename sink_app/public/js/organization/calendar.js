// The calendar knows Chinese as zh-cn: asked for zh, it names months and weekdays in English.

const LOCALES = { zh: "zh-cn", "zh-TW": "zh-tw" };
const { setup_options } = frappe.views.Calendar.prototype;

frappe.views.Calendar.prototype.setup_options = function (...given) {
	setup_options.apply(this, given);
	this.cal_options.locale = LOCALES[frappe.boot.lang] ?? this.cal_options.locale;
};
