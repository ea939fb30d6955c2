import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.demands import public
from sink_app.www import page_context

no_cache = 1
sitemap = 1


def get_context(context):
	"""居民点单, for everybody: say what is needed, to the community one lives in."""
	asked = frappe.form_dict
	page_context.begin_with_form(context, _("Tell Your Community"))
	context.text = cstr(asked.get("q")).strip()[:40]
	context.is_open = public.is_open()
	context.community = cstr(asked.get("community"))
	context.place = public.title_of(context.community) if context.community else None
	context.communities = [] if context.place else public.communities(context.text)
	context.kinds = [{"value": kind, "label": _(kind)} for kind in public.kinds()]
