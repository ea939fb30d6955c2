// Some builds of the Desk have a picker that knows no seconds: on a site that shows none, the framework hides what
// is not there, and breaks on it. Nothing is there to be hidden.

const { prototype } = $.fn.datepicker.Timepicker;
prototype.$seconds ??= $();
prototype.$secondsText ??= $();

// The zone is told where somebody lives in another than the site does; below every time of everybody it tells nothing.
// A time that was kept to the second and is shown to the minute is not changed by being shown.
frappe.ui.form.ControlDatetime = class extends frappe.ui.form.ControlDatetime {
	set_description() {
		const { user, system } = frappe.boot.time_zone || {};
		this.df.hide_timezone ??= user === system;
		super.set_description();
	}

	set_model_value(value) {
		const kept = this.doc?.[this.df.fieldname];
		const is_as_shown = kept && value && this.format_for_input(kept) === this.format_for_input(value);
		return is_as_shown ? Promise.resolve() : super.set_model_value(value);
	}
};
