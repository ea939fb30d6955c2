"""A city to try the app with: the organisations of the two notices; people, numbers and figures are invented.

District codes are those of GB/T 2260 and street codes those of the statistical office; functional zones
have none, so theirs continue the row, as do the codes below a street.
"""

import frappe
from frappe import _

from sink_app.demo import (
	changes,
	commitments,
	daily,
	groups,
	joint_projects,
	lists,
	office,
	orders,
	organizations,
	people,
	places,
	plans,
	policies,
	posts,
	registrations,
	reporting,
	services,
	teams,
)


class NotAFreshSite(frappe.ValidationError):
	pass


def install():
	"""Bring in the demo data; what is there already stays as it is.

	Runs as Administrator and leaves the commit to the caller, so a run that is killed leaves nothing behind.
	Raises NotAFreshSite where an office's own areas or organizations are kept: the two would mix for good.
	"""
	_refuse_beside_other_data()
	muted, frappe.flags.mute_emails = frappe.flags.mute_emails, True
	try:
		places.install()
		organizations.install()
		people.install()
		posts.install()
		registrations.install()
		commitments.install()
		policies.install()
		groups.install()
		plans.install()
		office.install()
		orders.install()
		lists.install()
		daily.install()
		changes.install()
		teams.install()
		services.install()
		joint_projects.install()
		reporting.install()
	finally:
		frappe.flags.mute_emails = muted


def logins() -> list[dict]:
	"""Who can log in with the site's `demo_password`: role (in Chinese), user, name and where they stand."""
	return people.logins()


def _refuse_beside_other_data():
	for tree, field, root in (
		("Sink Area", "area_name", places.root()),
		("Sink Organization", "org_name", organizations.root()),
	):
		own = frappe.db.get_value(tree, {f"parent_{frappe.scrub(tree)}": ("is", "not set")}, field)
		if own and own != root:
			frappe.throw(
				_("This site is kept for «{0}» already. Demo data belongs on a site of its own.").format(own),
				NotAFreshSite,
			)
