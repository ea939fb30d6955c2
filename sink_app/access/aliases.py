"""A function that is answered elsewhere is not reached by another name (hook before_request).

`override_whitelisted_methods` looks at the name a client writes. A module that imports the function, and an
argument that names it, lead past it.
"""

import re
import sys
from collections.abc import Callable

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
	functions = [function for name in names if (function := behind(name))]
	if functions and answered_elsewhere(overridden).intersection(functions):
		frappe.throw(_("This function cannot be called in this way."), AnsweredElsewhere)


def behind(name: object) -> Callable | None:
	"""The function that a dotted name leads to."""
	if not isinstance(name, str) or not FUNCTION.fullmatch(name):
		return None
	try:
		return frappe.get_attr(name)
	except (ImportError, AttributeError, frappe.AppNotInstalledError):
		# the framework will say of it what it says of every wrong name
		return None


def answered_elsewhere(overridden: dict[str, list[str]]) -> set[Callable]:
	"""The functions in whose place others answer; not those that only moved and keep an older name.

	Functions, not their names: some of the framework's decorators take the name away. Whoever could lead to a
	function has loaded its module.
	"""
	return {
		function
		for name, answers in overridden.items()
		if (function := _loaded(name)) and function is not _loaded(answers[0])
	}


def _loaded(name: str) -> Callable | None:
	module, _dot, function = name.rpartition(".")
	return getattr(sys.modules.get(module), function, None)
