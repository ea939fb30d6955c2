"""Who works with the app in the demo: users and where they stand, and the party members they look after."""

import frappe
from frappe.utils import nowdate
from frappe.utils.password import update_password

from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import backdate, before_today
from sink_app.organization import accounts
from sink_app.personal import vault

LANGUAGE, TIME_ZONE = "zh", "Asia/Shanghai"
ENTERED_DAYS_AGO = 75
SESSIONS = 5
"""Of one user at once: visitors share a demo login, and Frappe's default of one would log the others out."""


def install():
	"""Insert the users, stands and members that are missing."""
	for row in source.read("users"):
		_install_user(row)
		_install_stand(row)
	_install_members()


def logins() -> list[dict]:
	"""The users who can log in, in the order of the file; role names in Chinese."""
	homes = {row["login"]: row["organization"] for row in source.read("members") if "login" in row}
	return [
		{
			"role": frappe._(row["roles"][0], lang=LANGUAGE),
			"user": source.user(row["login"]),
			"name": row["name"],
			"where": row.get("area")
			or row.get("organization")
			or row.get("stands_by")
			or homes[row["login"]],
		}
		for row in source.read("users")
		if row.get("shown")
	]


def organizer_of(*organizations: str | None) -> str:
	"""The unit organizer who stands on the first of these organizations that has one."""
	for organization in filter(None, organizations):
		if users := _standing(["Sink Unit Organizer"], organization=organization):
			return users[0]
	raise frappe.DoesNotExistError(f"No unit organizer stands on any of {organizations}")


def receivers_of(community: str) -> list[str]:
	"""Those who take registrations in at a community."""
	return _standing(["Sink Community Secretary", "Sink Community Staff"], area=community)


def _install_user(row: dict):
	name = source.user(row["login"])
	if frappe.db.exists("User", name):
		return
	works_in_desk = frappe.db.exists("Role", {"name": ("in", row["roles"]), "desk_access": 1})
	user = frappe.new_doc("User")
	user.update(
		{
			"email": name,
			"first_name": row["name"],
			"full_name": row["name"],
			"enabled": 1,
			"send_welcome_email": 0,
			"language": LANGUAGE,
			"time_zone": TIME_ZONE,
			"user_type": "System User" if works_in_desk else "Website User",
			"simultaneous_sessions": SESSIONS,
			"roles": [{"role": role} for role in row["roles"]],
			**_office_sidebar(row),
		}
	)
	# Frappe's own checks empty every cache at each user, and make the first Desk user a System Manager
	user.flags.ignore_validate = True
	before = frappe.flags.in_import, frappe.flags.in_install
	# no throttle of 60 new users an hour; an account's contact is made at once, not by two jobs each
	frappe.flags.in_import, frappe.flags.in_install = True, "sink_app"
	try:
		user.insert()
	finally:
		frappe.flags.in_import, frappe.flags.in_install = before
	if row.get("shown") and (password := frappe.conf.demo_password):
		update_password(name, password)


def _office_sidebar(row: dict) -> dict:
	"""What a post gives to an account, given at once: the stand would save each account a second time."""
	profile = accounts.OFFICE_PROFILE
	if not _works_in(row) or not frappe.db.exists("Module Profile", profile):
		return {}
	hidden = frappe.get_cached_doc("Module Profile", profile).block_modules
	return {"module_profile": profile, "block_modules": [{"module": each.module} for each in hidden]}


def _works_in(row: dict) -> dict:
	"""The area or organization a user stands on, as fields of a stand."""
	if "area" in row:
		return {"area": source.area(row["area"])}
	if "organization" in row:
		return {"organization": source.organization(row["organization"])}
	return {}


def _install_stand(row: dict):
	place = _works_in(row)
	stand = {"user": source.user(row["login"]), "role": row["roles"][0], **place}
	if place and not frappe.db.exists("Sink Stand", stand):
		frappe.get_doc({"doctype": "Sink Stand", **stand, "from_date": f"{nowdate()[:4]}-01-01"}).insert()


def _install_members():
	"""Each organizer enters their members in one turn, as a change of user empties the caches."""
	turns: dict[str, list[dict]] = {}
	for row in source.read("members"):
		same_mobile = vault.holders("Sink Member", "mobile", row["mobile"])
		if not frappe.db.exists("Sink Member", {"member_name": row["name"], "name": ("in", same_mobile)}):
			organization = source.organization(row["organization"])
			above = frappe.db.get_value("Sink Organization", organization, ["second_level", "unit"])
			turns.setdefault(organizer_of(*above), []).append({**row, "organization": organization})
	entered = before_today(ENTERED_DAYS_AGO)
	for user, rows in turns.items():
		with acting_as(user):
			for row in rows:
				backdate(_member(row).insert(), entered)


def _member(row: dict):
	return frappe.get_doc(
		{
			"doctype": "Sink Member",
			"member_name": row["name"],
			"sex": row["sex"],
			"birth_date": row["born"],
			"mobile": row["mobile"],
			"organization": row["organization"],
			"position_title": row["position"],
			"staff_kind": row["staff_kind"],
			"status": row["status"],
			"user": source.user(row["login"]) if "login" in row else None,
			"skills": row["skills"],
			"hobbies": row["hobbies"],
			"wishes": [{"category": category} for category in row["wishes"]],
			"times": row["times"],
			"home_area": source.area(row["home"]),
			"home_address": row["address"],
			**dict.fromkeys(row["flags"], 1),
		}
	)


def _standing(roles: list[str], **place) -> list[str]:
	# acts for itself: whose hands a record passes through is read from the stands
	return frappe.get_all(
		"Sink Stand", filters={"role": ("in", roles), **place}, pluck="user", order_by="creation asc"
	)
