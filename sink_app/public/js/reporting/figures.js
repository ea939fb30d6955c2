// The figures of a report: shown as the records tell them, counted anew while the report is being written.

frappe.provide("sink.reporting");

const WRITTEN = ["Draft", "Returned", "Being Prepared", undefined, ""];

sink.reporting.is_written = (frm) => frm.is_new() || WRITTEN.includes(frm.doc.workflow_state);

/** Lock the table of figures, and offer to count anew while the report follows the records. */
sink.reporting.show_figures = (frm, state = frm.doc.workflow_state) => {
	const { grid } = frm.get_field("figures");
	grid.cannot_add_rows = true;
	grid.cannot_delete_rows = true;
	grid.reset_grid();
	sink.paper_sheets.offer(frm);
	if (frm.is_new()) {
		frm.set_intro(__("Save: the figures are filled in from the records."), "blue");
	} else if (WRITTEN.includes(state) && frm.perm[0].write) {
		frm.add_custom_button(__("Count Anew"), () => {
			frm.dirty();
			return frm.save();
		});
	}
};

/** Say above a form why it was sent back. */
sink.reporting.show_return = (frm) => {
	if (!frm.doc.return_reason) return;
	frm.set_intro(__("Sent back because: {0}", [frappe.utils.escape_html(frm.doc.return_reason)]), "orange");
};
