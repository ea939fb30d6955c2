import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.service.orders import rating
from sink_app.www import page_context

no_cache = 1
sitemap = 0


def get_context(context):
	"""满意度评价, for whoever holds a link that counts once."""
	page_context.begin_with_form(context, _("How Did It Go?"))
	context.key = cstr(frappe.form_dict.get("key"))
	context.matter = context.refusal = None
	try:
		context.matter = rating.asked_by(context.key).title
	except rating.LinkOver as refusal:
		frappe.clear_messages()
		context.refusal = str(refusal)
	context.ratings = [{"value": each, "label": _(each)} for each in rating.SCORES]
