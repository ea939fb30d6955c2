// After a node of a tree has moved, its form shows how far the records below it have followed.

const LOOK_AGAIN = 1000; // milliseconds
const call = (name, frm) =>
	frappe.xcall(`sink_app.access.refiling.${name}`, { tree: frm.doctype, node: frm.docname });

async function show(frm) {
	const node = frm.docname;
	const run = await call("status", frm);
	if (frm.docname !== node || !frm.$wrapper.is(":visible")) return;
	const was_shown = frm.sink_refiling === node;
	frm.sink_refiling = run ? node : null;
	if (run) draw(frm, run);
	else if (was_shown) end(frm);
}

function title() {
	return __("Records Follow the Move");
}

function draw(frm, run) {
	const percent = run.total ? Math.round((run.done * 100) / run.total) : 0;
	const message = run.total
		? __("{0} of {1} records have followed.", [run.done, run.total])
		: __("The records below are being counted.");
	// at 100 the framework takes the bar away by itself, a second time where we have done so
	frm.dashboard.show_progress(title(), Math.min(Math.max(percent, 1), 99), message);
	clearTimeout(frm.sink_next_look);
	if (run.is_alive) frm.sink_next_look = setTimeout(() => show(frm), LOOK_AGAIN);
	else offer_to_go_on(frm);
}

function offer_to_go_on(frm) {
	frm.dashboard.set_headline(
		__("Re-filing was broken off. It goes on by itself in a few minutes, or now by «{0}».", [
			__("Go On Now"),
		]),
		"orange",
	);
	frm.add_custom_button(__("Go On Now"), async () => {
		await call("go_on", frm);
		frm.dashboard.clear_headline();
		frm.remove_custom_button(__("Go On Now"));
		show(frm);
	});
}

function end(frm) {
	frm.dashboard.hide_progress(title());
	frm.dashboard.hide_progress();
	frm.dashboard.clear_headline();
	frappe.show_alert({ message: __("All records below have followed the move."), indicator: "green" });
}

$(document).on("form-refresh", (event, frm) => {
	if (frappe.boot.sink_access?.trees.includes(frm.doctype) && !frm.is_new()) show(frm);
});
