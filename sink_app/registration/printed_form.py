"""What the printed 《党员干部下沉村、社区报到信息采集表》 shows beside the registration's own fields."""

import frappe
from babel.dates import format_skeleton
from frappe import _
from frappe.utils import cstr, formatdate, getdate

from sink_app.access import query
from sink_app.approvals import printing, returns, steps

COMMUNITY_STATES = ("Community Acceptance", "Placed in Grid")
SUBMITTED = "Unit Review"
RESTRICTED = "home_address"
PLACES = ("community", "compound", "grid", "building")
NOT_PRINTED = ("Table", "Table MultiSelect", "Attach Image", "Password", "Signature", "Geolocation")


def sink_registration_form(doc) -> frappe._dict:
	"""Everything a print format of Sink Registration needs and its fields do not hold (hook: jinja).

	labels    what the Desk calls each field of the registration and the member
	member    the member's facts as texts; the home address only for who may read it
	boxes     {field: [{"title", "chosen"}]} of fields to tick
	wishes    [{"title", "boxes"}]: the kinds of service by their group
	opinions  [{"title", "steps", "day"}]: what unit and community said, from the steps really taken
	further   [{"label", "value"}]: the fields that the office added
	"""
	member = frappe.get_doc("Sink Member", doc.member)
	return frappe._dict(
		labels=_labels(member, doc),
		member=_facts(member),
		places={field: _title("Sink Area", doc.get(field), "area_name") for field in PLACES},
		unit=_title("Sink Organization", doc.unit, "org_name"),
		organization=_organization(doc),
		boxes={
			"sex": _boxes(member, "sex"),
			"staff_kind": _boxes(member, "staff_kind"),
			"registration_type": _boxes(doc, "registration_type"),
			"times": _times(member),
		},
		wishes=_wishes(member),
		filled_on=_day(doc.creation),
		opinions=_opinions(doc),
		further=[*_further(doc), *_further(member)],
	)


def _labels(*docs) -> dict[str, str]:
	return {df.fieldname: _(df.label) for doc in docs for df in doc.meta.fields if df.label}


def _facts(member) -> frappe._dict:
	facts = frappe._dict({df.fieldname: cstr(member.get(df.fieldname)) for df in member.meta.fields})
	if not _may_read(member, member.meta.get_field(RESTRICTED)):
		facts[RESTRICTED] = ""
	facts.update(
		birth_date=_month(member.birth_date),
		home_area=_title("Sink Area", member.home_area, "title"),
		skills="、".join(_skill(row) for row in member.skills),
		can_duty=member.can_duty,
		can_emergency=member.can_emergency,
	)
	return facts


def _may_read(doc, df) -> bool:
	"""Whether the session's user may read a field of a record, by the record and by the field's level."""
	# asked quietly: the framework would tell whoever prints what they may not read
	return query.has_permission(doc, "read") and (
		not df.permlevel or doc.has_permlevel_access_to(df.fieldname, df)
	)


def _skill(row) -> str:
	"""急救（持证：红十字救护员证）."""
	inside = "：".join(filter(None, (_(row.level) if row.level else "", row.certificate)))
	return f"{row.skill}（{inside}）" if inside else row.skill


def _organization(doc) -> str:
	"""The branch after the organization above it: 第一党支部 stands in every one of them."""
	names = [_title("Sink Organization", doc.get(field), "org_name") for field in ("second_level", "branch")]
	return " ".join(filter(None, names)) or _title("Sink Organization", doc.organization, "org_name")


def _title(doctype: str, name: str | None, field: str) -> str:
	return (frappe.db.get_value(doctype, name, field) or "") if name else ""


def _boxes(doc, field: str) -> list[dict]:
	options = filter(None, doc.meta.get_options(field).split("\n"))
	return [{"title": _(option), "chosen": doc.get(field) == option} for option in options]


def _times(member) -> list[dict]:
	"""Kinds of days to tick, with the hours given for them."""
	options = filter(None, frappe.get_meta("Sink Member Time").get_options("day_kind").split("\n"))
	rows = {option: [row for row in member.times if row.day_kind == option] for option in options}
	return [
		{"title": _(option), "chosen": bool(times), "hours": "、".join(filter(None, map(_hours, times)))}
		for option, times in rows.items()
	]


def _hours(row) -> str:
	return "—".join(cstr(time).rpartition(":")[0] for time in (row.from_time, row.to_time) if time)


def _wishes(member) -> list[dict]:
	chosen = {row.category for row in member.wishes}
	# acts for itself: the list of services is no secret, and a form shows all that may be wished for
	categories = frappe.get_all(
		"Sink Service Category",
		filters={"disabled": 0},
		fields=[
			*("name", "category_name", "is_group", "offered_as_wish"),
			"parent_sink_service_category as parent",
		],
		order_by="lft asc",
	)
	groups = {row.name: {"title": _(row.category_name), "boxes": []} for row in categories if row.is_group}
	for row in categories:
		is_shown = row.offered_as_wish or row.name in chosen
		if is_shown and not row.is_group and row.parent in groups:
			box = {"title": _(row.category_name), "chosen": row.name in chosen}
			groups[row.parent]["boxes"].append(box)
	return [group for group in groups.values() if group["boxes"]]


def _opinions(doc) -> list[frappe._dict]:
	"""The unit's and the community's steps, then those of stages that the office put into the chain."""
	taken = steps.history(doc.doctype, doc.name) if query.has_permission(doc, "read") else []
	sides = {"unit": [], "community": []}
	for step in taken:
		if step.to_state != SUBMITTED and step.action != returns.WITHDRAW:
			sides.setdefault(_side(step.from_state), []).append(step)
	titles = {"unit": _("Opinion of the Unit"), "community": _("Opinion of the Community")}
	return [
		frappe._dict(
			title=titles.get(side) or _(side),
			steps=[frappe._dict(step, day=_day(step.taken_at), who=printing.who(step)) for step in said[-3:]],
			day=_day(said[-1].taken_at if said else None),
		)
		for side, said in sides.items()
	]


def _side(state: str) -> str:
	if state in COMMUNITY_STATES:
		return "community"
	return "unit" if state in ("Draft", "Returned", SUBMITTED) else state


def _further(doc) -> list[dict]:
	"""The fields that the office itself added, empty ones too: they are there to be filled by hand."""
	return [
		{"label": _(df.label), "value": _shown(doc, df)}
		for df in doc.meta.get_custom_fields()
		if df.label
		and df.fieldtype not in (*frappe.model.no_value_fields, *NOT_PRINTED)
		and not (df.hidden or df.print_hide)
		and _may_read(doc, df)
	]


def _shown(doc, df) -> str:
	value = doc.get(df.fieldname)
	if df.fieldtype == "Check":
		return _("Yes") if value else ""
	if df.fieldtype == "Link" and value:
		return _title(df.options, value, frappe.get_meta(df.options).get_title_field())
	if df.fieldtype == "Date" and value:
		return formatdate(value)
	return _(value) if df.fieldtype == "Select" and value else cstr(value)


def _day(moment) -> str:
	"""A date in words of the language; blanks to fill in by hand where there is none."""
	return formatdate(moment, "long") if moment else _("Year    Month    Day")


def _month(date) -> str:
	return format_skeleton("yMMM", getdate(date), locale=frappe.local.lang.replace("-", "_")) if date else ""
