"""What the printed 《公开承诺书》 shows beside the commitment's own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.access import query
from sink_app.approvals import printing, steps
from sink_app.registration.commitments import MEMBER, ON_DISPLAY


def sink_commitment_form(doc) -> frappe._dict:
	"""Community, who promises and for whom, the lines, and what branch and community said, as texts."""
	return frappe._dict(
		community=frappe.db.get_value("Sink Area", doc.community, "area_name"),
		organization=frappe.db.get_value("Sink Organization", doc.organization, "org_name") or "",
		is_member=doc.committer_kind == MEMBER,
		lines=[
			frappe._dict(
				promise=row.promise,
				measure=row.measure or "",
				due=formatdate(row.due, "long"),
				state=_(row.state),
				outcome=row.outcome or "",
			)
			for row in doc.items
		],
		reviewed=_said(doc, to_state=ON_DISPLAY),
		signed_on=formatdate(doc.creation, "long"),
		judged_on=formatdate(doc.judged_on, "long") if doc.judged_on else _("Year    Month    Day"),
	)


def _said(doc, to_state: str) -> frappe._dict:
	"""Who let it be published and when; blanks to fill in by hand before."""
	taken = steps.history(doc.doctype, doc.name) if query.has_permission(doc, "read") else []
	for step in reversed(taken):
		if step.to_state == to_state:
			return frappe._dict(who=printing.who(step), day=formatdate(step.taken_at, "long"))
	return frappe._dict(who="", day=_("Year    Month    Day"))
