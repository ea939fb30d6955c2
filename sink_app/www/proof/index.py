import frappe
from frappe import _
from frappe.utils import cstr, strip_html

from sink_app.service.records import certificates, public

no_cache = 1
sitemap = 0


def get_context(context):
	"""Whether a 服务记录证明 is true, and whether a paper says what it says: true or not, nothing else."""
	asked = frappe.form_dict
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.number = cstr(asked.get("number") or asked.get("n"))[: certificates.LONGEST_NUMBER]
	context.is_true = bool(context.number) and certificates.is_true(context.number)
	context.csrf_token = "" if frappe.session.user == "Guest" else frappe.sessions.get_csrf_token()
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
