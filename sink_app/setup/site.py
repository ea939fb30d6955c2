"""What a new site shows of the app: its name, and no invitations to strangers."""

import frappe

from sink_app.organization.accounts import OFFICE_PROFILE as PROFILE
from sink_app.shipped import files, installer

NAME = "下沉社区"
CURRENCY = "CNY"
SECONDS, MINUTES = "HH:mm:ss", "HH:mm"
"""Nobody enters seconds, and the picker of some builds of the Desk writes the letters «ss» for them."""


def set_defaults():
	"""Name a site that has no name yet, and close its sign-up (after_install); an office may change both."""
	website = frappe.get_single("Website Settings")
	if website.app_name in (None, "", "Frappe"):
		website.app_name = NAME
	website.brand_html = website.brand_html or NAME
	website.footer_powered = website.footer_powered or NAME
	website.disable_signup = 1
	website.save()
	system = frappe.get_single("System Settings")
	if system.app_name in (None, "", "Frappe"):
		system.app_name = NAME
	system.login_with_email_link = 0
	if system.time_format in (None, "", SECONDS):
		system.time_format = MINUTES
	system.flags.ignore_mandatory = True
	system.save()
	set_currency()


def set_currency():
	"""Count money in yuan where no currency is set: the Desk would show the sign of the first it knows."""
	if not frappe.db.get_default("currency"):
		frappe.db.set_default("currency", CURRENCY)


def sync_module_profile():
	"""Leave other apps' workspaces out of an office user's sidebar (after_install, after_migrate).

	It is kept like any shipped record: modules that came since are added unless an administrator edited or
	deleted the profile.
	"""
	own = set(frappe.get_module_list("sink_app"))
	# acts for itself: every module of the site is named, whoever may open it
	modules = frappe.get_all("Module Def", pluck="name", order_by="name asc")
	content = {
		"doctype": "Module Profile",
		"name": PROFILE,
		"module_profile_name": PROFILE,
		"block_modules": [{"module": module} for module in modules if module not in own],
	}
	installer.sync_one(files.ShippedFile("sink_app/setup/site.py", content))


def restore():
	"""Take the app's name and profile away again; what an office wrote itself stays (before_uninstall)."""
	for doctype in ("Website Settings", "System Settings"):
		settings = frappe.get_single(doctype)
		for field in ("app_name", "brand_html", "footer_powered"):
			if settings.meta.has_field(field) and settings.get(field) == NAME:
				frappe.db.set_single_value(doctype, field, settings.meta.get_field(field).default)
	if frappe.db.get_default("currency") == CURRENCY:
		frappe.defaults.clear_default("currency", parent="__default")
	# acts for itself: the app is being removed by who administers the site
	for user in frappe.get_all("User", filters={"module_profile": PROFILE}, pluck="name"):
		frappe.db.delete("Block Module", {"parent": user})
		frappe.db.set_value("User", user, "module_profile", None)
	frappe.delete_doc_if_exists("Module Profile", PROFILE)
