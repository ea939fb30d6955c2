import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.registration.commitments import public
from sink_app.www import page_context

no_cache = 1
sitemap = 1


def get_context(context):
	"""公开承诺, for everybody: communities to choose from, or what one of them has published."""
	asked = frappe.form_dict
	context.text = cstr(asked.get("q")).strip()[:40]
	context.page = public.page(cstr(asked.get("community"))) if asked.get("community") else None
	context.communities = [] if context.page else public.communities(context.text)
	title = _("Public Commitments")
	page_context.begin_with_form(context, f"{title} · {context.page['title']}" if context.page else title)
