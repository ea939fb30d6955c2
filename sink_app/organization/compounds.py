"""Compounds and what has been set up in them: party organizations, owners' committees, property companies."""

import frappe
from frappe.query_builder.terms import ValueWrapper
from pypika.terms import ExistsCriterion

from sink_app.organization import reach


def facts() -> list[frappe._dict]:
	"""Every compound that whoever asks answers for, and whether it has an organization of its own."""
	area, organization = frappe.qb.DocType("Sink Area"), frappe.qb.DocType("Sink Organization")
	own = (
		frappe.qb.from_(organization)
		.select(ValueWrapper(1))
		.where(
			(organization.area == area.name)
			& (organization.level == "Compound")
			& (organization.disabled == 0)
		)
	)
	query = (
		frappe.qb.from_(area)
		.select(
			*(area.name, area.area_name, area.district, area.street, area.community),
			*(area.households, area.owners_committee, area.property_company),
			frappe.qb.terms.Case().when(ExistsCriterion(own), 1).else_(0).as_("has_organization"),
		)
		.where((area.level == "Compound") & (area.disabled == 0))
		.orderby(area.lft)
	)
	return reach.narrowed(query, area, "Sink Area").run(as_dict=True)


def share(part: int, whole: int) -> float | None:
	"""Percent with one decimal; None where there is nothing to count."""
	return round(100 * part / whole, 1) if whole else None
