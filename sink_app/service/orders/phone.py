"""服务单 on the member's phone page: orders to take by one tap, and those the member holds or waits for."""

import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime, now_datetime

from sink_app.access import stands
from sink_app.approvals import following
from sink_app.registration.own import NoMemberRecord, own_member
from sink_app.registration.posts import matching
from sink_app.service import places
from sink_app.service.orders import (
	ACCEPTED,
	CLAIM,
	DISPATCHED,
	HAND_IN,
	HANDED_IN,
	HELD,
	IN_SERVICE,
	OPEN,
	ORDER,
	OVER,
	TAKING,
	WAITING,
	claiming,
	counting,
	problems,
	suitable,
)

METHODS = ("Phone", "WeChat", "In Person")
FIELDS = (
	*("name", "title", "category", "area", "community", "grid", "address", "duties", "starts_on", "ends_on"),
	*("head_count", "taken", "waiting", "contact_name", "contact_phone", "workflow_state"),
)


class NotYours(frappe.PermissionError):
	"""The place is another member's."""


class NotBegunYet(frappe.ValidationError):
	"""What lies ahead cannot be done yet."""


class MethodUnknown(frappe.ValidationError):
	"""There is no such way to speak with the community."""


@frappe.whitelist()
def card() -> dict:
	"""What the home page says: how many orders the member holds, the next one, and how many are to be had."""
	member = own_member()
	held = _claims(member.name)
	taken = {row.service_order for row in held}
	return {
		"is_placed": bool(places.placed_in(member.name)),
		"held": len([row for row in held if row.status == HELD]),
		"to_accept": len([row for row in held if row.status == HELD and not row.accepted_on]),
		"open": len([row for row in _open_rows(member) if row.name not in taken]),
		"next": next((f"{row.order_title} · {_when(row)}" for row in held if row.status == HELD), ""),
	}


@frappe.whitelist()
def orders() -> dict:
	"""The orders the member holds or waits for, and those to be had near by, what fits first."""
	member = own_member()
	held = _claims(member.name)
	taken = {row.service_order for row in held}
	return {
		"held": [_held_card(row) for row in held],
		"orders": _open_cards(member, [row for row in _open_rows(member) if row.name not in taken]),
		"methods": [{"value": method, "label": _(method)} for method in METHODS],
	}


@frappe.whitelist(methods=["POST"])
def claim(order: str) -> dict:
	"""Take an order, or queue for it: {status, place, message}."""
	member = _me()
	found = counting.again_if_deadlocked(lambda: claiming.claim(order, member))
	if found.status == HELD:
		message = _("The order is yours.")
	elif not found.before:
		message = _("All places are taken; you are first in the queue. You move up by yourself.")
	else:
		message = _("All places are taken; {0} wait before you. You move up by yourself.").format(
			found.before
		)
	return {"status": found.status, "place": found.place, "message": message}


@frappe.whitelist(methods=["POST"])
def accept(claim: str) -> None:
	"""Say yes to an order that the community gave."""
	_own(claim)
	counting.again_if_deadlocked(lambda: claiming.accept(claim))


@frappe.whitelist(methods=["POST"])
def give_up(claim: str, reason: str | None = None) -> None:
	"""Give an order back, or leave its queue."""
	_own(claim)
	counting.again_if_deadlocked(lambda: claiming.give_up(claim, reason))


@frappe.whitelist(methods=["POST"])
def contacted(claim: str, method: str, words: str = "") -> None:
	"""服务前沟通: the member has spoken with the community (湖北经济学院 plan, 四(三)1)."""
	_own(claim)
	if method not in METHODS:
		frappe.throw(_("Please choose how you spoke with the community."), MethodUnknown)
	values = {"contacted_on": now_datetime(), "contact_method": method, "contact_words": words[:500] or None}
	frappe.db.set_value(CLAIM, claim, values)


@frappe.whitelist(methods=["POST"])
def note_problem(claim: str, words: str) -> None:
	"""Tell the community what came up in the service; it stands in the order's handling log."""
	order = _own(claim)
	if frappe.db.get_value(CLAIM, claim, "status") != HELD:
		claiming.refuse_over()
	problems.note(order, words)


@frappe.whitelist(methods=["POST"])
def done(claim: str) -> None:
	"""Say that the service is done; the community confirms it."""
	order = _own(claim)
	doc = frappe.get_doc(ORDER, order, for_update=True)
	if doc.workflow_state not in (DISPATCHED, ACCEPTED, IN_SERVICE):
		claiming.refuse_over()
	if get_datetime(doc.starts_on) > now_datetime():
		frappe.throw(
			_("This service begins on {0}; please say so when it is done.").format(_when(doc)), NotBegunYet
		)
	following.put(doc, HANDED_IN, HAND_IN)


def _me() -> str:
	member = stands.person_of(frappe.session.user)
	if not member:
		frappe.throw(
			_("Your account is not linked to a member yet. Please ask your unit's organizer to link it."),
			NoMemberRecord,
		)
	return member


def _own(claim: str) -> str:
	"""The order of a claim of whoever asks."""
	member, order = frappe.db.get_value(CLAIM, claim, ["member", "service_order"]) or (None, None)
	if not member or member != _me():
		frappe.throw(_("This place is not yours."), NotYours)
	return order


def _claims(member: str) -> list:
	"""What a member holds or waits for and is not over, the next first."""
	claim, order = frappe.qb.DocType(CLAIM), frappe.qb.DocType(ORDER)
	return (
		frappe.qb.from_(claim)
		.join(order)
		.on(order.name == claim.service_order)
		.select(
			*(claim.name, claim.service_order, claim.order_title, claim.status, claim.place, claim.reason),
			*(claim.accepted_on, claim.contacted_on, claim.contact_method, claim.starts_on, claim.ends_on),
			*(order.area, order.address, order.duties, order.contact_name, order.contact_phone),
			order.workflow_state,
		)
		.where((claim.member == member) & claim.status.isin([HELD, WAITING]))
		.where(order.workflow_state.notin(OVER))
		.orderby(claim.starts_on)
		.run(as_dict=True)
	)


def _open_rows(member) -> list:
	"""Orders that take people by themselves, where the member is placed or of the member's unit."""
	communities = places.placed_in(member.name)
	own = [node for node in (member.organization, member.unit, member.second_level, member.branch) if node]
	# acts for itself: the orders of a community are offered to all who are placed there
	rows = frappe.get_all(
		ORDER,
		filters={"workflow_state": ("in", TAKING), "mode": OPEN, "ends_on": (">", now_datetime())},
		or_filters={"community": ("in", communities or [""]), "organization": ("in", own or [""])},
		fields=[*FIELDS, "organization"],
		order_by="starts_on asc",
		limit_page_length=100,
	)
	return [row for row in rows if not row.organization or row.organization in own]


def _open_cards(member, rows: list) -> list[dict]:
	skills = _skills([row.name for row in rows])
	cards = []
	for row in rows:
		wanted = matching.Post(
			*(row.name, row.title, row.community, row.grid, row.category, None),
			left=row.head_count - (row.taken or 0),
			skills=set(skills.get(row.name, ())),
		)
		matched = matching.match(_candidate(member, row.community), wanted)
		is_free = suitable.is_free(member.times, row.starts_on, row.ends_on)
		reasons = [*matched.reasons, *([_("free then")] if is_free else [])]
		cards.append(
			{
				"name": row.name,
				"title": row.title,
				"category": row.category or "",
				"duties": row.duties or "",
				"when": _when(row),
				"place": _title(row.grid or row.area),
				"skills": "、".join(skills.get(row.name, ())),
				"wanted": row.head_count,
				"left": max(0, wanted.left),
				"waiting": row.waiting or 0,
				"reason": "；".join(reasons),
				"score": matched.score + suitable.FREE_THEN * is_free,
			}
		)
	return sorted(cards, key=lambda each: (each["left"] <= 0, -each.pop("score")))


def _candidate(member, community: str) -> matching.Candidate:
	about = {"member": member.name, "community": community, "workflow_state": places.TAKEN_IN}
	grid = frappe.db.get_value(places.REGISTRATION, about, "grid")
	return matching.Candidate(
		*(member.name, member.member_name, "", community, grid, member.organization, ""),
		skills={row.skill for row in member.skills},
		wishes={row.category for row in member.wishes},
	)


def _held_card(row) -> dict:
	is_held = row.status == HELD
	return {
		"name": row.name,
		"title": row.order_title,
		"status": row.status,
		"state": _(row.workflow_state) if is_held else _place_in_queue(row),
		"when": _when(row),
		# who goes there has to find the door; who waits need not know it
		"place": " ".join(filter(None, (_title(row.area), row.address if is_held else ""))),
		"duties": row.duties or "",
		"contact": " ".join(filter(None, (row.contact_name, row.contact_phone))),
		"reason": row.reason or "",
		"may_accept": is_held and not row.accepted_on,
		"contacted": _(row.contact_method) if row.contacted_on else "",
		"may_give_up": row.workflow_state in TAKING,
		"needs_reason": is_held,
		"may_finish": is_held
		and row.workflow_state in (DISPATCHED, ACCEPTED, IN_SERVICE)
		and row.starts_on <= now_datetime(),
	}


def _place_in_queue(row) -> str:
	"""How many wait longer than a claim, in words."""
	ahead = {"service_order": row.service_order, "status": WAITING, "place": ("<", row.place)}
	before = frappe.db.count(CLAIM, ahead)
	return _("Waiting, {0} before you").format(before) if before else _("Waiting, first in the queue")


def _skills(names: list[str]) -> dict[str, list[str]]:
	table = frappe.qb.DocType("Sink Position Skill")
	query = frappe.qb.from_(table).select(table.parent, table.skill)
	rows = query.where(table.parent.isin(names or [""]) & (table.parenttype == ORDER)).run()
	found: dict[str, list[str]] = {}
	for order, skill in rows:
		found.setdefault(order, []).append(skill)
	return found


def _title(area: str | None) -> str:
	return (frappe.db.get_value("Sink Area", area, "title") or "") if area else ""


def _when(row) -> str:
	begin, end = get_datetime(row.starts_on), get_datetime(row.ends_on)
	until = format_datetime(end, "HH:mm" if begin.date() == end.date() else "yyyy-MM-dd HH:mm")
	return f"{format_datetime(begin, 'yyyy-MM-dd HH:mm')}—{until}"
