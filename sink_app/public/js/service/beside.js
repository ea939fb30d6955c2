// What stands beside a form and is asked of the server each time it is shown.

/** Ask the server, and draw what it says unless another record, or a later look, has taken the form meanwhile. */
export async function look(frm, method, args, draw) {
	const turn = (frm.sink_turn = (frm.sink_turn || 0) + 1);
	const name = frm.docname;
	const found = await frappe.xcall(method, args);
	if (turn !== frm.sink_turn || frm.docname !== name) return;
	frm.dashboard.parent.find(".custom").remove();
	draw(found);
}

/** A section above the form's fields; returns its wrapper. */
export function beside(frm, label, html) {
	const wrapper = frm.dashboard.add_section(html, label);
	frm.dashboard.show();
	return $(wrapper);
}
