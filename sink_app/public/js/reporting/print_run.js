// Many records into one ZIP: started from a list, watched in a dialog, taken up again where it broke off.

frappe.provide("sink.reporting");

const METHODS = "sink_app.reporting.print_runs";
const EVERY = 1500;

/** Offer on a list to print what is ticked, or all that the filters show, into one ZIP. */
sink.reporting.offer_zip = (list, print_format) => {
	list.page.add_menu_item(__("Print into One ZIP"), async () => {
		const names = list.get_checked_items(true);
		const filters = list.get_filters_for_args();
		const asked = names.length
			? { doctype: list.doctype, names, print_format }
			: { doctype: list.doctype, filters, print_format };
		watch(await frappe.xcall(`${METHODS}.start`, asked));
	});
	list.page.add_menu_item(__("Go On with a Broken Off Print"), async () => {
		const run = await frappe.xcall(`${METHODS}.broken_off`);
		if (!run) frappe.show_alert(__("No print was broken off."));
		else watch(await frappe.xcall(`${METHODS}.go_on`, { run: run.name }));
	});
};

function watch(run) {
	const dialog = new frappe.ui.Dialog({
		title: __("Print into One ZIP"),
		fields: [{ fieldtype: "HTML", fieldname: "shown" }],
	});
	dialog.show();
	const look = async () => {
		const state = await frappe.xcall(`${METHODS}.status`, { run: run.name });
		dialog.fields_dict.shown.$wrapper.html(shown(state));
		if (state.status !== "Finished" && dialog.display) setTimeout(look, EVERY);
	};
	look();
}

function shown({ status, total, done, refused, refusals, file_url }) {
	const share = total ? Math.round((100 * (done + refused)) / total) : 0;
	const bar = `<div class="progress"><div class="progress-bar" style="width: ${share}%"></div></div>`;
	const words = __("{0} of {1} records are printed", [done, total]);
	const escape = frappe.utils.escape_html;
	const rows = refusals.map((row) => `<li>${escape(row.title)}：${escape(row.sentence)}</li>`).join("");
	const download =
		status === "Finished" && file_url
			? `<a class="btn btn-primary btn-sm" href="${encodeURI(file_url)}">${__("Download the ZIP")}</a>`
			: "";
	return `${bar}<p style="margin: 10px 0">${words}</p>${rows && `<ul>${rows}</ul>`}${download}`;
}
