import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.demands import public

no_cache = 1
sitemap = 1


def get_context(context):
	"""居民点单, for everybody: say what is needed, to the community one lives in."""
	asked = frappe.form_dict
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.text = cstr(asked.get("q")).strip()[:40]
	context.is_open = public.is_open()
	context.community = cstr(asked.get("community"))
	context.title = public.title_of(context.community) if context.community else None
	context.communities = [] if context.title else public.communities(context.text)
	context.kinds = [{"value": kind, "label": _(kind)} for kind in public.kinds()]
	# a visitor has no session to forge a request in; who is logged in has
	context.csrf_token = "" if frappe.session.user == "Guest" else frappe.sessions.get_csrf_token()
