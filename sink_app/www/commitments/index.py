import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.registration.commitments import public

no_cache = 1
sitemap = 1


def get_context(context):
	"""公开承诺, for everybody: communities to choose from, or what one of them has published."""
	asked = frappe.form_dict
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.text = cstr(asked.get("q")).strip()[:40]
	context.page = public.page(cstr(asked.get("community"))) if asked.get("community") else None
	context.communities = [] if context.page else public.communities(context.text)
	# a visitor has no session to forge a request in; who is logged in has
	context.csrf_token = "" if frappe.session.user == "Guest" else frappe.sessions.get_csrf_token()
