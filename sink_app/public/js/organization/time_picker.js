// Some builds of the Desk have a picker that knows no seconds: on a site that shows none, the framework hides what
// is not there, and breaks on it. Nothing is there to be hidden.

const { prototype } = $.fn.datepicker.Timepicker;
prototype.$seconds ??= $();
prototype.$secondsText ??= $();

// The zone is told where somebody lives in another than the site does; below every time of everybody it tells nothing.
frappe.ui.form.ControlDatetime = class extends frappe.ui.form.ControlDatetime {
	set_description() {
		const { user, system } = frappe.boot.time_zone || {};
		this.df.hide_timezone ??= user === system;
		super.set_description();
	}
};
