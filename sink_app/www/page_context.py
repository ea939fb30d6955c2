"""What every public page begins with."""

import frappe
from frappe import _


def begin(context, title: str | None = None):
	"""Give a page its language, the app's name and a title: its own, or the app's."""
	context.lang = frappe.local.lang
	context.app_title = _(frappe.get_hooks("app_title", app_name="sink_app")[0])
	context.title = title or context.app_title


def begin_with_form(context, title: str):
	"""The same for a page with a form; a visitor has no session in which a request could be forged."""
	begin(context, title)
	context.csrf_token = "" if frappe.session.user == "Guest" else frappe.sessions.get_csrf_token()
