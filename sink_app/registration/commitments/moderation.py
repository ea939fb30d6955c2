"""What a community does with remarks and publications in the Desk."""

import frappe
from frappe.utils import nowdate

from sink_app.registration.commitments import FEEDBACK, periods
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import settings


@frappe.whitelist(methods=["POST"])
def settle(names: str | list, status: str) -> None:
	"""Show remarks on the public page or leave them out; each with its own write permission."""
	for name in frappe.parse_json(names):
		doc = frappe.get_doc(FEEDBACK, name)
		doc.check_permission("write")
		doc.status = status
		doc.save()


@frappe.whitelist()
def last_period() -> dict:
	"""The first and the last day of the period that ended last."""
	period = periods.ended_before(nowdate(), settings().publish_interval)
	return {"from_date": str(period.first), "to_date": str(period.last)}
