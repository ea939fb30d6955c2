"""Members who open the Desk's address, as links in letters of the framework name it, come to their own page."""

import frappe
from werkzeug.exceptions import abort
from werkzeug.utils import redirect

MEMBER = "Sink Member"


def lead_members():
	"""Answer a page of the Desk with the way to the phone page, for members who have no Desk (before_request)."""
	request = frappe.local.request
	if request.method != "GET" or request.path.split("/")[1:2] != ["app"] or frappe.session.user == "Guest":
		return
	has_desk = frappe.get_cached_value("User", frappe.session.user, "user_type") == "System User"
	if not has_desk and MEMBER in frappe.get_roles():
		abort(redirect("/sink"))
