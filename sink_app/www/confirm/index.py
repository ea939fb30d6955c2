import frappe
from frappe import _
from frappe.utils import cstr, strip_html

from sink_app.service.records import codes, public
from sink_app.www import page_context

no_cache = 1
sitemap = 0


def get_context(context):
	"""确认服务: the served person types number and code; nothing of the record is shown."""
	asked = frappe.form_dict
	page_context.begin_with_form(context, _("Confirm a Service"))
	context.number = cstr(asked.get("number") or asked.get("n"))[: codes.NUMBER_LENGTH]
	context.longest_name = codes.LONGEST_NAME
	context.update({"thanks": "", "problem": ""})
	if frappe.request and frappe.request.method == "POST":
		_take(context)
	return context


def _take(context):
	"""Try the code; what is wrong is said above the form."""
	asked = frappe.form_dict
	try:
		answer = public.confirm(
			number=cstr(asked.get("number")), code=cstr(asked.get("code")), name=cstr(asked.get("name"))
		)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		context.problem = strip_html(str(refusal))
		frappe.clear_messages()
	else:
		context.thanks = answer["message"] if answer["confirmed"] else ""
		context.problem = "" if answer["confirmed"] else answer["message"]
