"""How people are named in public: as the office set it."""

from sink_app.registration.commitments import MEMBER
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import settings

SURNAMES_OF_TWO = frozenset(
	("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫")
)


def shown(name: str, kind: str = MEMBER) -> str:
	"""A name as the public page shows it; organizations and teams are always named in full."""
	if kind != MEMBER or settings().name_style == "Full Name":
		return name
	return f"{surname(name)}同志"


def surname(name: str) -> str:
	"""The family name of a Chinese name; the first word of another."""
	first, _blank, rest = name.strip().partition(" ")
	if rest:
		return first
	return first[:2] if first[:2] in SURNAMES_OF_TWO else first[:1]
