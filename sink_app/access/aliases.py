"""A function that is answered elsewhere is not reached by another name (hook before_request).

`override_whitelisted_methods` looks at the name a client writes. A module that imports the function, and an
argument that names it, lead past it.
"""

import re

import frappe
from frappe import _

# the arguments in which the framework takes the name of a function to call
NAMING = ("query", "tree_method", "method")
COMMAND = re.compile(r"/api/(?:v\d+/)?method/([\w.]+)")
FUNCTION = re.compile(r"[\w.]+\.\w+")


class AnsweredElsewhere(frappe.PermissionError):
	"""A guarded function was asked for by a name that leads past its guard."""


def refuse():
	"""Refuse a request for an overridden function by any name but its own."""
	asked = frappe.local.form_dict
	overridden = frappe.get_hooks("override_whitelisted_methods")
	found = COMMAND.match(frappe.local.request.path)
	commands = [found and found.group(1), asked.get("cmd")]
	# the framework answers a command's own name by its override; an argument's it calls as it is
	names = [*(name for name in commands if name not in overridden), *(asked.get(key) for key in NAMING)]
	if any(own_name(name) in overridden for name in names):
		frappe.throw(_("This function cannot be called in this way."), AnsweredElsewhere)


def own_name(name: object) -> str:
	"""The name under which the function behind a dotted name was written; "" where there is none."""
	if not isinstance(name, str) or not FUNCTION.fullmatch(name):
		return ""
	try:
		function = frappe.get_attr(name)
	except (ImportError, AttributeError, frappe.AppNotInstalledError):
		# the framework will say of it what it says of every wrong name
		return ""
	return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}"
