// The Gantt names records by their hashes, months in English, has one colour for all, and opens on days.

const { prepare_tasks, render_gantt } = frappe.views.GanttView.prototype;

frappe.views.GanttView.prototype.prepare_tasks = function () {
	prepare_tasks.call(this);
	const { title_field } = this.meta;
	const { get_css_class } = this.calendar_settings;
	this.tasks.forEach((task, place) => {
		const item = this.data[place];
		if (title_field)
			task.name = [item[title_field], item.progress && `${item.progress}%`].filter(Boolean).join(" ");
		if (get_css_class && !task.custom_class) task.custom_class = `sink-bar-${get_css_class(item)}`;
	});
};

frappe.views.GanttView.prototype.render_gantt = function () {
	const kept = (this.user_settings[this.view_name] ??= {});
	kept.gantt_view_mode ??= this.calendar_settings.gantt_view_mode;
	render_gantt.call(this);
	this.gantt.options.language = frappe.boot.lang;
	this.gantt.render();
};
