frappe.pages["sink-service-file"].on_page_load = (wrapper) => {
	wrapper.file = new sink.reporting.ServiceFile(wrapper);
};

// coming to it from a member's form
frappe.pages["sink-service-file"].on_page_show = (wrapper) => wrapper.file.show(frappe.get_route()[1]);
