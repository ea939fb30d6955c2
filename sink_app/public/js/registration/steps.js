// What the links offer that a step of a registration asks for.

frappe.provide("sink.approvals.link_filters");
frappe.provide("sink.approvals.texts_to_offer");

sink.approvals.link_filters["Sink Registration"] = {
	grid: (registration) => ({ level: "Grid", community: registration.community || "" }),
};

// The posts of the community that still want somebody: typed by name, each becomes an assignment.
sink.approvals.texts_to_offer["Sink Registration"] = {
	given_post: (registration) =>
		registration.community
			? frappe.xcall("sink_app.registration.posts.doors.titles", { community: registration.community })
			: Promise.resolve([]),
};

sink.approvals.link_filters["Sink Registration Change"] = {
	new_grid: (change) => ({
		level: "Grid",
		community: change.community || change.new_community || change.dispatched_community || "",
	}),
	new_building: (change) => ({
		level: "Building",
		...(change.new_grid
			? { grid: change.new_grid }
			: { community: change.community || change.new_community || "" }),
	}),
};
