"""What installing, migrating and uninstalling do, in order.

A fresh site marks patches done without running them, so what a new site needs comes from here.
"""

import click
import frappe
from frappe import _
from frappe.utils.fixtures import sync_fixtures

from sink_app.registration import privacy_records
from sink_app.service import masters
from sink_app.setup import custom_fields, export, removal, site
from sink_app.shipped import installer


def after_install():
	"""Install what DocType files cannot carry."""
	# Frappe syncs fixtures after this hook, but chains need their states and roles now
	sync_fixtures("sink_app")
	# shipped lists name service categories
	masters.seed()
	_bring_up_to_date()
	privacy_records.seed()
	site.set_defaults()


def after_migrate():
	"""Upgrade what nobody edited; what an administrator changed or deleted stays as it is."""
	_bring_up_to_date()


def before_uninstall():
	"""Write down what the site holds, then delete what speaks of it while the app can still be asked for it.

	Frappe's command line has asked by now whether this is meant, unless it was told not to ask.
	"""
	if removal.is_dry_run():
		return
	doctypes = removal.doctypes_of_the_app()
	_export(doctypes)
	for file in removal.files_about(doctypes):
		frappe.delete_doc("File", file, force=True)
	installer.remove_all()
	custom_fields.remove()
	site.restore()
	removal.remove_configuration(doctypes)
	removal.remove_records_about(doctypes)
	removal.remove_jobs()


def after_uninstall():
	"""Delete the vocabulary that the app's DocTypes needed until they were gone."""
	if removal.is_dry_run():
		return
	removal.remove_vocabulary()
	# Frappe's uninstall has committed before and does not again
	frappe.db.commit()


def _export(doctypes: list[str]):
	path = export.write(doctypes, removal.configuration_about(doctypes), removal.files_about(doctypes))
	click.secho(_("All records of the app were written to {0}").format(path), fg="green")
	click.secho(export.note(), fg="yellow")


def _bring_up_to_date():
	custom_fields.create()
	installer.sync()
	site.sync_module_profile()
	frappe.clear_cache()
