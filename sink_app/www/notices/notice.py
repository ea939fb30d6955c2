import frappe
from frappe import _

from sink_app.organization.notices import feedback, published
from sink_app.www import page_context
from sink_app.www.notices.index import shown

no_cache = 1
sitemap = 0


def get_context(context):
	"""One notice on display, and what a reader writes to it."""
	asked = frappe.form_dict
	name = str(asked.get("notice") or "")
	found = published.one(name)
	if not found:
		raise frappe.PageDoesNotExistError
	page_context.begin_with_form(context, found.title)
	context.notice = shown(found)
	context.longest = feedback.LONGEST
	context.update({"said": "", "problem": "", "thanks": ""})
	if frappe.request and frappe.request.method == "POST":
		_take(context, name)
	return context


def _take(context, name: str):
	"""Keep what was written; what is wrong with it is said beside it, and the words stay."""
	try:
		feedback.give(notice=name)
	except frappe.ValidationError as refusal:
		context.problem = frappe.utils.strip_html(str(refusal))
		context.said = str(frappe.form_dict.get("text") or "")[: feedback.LONGEST]
		frappe.clear_messages()
	else:
		context.thanks = _("Thank you. It was handed to the office.")
