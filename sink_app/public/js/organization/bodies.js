// Where a new record is filed: at the one place where its author works, unless they choose another.

frappe.provide("sink.bodies");

const asked = {};

/** Fill in the place of whoever is logged in on a new form that names none yet. */
sink.bodies.fill_own = async (frm) => {
	const { doctype, doc } = frm;
	if (!frm.is_new() || doc.organization || doc.area || doc.member) return;
	asked[doctype] = asked[doctype] || frappe.xcall("sink_app.organization.bodies.mine", { doctype });
	const place = await asked[doctype];
	if (!doc.organization && !doc.area) await frm.set_value(place);
};
