"""Members who open an address of the Desk, as the framework's letters name it, come to their own page."""

import frappe
from werkzeug.exceptions import abort
from werkzeug.utils import redirect

MEMBER = "Sink Member"


def lead_members():
	"""Lead members who have no Desk from its pages to the phone page (before_request)."""
	request = frappe.local.request
	is_desk = request.method == "GET" and request.path.split("/")[1] == "app"
	if not is_desk or frappe.session.user == "Guest":
		return
	has_desk = frappe.get_cached_value("User", frappe.session.user, "user_type") == "System User"
	if not has_desk and MEMBER in frappe.get_roles():
		abort(redirect("/sink"))
