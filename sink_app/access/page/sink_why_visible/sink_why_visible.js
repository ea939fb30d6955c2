// The page is drawn by bundles of its own, which a new version of the app replaces as it does all others.
frappe.pages["sink-why-visible"].on_page_load = async (page) => {
	await frappe.require(["sink_access.bundle.js", "sink_access.bundle.css"]);
	page.why = new sink.access.WhyVisible(page);
};

// coming to it from a form's menu
frappe.pages["sink-why-visible"].on_page_show = (page) => page.why?.take_route();
