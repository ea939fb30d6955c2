// What new forms of posts and commitments start with: the year, and where their writer stands.

frappe.provide("sink.posts");

sink.posts.prefill = (frm) => {
	if (frm.get_field("year") && !frm.doc.year) {
		frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
	}
	frappe.xcall("sink_app.registration.posts.doors.own_places").then((places) => {
		for (const field of ["community", "organization"]) {
			if (places[field] && frm.get_field(field) && !frm.doc[field]) frm.set_value(field, places[field]);
		}
	});
};
