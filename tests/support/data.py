"""Data that the served site sees as well: committed, and never in another test's way."""

from contextlib import contextmanager

import frappe
from frappe.utils.password import update_password

from sink_app.approvals import steps
from sink_app.demo import source
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


def forget_limits() -> None:
	"""Let guests ask again, however often the tests before have."""
	for key in [*frappe.cache.scan_iter("rl:*"), *frappe.cache.scan_iter("*|rl:*")]:
		frappe.cache.delete(key)


def let_in(*users: str) -> None:
	"""Give users the test persons' password, so that they can log in."""
	for user in users:
		update_password(user, password())


def demo_user(login: str) -> str:
	"""The demo's user of a short name, as `unit` or `community2`."""
	return source.user(login)


def named_world(word: str, grid: str = "第1网格") -> factories.World:
	"""The factories' world with names as people give them; `word` tells one test's places from another's."""
	world = factories.World()
	for doc, field, kind in (
		(world.street, "area_name", "街道"),
		(world.community, "area_name", "社区"),
		(world.unit, "org_name", "单位"),
		(world.branch, "org_name", "支部"),
	):
		doc.update({field: f"{word}{kind}{doc.name[:4]}"}).save()
	world.grid.update({"area_name": grid}).save()
	return world


class CommittedWorld(factories.World):
	"""The factories' world, with people who can log in and one registration that waits for its community."""

	def __init__(self):
		super().__init__()
		self.neighbour_secretary = factories.make_stand("Sink Community Secretary", self.neighbour)
		self.other_organizer = factories.make_stand("Sink Unit Organizer", self.other_unit)
		self.mark = self.member.name[:6]
		self.member.update({"member_name": f"党员{self.mark}", "home_area": self.community.name})
		self.member.save()
		self.registration = self._register()
		let_in(
			*(self.organizer, self.secretary, self.member_user),
			*(self.neighbour_secretary, self.other_organizer),
		)

	def _register(self):
		"""Sent back once, so that its steps have something to tell."""
		made = factories.make_registration(self.member, self.community, wanted_post=f"岗位{self.mark}")
		for user, action, reason in (
			(self.member_user, "Submit to Unit", None),
			(self.organizer, "Send Back", f"理由{self.mark}"),
			(self.member_user, "Submit to Unit", None),
			(self.organizer, "Approve to Community", None),
		):
			with factories.as_user(user):
				steps.take("Sink Registration", made.name, action, reason=reason)
		made.reload()
		return made
