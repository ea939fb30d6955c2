"""Where a meeting is held and filed: what its kind asks for."""

import frappe
from frappe import _

from sink_app.organization import bodies

AREA_LEVELS = {
	"Community": ("Community",),
	"Unit and Community": ("Community",),
	"Compound": ("Compound", "Community"),
}
"""The levels of area a kind of meeting is held at, by `held_by`; others take any."""


class PlaceOfAnotherKind(frappe.ValidationError):
	pass


def check(doc):
	"""Refuse a meeting (or a series) that lacks the organization or the area its kind is held by."""
	bodies.check_named(doc)
	held_by = frappe.get_cached_value("Sink Meeting Kind", doc.kind, "held_by")
	if held_by in ("Organization", "Unit and Community") and not doc.organization:
		frappe.throw(_("«{0}»: please fill in «Party Organization».").format(doc.kind), PlaceOfAnotherKind)
	levels = AREA_LEVELS.get(held_by)
	if not levels:
		return
	if not doc.area or frappe.get_cached_value("Sink Area", doc.area, "level") not in levels:
		frappe.throw(
			_("«{0}»: «Area» takes one of the level {1}.").format(
				doc.kind, _(" or ").join(_(level) for level in levels)
			),
			PlaceOfAnotherKind,
		)


def key(doc) -> dict:
	"""The kind and the place by which meetings follow one another."""
	return {
		"kind": doc.kind,
		"organization": doc.organization or ("is", "not set"),
		"area": doc.area or ("is", "not set"),
	}
