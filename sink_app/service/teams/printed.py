"""What the printed 《服务团队备案表》 and posters show beside the records' own fields (hook: jinja)."""

import io
from base64 import b64encode

import frappe
import pyqrcode
from frappe import _
from frappe.utils import formatdate, get_url

from sink_app.approvals import log


def sink_team_filing_sheet(doc) -> frappe._dict:
	"""The community's name, when it was handed in and when the street put it on file; empty where not yet."""
	steps = [entry for entry in log.entries(doc.doctype, doc.name) if entry["to_state"] == "Filing Check"]
	return frappe._dict(
		community=frappe.db.get_value("Sink Area", doc.community, "title"),
		handed_in=formatdate(steps[-1]["taken_at"], "long") if steps else "",
		filed=formatdate(doc.filed_on, "long") if doc.filed_on else "",
	)


def sink_team_poster(doc) -> frappe._dict:
	"""What the team does and how to join it; the captain's own number is never on a wall."""
	facts = (
		(_("What we do"), doc.services),
		(_("How Often"), doc.frequency),
		(_("Captain"), doc.captain_name),
		(_("Contact"), doc.office_contact),
	)
	return frappe._dict(
		community=frappe.db.get_value("Sink Area", doc.community, "title"),
		facts=[(label, text) for label, text in facts if text],
		code=_code_of(get_url(f"/teams#{doc.name}")),
	)


def sink_grid_poster(doc) -> frappe._dict:
	"""A code to hang up in a grid: whoever served scans it and writes the record, the place filled in."""
	return frappe._dict(
		community=frappe.db.get_value("Sink Area", doc.community, "title") if doc.community else "",
		code=_code_of(get_url(f"/sink#/record/at/{doc.name}")),
	)


def _code_of(address: str) -> str:
	"""An address as a QR code, as the address of a picture."""
	picture = io.BytesIO()
	pyqrcode.create(address).svg(picture, scale=4, quiet_zone=2, xmldecl=False)
	return "data:image/svg+xml;base64," + b64encode(picture.getvalue()).decode()
