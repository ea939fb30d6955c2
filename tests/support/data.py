"""Data that the served site sees as well: committed, and never in another test's way."""

from contextlib import contextmanager

import frappe
from frappe.utils.password import update_password

from sink_app.demo import logins
from sink_app.tests import factories


def password() -> str:
	"""Every test person's password."""
	return frappe.conf.demo_password


@contextmanager
def committed():
	"""What is made inside is there for the served site when it ends; nothing of it if it fails."""
	frappe.db.rollback()
	try:
		yield
		frappe.db.commit()
	except BaseException:
		frappe.db.rollback()
		raise


def look_again() -> None:
	"""Let the test see what the served site has written since it last looked."""
	frappe.db.rollback()
	frappe.clear_document_cache("User", frappe.session.user)


def let_in(*users: str) -> None:
	"""Give users the test persons' password, so that they can log in."""
	for user in users:
		update_password(user, password())


def demo_user(role: str) -> str:
	"""The demo's login for a role, named in English, of the place the demo tells its story about."""
	for user in demo_users():
		if role in frappe.get_roles(user):
			return user
	raise LookupError(f"The demo has no login for {role}.")


def demo_users() -> list[str]:
	return [login["user"] for login in logins()]


class CommittedWorld(factories.World):
	"""The factories' world, with people who can log in and one registration that waits for its community."""

	def __init__(self):
		super().__init__()
		self.neighbour_secretary = factories.make_stand("Sink Community Secretary", self.neighbour)
		self.other_organizer = factories.make_stand("Sink Unit Organizer", self.other_unit)
		self.member.update({"member_name": f"党员{self.member.name[:6]}"})
		self.member.save()
		self.registration = factories.make_registration(self.member, self.community)
		self.registration.db_set("workflow_state", "Community Acceptance")
		let_in(
			*(self.organizer, self.secretary, self.member_user),
			*(self.neighbour_secretary, self.other_organizer),
		)
