"""The numbers that an office sets for teams and rosters (Sink Service Settings)."""

import frappe
from frappe.utils import cint

from sink_app.service.teams import SQUAD, WORK

SETTINGS = "Sink Service Settings"
SQUAD_SIZE = 4


def value(field: str):
	"""A setting; its default where the settings were saved before there was one."""
	set_to = frappe.get_cached_doc(SETTINGS).get(field)
	return frappe.get_meta(SETTINGS).get_field(field).default if set_to in (None, "") else set_to


def number(field: str) -> int:
	"""A setting that is a number."""
	return cint(value(field))


def teams_per_member() -> int:
	"""Of how many service teams a member is at most (武组通〔2021〕37号: 报名加入1—2支服务团队)."""
	return number("teams_per_member")


def recommended_size(kind: str) -> int:
	"""How many people a team of a kind has by the notices; 0 where they say nothing."""
	if kind == SQUAD:
		return SQUAD_SIZE
	return number("work_team_size" if kind == WORK else "team_soft_max")
