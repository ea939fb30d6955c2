"""Small makers of test data. Each inserts one record as Administrator and returns it."""

import itertools
from contextlib import contextmanager
from datetime import timedelta
from random import randrange

import frappe

_numbers = itertools.count(1)


@contextmanager
def as_user(user: str):
	"""Act as a user, then as who acted before."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield user
	finally:
		frappe.set_user(before)


def make(doctype: str, **values):
	"""Insert a record as Administrator."""
	with as_user("Administrator"):
		return frappe.get_doc({"doctype": doctype, **values}).insert()


def make_area(level: str, parent=None, **values):
	"""An area with a name of its own; `parent` is an area or its name."""
	parent = getattr(parent, "name", parent)
	values.setdefault("area_name", f"{level} {next(_numbers)}")
	values.setdefault("is_group", 0 if level in ("Grid", "Building") else 1)
	values.setdefault("area_code", f"T{frappe.generate_hash(length=10)}")
	return make("Sink Area", level=level, parent_sink_area=parent or root_of("Sink Area"), **values)


def make_organization(level: str, parent=None, **values):
	"""An organization with a name of its own; `parent` is an organization or its name."""
	parent = getattr(parent, "name", parent)
	values.setdefault("org_name", f"{level} {next(_numbers)}")
	values.setdefault("is_group", 0 if level == "Branch" else 1)
	return make(
		"Sink Organization",
		level=level,
		parent_sink_organization=parent or root_of("Sink Organization"),
		**values,
	)


def root_of(tree: str) -> str:
	"""The root of a tree, made if the site has none."""
	parent_field = f"parent_{frappe.scrub(tree)}"
	if root := frappe.db.get_value(tree, {parent_field: ("is", "not set")}):
		return root
	names = {
		"Sink Area": {"area_name": "City", "area_code": "TROOT"},
		"Sink Organization": {"org_name": "Root"},
	}
	return make(tree, level="City", is_group=1, **names[tree]).name


def make_user(*roles: str) -> str:
	"""A user with these roles; returns the user's name."""
	email = f"user{next(_numbers)}.{frappe.generate_hash(length=6)}@test.example"
	before = frappe.flags.in_import
	# the throttle of 60 new users an hour counts unless an import runs
	frappe.flags.in_import = True
	try:
		user = make(
			"User",
			email=email,
			first_name=email.split("@")[0],
			enabled=1,
			send_welcome_email=0,
			user_type="System User",
			roles=[{"role": role} for role in roles],
		)
	finally:
		frappe.flags.in_import = before
	return user.name


def make_stand(role: str, node, user: str | None = None, **values) -> str:
	"""A stand on an area or an organization; returns the user who stands there (a new one unless given)."""
	user = user or make_user(role)
	field = "area" if node.doctype == "Sink Area" else "organization"
	make("Sink Stand", user=user, role=role, **{field: node.name}, **values)
	return user


def make_member(organization, user: str | None = None, **values):
	"""A member of an organization, with a name and mobile of their own."""
	number = next(_numbers)
	values.setdefault("member_name", f"党员{number}")
	# a kept site still has the members of an earlier run
	values.setdefault("mobile", f"199{randrange(10**8):08d}")
	return make("Sink Member", organization=organization.name, user=user, **values)


def make_registration(member, community, **values):
	"""A registration with both notices accepted."""
	values.setdefault("registration_type", "Dispatched")
	return make(
		"Sink Registration",
		member=member.name,
		community=community.name,
		discipline_accepted=1,
		privacy_accepted=1,
		**values,
	)


def make_placed(member, community, grid=None, **values):
	"""A registration whose chain has been walked: its member is placed in a grid of the community."""
	made = make_registration(member, community, **values)
	kept = {"workflow_state": "Placed in Grid", "grid": grid and grid.name}
	frappe.db.set_value("Sink Registration", made.name, kept)
	made.reload()
	return made


def make_position(community, **values):
	"""A post of a community, for one, with a name of its own."""
	values.setdefault("title", f"岗位{next(_numbers)}")
	values.setdefault("position_class", "社区治理")
	values.setdefault("duties", "按社区安排开展服务")
	return make("Sink Position", community=community.name, **values)


def make_commitment(member, community, **values):
	"""A member's draft of a commitment with one promise."""
	due = f"{frappe.utils.nowdate()[:4]}-12-31"
	values.setdefault("items", [{"promise": "每月参加一次清洁家园", "due": due}])
	values.setdefault("committer_kind", "Party Member")
	return make("Sink Commitment", member=member and member.name, community=community.name, **values)


def make_service_record(member, area, **values):
	"""A draft of a service record of the two hours before the last full hour, as its member writes it."""
	end = frappe.utils.now_datetime().replace(minute=0, second=0, microsecond=0)
	values.setdefault("ends_on", end)
	values.setdefault("starts_on", frappe.utils.get_datetime(values["ends_on"]) - timedelta(hours=2))
	values.setdefault("category", "环境整治")
	values.setdefault("content", "清理楼道杂物")
	doc = frappe.get_doc(
		{"doctype": "Sink Service Record", "member": member.name, "area": area.name, **values}
	)
	with as_user(member.user or "Administrator"):
		return doc.insert()


def make_activity(area, **values):
	"""An activity of three hours that begins in a week."""
	start = frappe.utils.now_datetime().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
	values.setdefault("starts_on", start)
	values.setdefault("ends_on", frappe.utils.get_datetime(values["starts_on"]) + timedelta(hours=3))
	values.setdefault("title", f"活动{next(_numbers)}")
	values.setdefault("category", "环境整治")
	values.setdefault("head_count", 5)
	return make("Sink Activity", area=area.name, **values)


def make_volunteer(community, grid=None, **values):
	"""A volunteer of a community, with a name and mobile of their own."""
	values.setdefault("volunteer_name", f"志愿者{next(_numbers)}")
	values.setdefault("mobile", f"198{randrange(10**8):08d}")
	return make("Sink Volunteer", community=community.name, grid=grid and grid.name, **values)


def make_team(community, *members, kind="Service Team", at_work=True, **values):
	"""A team of a community with these members, the first its captain; set up unless told otherwise."""
	values.setdefault("team_name", f"服务队{next(_numbers)}")
	rows = [{"member_kind": "Party Member", "member": member.name} for member in members]
	if members:
		values.setdefault("captain", members[0].name)
	rows += values.pop("rows", [])
	team = make("Sink Team", community=community.name, kind=kind, members=rows, **values)
	if at_work:
		team.db_set("workflow_state", "Team Set Up")
		team.reload()
	return team


class World:
	"""Two communities of one street and one of another district, two units, and who stands there."""

	def __init__(self):
		self.district = make_area("District")
		self.street = make_area("Street", self.district)
		self.community = make_area("Community", self.street)
		self.neighbour = make_area("Community", self.street)
		self.grid = make_area("Grid", self.community)
		self.far_district = make_area("District")
		self.far_community = make_area("Community", make_area("Street", self.far_district))
		self.system = make_organization("System")
		self.unit = make_organization("Unit", overseen_by=self.system.name)
		self.branch = make_organization("Branch", self.unit)
		self.other_unit = make_organization("Unit")
		self.other_branch = make_organization("Branch", self.other_unit)
		self.organizer = make_stand("Sink Unit Organizer", self.unit)
		self.secretary = make_stand("Sink Community Secretary", self.community)
		self.member_user = make_user("Sink Member")
		self.member = make_member(self.branch, user=self.member_user)
