"""The area that an organization works for; a unit only has its seat in one."""

import frappe

from sink_app.access import columns, declaration

TERRITORIAL = ("City", "System", "Community", "Compound")
FILED = ("Sink Annual Plan", "Sink Milestone Task", "Sink Working Group", "Sink Supervision Group")
"""DocTypes that keep the area of their organization in `area`, so that who stands there finds them."""


def area_of(organization: str | None) -> str | None:
	"""The area that a community's, district's or city's organization works for; None for a unit."""
	if not organization:
		return None
	level, area = frappe.db.get_value("Sink Organization", organization, ["level", "area"]) or (None, None)
	return area if level in TERRITORIAL else None


def follow(organization):
	"""Let what is filed at an organization follow when it comes to work for another area."""
	before = organization.get_doc_before_save()
	if not before or (before.area, before.level) == (organization.area, organization.level):
		return
	area = area_of(organization.name)
	place = columns.ancestors(declaration.trees()["Sink Area"], area)
	place = {column: place[column] for column in ("district", "street", "community")}
	for doctype in FILED:
		frappe.db.set_value(
			doctype, {"organization": organization.name}, {"area": area, **place}, update_modified=False
		)
