"""What the app gives to a user's account when somebody gets a post or a member gets a login."""

import frappe

OFFICE_PROFILE = "Sink Office"


def give(user: str, role: str, office: bool):
	"""Give an account a role and, for an office, the sidebar without the framework's own workspaces."""
	account = frappe.get_doc("User", user)
	lacks_role = role not in {row.role for row in account.roles}
	lacks_profile = office and not account.module_profile and "System Manager" not in frappe.get_roles(user)
	if lacks_role:
		account.append("roles", {"role": role})
	if lacks_profile:
		account.module_profile = frappe.db.exists("Module Profile", OFFICE_PROFILE)
	if lacks_role or lacks_profile:
		# acts for itself: who may give the post gives its role too, without a right on other accounts
		account.flags.ignore_permissions = True
		account.save()
