import frappe

from sink_app.registration import phone
from sink_app.www import page_context
from sink_app.www.sink.words import words

no_cache = 1
sitemap = 0


def get_context(context):
	if frappe.session.user == "Guest":
		frappe.local.flags.redirect_location = "/login?redirect-to=/sink"
		raise frappe.Redirect
	page_context.begin(context)
	context.boot = frappe.as_json(
		{
			"csrf_token": frappe.sessions.get_csrf_token(),
			"device_key": phone.device_key(),
			"title": context.app_title,
			"words": words(frappe.local.lang),
		},
		indent=None,
	)
