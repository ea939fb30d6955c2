"""What the app gives to a user's account when somebody gets a post or a member gets a login."""

import frappe

OFFICE_PROFILE = "Sink Office"


def give(user: str, role: str, office: bool):
	"""Give an account a role and, for an office, the sidebar without the framework's own workspaces."""
	account = frappe.get_doc("User", user)
	lacks_role = role not in {row.role for row in account.roles}
	profile = _missing_profile(account) if office else None
	if lacks_role:
		account.append("roles", {"role": role})
	if profile:
		account.module_profile = profile
	if lacks_role or profile:
		# acts for itself: who may give the post gives its role too, without a right on other accounts
		account.flags.ignore_permissions = True
		account.save()


def _missing_profile(account) -> str | None:
	"""The office's module profile, where the account has none and the site has not done away with it."""
	if account.module_profile or "System Manager" in frappe.get_roles(account.name):
		return None
	return frappe.db.exists("Module Profile", OFFICE_PROFILE)
