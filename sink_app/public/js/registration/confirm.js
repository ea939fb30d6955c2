// «Still lives here» on lists and forms: last year's registrations go on in this year.

frappe.provide("sink.registration");

sink.registration.confirm = async function (names) {
	const { carried, refused } = await frappe.xcall("sink_app.registration.carrying.confirm", { names });
	const lines = [__("{0} registrations confirmed for this year.", [carried])];
	if (refused.length) lines.push(__("Not confirmed:"), ...refused.map(frappe.utils.escape_html));
	frappe.msgprint(lines.join("<br>"), __("Still Lives Here"));
};

sink.registration.is_last_years = (doc) =>
	doc.year === Number(frappe.datetime.nowdate().slice(0, 4)) - 1 &&
	["Placed in Grid", "Registered Elsewhere"].includes(doc.workflow_state);
