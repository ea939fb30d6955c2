"""What installing, migrating and uninstalling do, in order.

A fresh site marks patches done without running them, so what a new site needs comes from here.
"""

import frappe
from frappe.utils.fixtures import sync_fixtures

from sink_app.setup import custom_fields, masters, removal, site
from sink_app.shipped import installer


def after_install():
	"""Install what DocType files cannot carry."""
	# Frappe syncs fixtures after this hook, but chains need their states and roles now
	sync_fixtures("sink_app")
	_bring_up_to_date()
	masters.seed()
	site.set_defaults()
	site.make_module_profile()


def after_migrate():
	"""Upgrade what nobody edited; what an administrator changed or deleted stays as it is."""
	_bring_up_to_date()


def before_uninstall():
	"""Delete what speaks of the app's records while the app can still be asked for it."""
	installer.remove_all()
	custom_fields.remove()
	site.restore()
	removal.remove_records_about(removal.doctypes_of_the_app())


def after_uninstall():
	"""Delete the vocabulary that the app's DocTypes needed until they were gone."""
	removal.remove_vocabulary()
	# Frappe's uninstall has committed before and does not again
	frappe.db.commit()


def _bring_up_to_date():
	custom_fields.create()
	installer.sync()
	frappe.clear_cache()
