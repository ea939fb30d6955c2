// The page is drawn by bundles of its own, which a new version of the app replaces as it does all others.
frappe.pages["sink-my-approvals"].on_page_load = async (page) => {
	await frappe.require(["sink_approvals.bundle.js", "sink_approvals.bundle.css"]);
	page.approvals = new sink.approvals.MyApprovals(page);
};

// coming back to it: others have worked meanwhile
frappe.pages["sink-my-approvals"].on_page_show = (page) => page.approvals?.reload();
