import frappe
from frappe import _
from frappe.utils import cstr, strip_html

from sink_app.service.records import certificates, public
from sink_app.www import page_context

no_cache = 1
sitemap = 0


def get_context(context):
	"""Whether a 服务记录证明 is true, and whether a paper says what it says: true or not, nothing else."""
	asked = frappe.form_dict
	page_context.begin_with_form(context, _("Check a Service Certificate"))
	context.number = cstr(asked.get("number") or asked.get("n"))[: certificates.LONGEST_NUMBER]
	context.is_true = bool(context.number) and certificates.is_true(context.number)
	context.update({"agrees": None, "problem": ""})
	if frappe.request and frappe.request.method == "POST":
		_compare(context)
	return context


def _compare(context):
	asked = frappe.form_dict
	try:
		context.agrees = public.compare(
			number=cstr(asked.get("number")), name=cstr(asked.get("name")), hours=cstr(asked.get("hours"))
		)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		context.problem = strip_html(str(refusal))
		frappe.clear_messages()
