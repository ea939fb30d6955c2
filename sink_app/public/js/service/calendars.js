// A calendar of more than can be drawn shows how many there are each day; the day leads to its list.

frappe.provide("sink.service");

sink.service.calendar_options = (doctype) => ({
	eventClick({ name, tally_of, starts_on }) {
		if (!tally_of) {
			frappe.set_route("Form", doctype, name);
			return;
		}
		const day = starts_on.slice(0, 10);
		frappe.route_options = { starts_on: ["between", [day, day]] };
		frappe.set_route("List", doctype, "List");
	},
});
