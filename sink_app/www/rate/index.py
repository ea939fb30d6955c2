import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.orders import rating

no_cache = 1
sitemap = 0


def get_context(context):
	"""满意度评价, for whoever holds a link that counts once."""
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.key = cstr(frappe.form_dict.get("key"))
	context.title = context.refusal = None
	try:
		context.title = rating.asked_by(context.key).title
	except rating.LinkOver as refusal:
		frappe.clear_messages()
		context.refusal = str(refusal)
	context.ratings = [{"value": each, "label": _(each)} for each in rating.SCORES]
	context.csrf_token = "" if frappe.session.user == "Guest" else frappe.sessions.get_csrf_token()
