// 满意度评价: what a resident says of an order, an activity or a year, noted by the office or asked by a link.

frappe.provide("sink.service");

const RATING = "sink_app.service.orders.rating";
const RATINGS = ["Very Satisfied", "Satisfied", "Fair", "Dissatisfied", "Very Dissatisfied"];
const WAYS = ["Call-back", "On Paper"];

/** The buttons on the form of what can be rated now; `is_next` where rating is what comes next. */
sink.service.offer_rating = (frm, is_next) => {
	const about = { doctype: frm.doctype, name: frm.docname };
	frm.add_custom_button(__("Note the Resident's Rating"), () => ask_rating(frm, about)).addClass(
		is_next ? "btn-primary" : "",
	);
	frm.add_custom_button(__("Link for the Resident"), () => show_link(about));
};

function ask_rating(frm, about) {
	const dialog = new frappe.ui.Dialog({
		title: __("Note the Resident's Rating"),
		fields: [
			chosen("score", __("Satisfaction"), RATINGS),
			{ fieldname: "words", fieldtype: "Small Text", label: __("In Their Words") },
			chosen("way", __("How It Was Said"), WAYS),
		],
		primary_action_label: __("Save"),
		async primary_action({ score, words, way }) {
			dialog.disable_primary_action();
			await frappe.xcall(`${RATING}.note`, { ...about, score, words: words || "", way }).then(
				() => dialog.hide(),
				() => dialog.enable_primary_action(),
			);
			frm.reload_doc();
		},
	});
	dialog.show();
}

function chosen(fieldname, label, values) {
	const options = values.map((value) => ({ value, label: __(value) }));
	return { fieldname, fieldtype: "Select", label, reqd: 1, default: values[0], options };
}

async function show_link(about) {
	const link = await frappe.xcall(`${RATING}.ask`, about);
	frappe.utils.copy_to_clipboard(link);
	const code = frappe.utils.escape_html(link);
	frappe.msgprint({
		title: __("Link for the Resident"),
		message: `<p>${__("It counts once. Send it to the resident:")}</p><p><code>${code}</code></p>`,
	});
}
