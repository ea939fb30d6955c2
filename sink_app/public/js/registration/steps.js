// What the links offer that a step of a registration asks for.

frappe.provide("sink.approvals.link_filters");

sink.approvals.link_filters["Sink Registration"] = {
	grid: (registration) => ({ level: "Grid", community: registration.community || "" }),
};
