"""A temporary party organization for an emergency: founded in one step, by who may found one."""

import frappe
from frappe import _
from frappe.utils import nowdate

from sink_app.service.emergencies import EMERGENCY, IN_FORCE
from sink_app.service.emergencies.calling import NotInForce

ORGANIZATION = "Sink Organization"


class FoundedAlready(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def found(emergency: str, parent: str, org_name: str) -> str:
	"""Found a temporary branch below an organization, which thereby agrees to it; returns its name.

	An organization above agrees before a temporary one is founded (湖北经济学院 plan, 三(一)).
	"""
	doc = frappe.get_doc(EMERGENCY, emergency, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state != IN_FORCE:
		frappe.throw(_("A temporary organization is founded while an emergency is in force."), NotInForce)
	if doc.temporary_organization:
		frappe.throw(_("A temporary organization has been founded for it already."), FoundedAlready)
	branch = frappe.get_doc(
		{
			"doctype": ORGANIZATION,
			"level": "Branch",
			"org_name": org_name,
			"parent_sink_organization": parent,
			"area": doc.area,
			"is_temporary": 1,
			"temporary_purpose": doc.title,
			"approved_by": parent,
			"approved_on": nowdate(),
			"established_on": nowdate(),
		}
	).insert()
	doc.temporary_organization = branch.name
	doc.save()
	return branch.name
