from frappe import _

from sink_app.registration.merging import suspected


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Pairs of members that may be one person (REG-15), as far as whoever asks reads both."""
	return _columns(), suspected.pairs(filters or {})


def _columns() -> list[dict]:
	return [
		_column("reason", _("Why"), "Data", 140),
		_column("member_name", _("Record That Stays"), "Data", 100),
		_column("birth_date", _("Date of Birth"), "Date", 100),
		_column("mobile", _("Mobile"), "Data", 110),
		_column("organization", _("Party Organization"), "Data", 170),
		_column("other_member_name", _("Record That Goes"), "Data", 100),
		_column("other_birth_date", _("Date of Birth"), "Date", 100),
		_column("other_mobile", _("Mobile"), "Data", 110),
		_column("other_organization", _("Party Organization"), "Data", 170),
		_column("merge", _("Merge"), "Data", 70),
		{"fieldname": "kept", "label": "", "fieldtype": "Data", "hidden": 1},
		{"fieldname": "merged", "label": "", "fieldtype": "Data", "hidden": 1},
	]


def _column(fieldname: str, label: str, fieldtype: str, width: int) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
