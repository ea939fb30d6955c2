import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.teams import cards
from sink_app.www import page_context

no_cache = 1
sitemap = 1


def get_context(context):
	"""公开招募, for everybody: the teams that look for people, without anybody's own number."""
	page_context.begin(context, _("Teams Looking for People"))
	context.text = cstr(frappe.form_dict.get("q")).strip()[:40]
	context.teams = cards.recruiting(context.text)
	return context
