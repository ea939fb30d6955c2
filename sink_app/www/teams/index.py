import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.teams import cards

no_cache = 1
sitemap = 1


def get_context(context):
	"""公开招募, for everybody: the teams that look for people, without anybody's own number."""
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.title = _("Teams Looking for People")
	context.text = cstr(frappe.form_dict.get("q")).strip()[:40]
	context.teams = cards.recruiting(context.text)
	return context
