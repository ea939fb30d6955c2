"""评: how a resident was pleased, told by phone, on paper, or through a link that counts once."""

import hashlib
import secrets

import frappe
from frappe import _
from frappe.query_builder.functions import Avg
from frappe.utils import add_days, get_url, getdate, nowdate

from sink_app.service.demands import SETTINGS
from sink_app.service.orders import SATISFACTION

SCORES = {"Very Satisfied": 5, "Satisfied": 4, "Fair": 3, "Dissatisfied": 2, "Very Dissatisfied": 1}
DISPLEASED = 2
"""From this score down somebody from the community calls."""
ASKED, RATED = "Asked", "Rated"
CALL_BACK, LINK = "Call-back", "One-time Link"


class LinkOver(frappe.ValidationError):
	"""The link was used, is too old, or never was one."""


@frappe.whitelist(methods=["POST"])
def note(doctype: str, name: str, score: str, words: str = "", way: str = CALL_BACK) -> None:
	"""Keep what a resident said of an order, an activity or a year on the phone or on paper."""
	record(doctype, name, score, words, way)


@frappe.whitelist(methods=["POST"])
def ask(doctype: str, name: str) -> str:
	"""A link for a resident, by which a record is rated once."""
	return link(doctype, name)


def record(doctype: str, name: str, rating: str, words: str = "", way: str = CALL_BACK):
	"""Keep what a resident said on the phone or on paper; returns the Sink Satisfaction."""
	about = {"reference_doctype": doctype, "reference_name": name}
	return frappe.get_doc(
		{"doctype": SATISFACTION, **about, "rating": rating, "words": words, "way": way}
	).insert()


def link(doctype: str, name: str) -> str:
	"""A page where a resident rates a record, once; the site keeps no more of its key than a digest."""
	key = secrets.token_urlsafe(18)
	days = frappe.get_cached_doc(SETTINGS).rating_days
	frappe.get_doc(
		{
			"doctype": SATISFACTION,
			"reference_doctype": doctype,
			"reference_name": name,
			"way": LINK,
			"key_digest": digest(key),
			"expires_on": add_days(nowdate(), days),
		}
	).insert()
	return get_url(f"/rate?key={key}")


def asked_by(key: str):
	"""The Sink Satisfaction that a link's key asks for; raises LinkOver where it counts no more."""
	# acts for itself: whoever holds the link is asked, and holds no account
	found = frappe.get_all(
		SATISFACTION,
		filters={"key_digest": digest(key), "status": ASKED},
		fields=["name", "title", "expires_on"],
		limit=1,
		order_by="creation desc",
	)
	if not key or not found or getdate(found[0].expires_on) < getdate(nowdate()):
		frappe.throw(
			_("This link counts no more. Please call the community; it will take your words."), LinkOver
		)
	return found[0]


def rate(key: str, rating: str, words: str = ""):
	"""Keep what a resident said through a link; it counts once, however often it is pressed."""
	name = asked_by(key).name
	doc = frappe.get_doc(SATISFACTION, name, for_update=True)
	if doc.status != ASKED:
		frappe.throw(
			_("This link counts no more. Please call the community; it will take your words."), LinkOver
		)
	doc.update({"rating": rating, "words": words, "key_digest": None})
	# acts for itself: a resident holds no account; the key was checked
	doc.save(ignore_permissions=True)


def average(doctype: str, name: str) -> float:
	"""The mean score of a record's ratings; 0 where there is none."""
	table = frappe.qb.DocType(SATISFACTION)
	about = (table.reference_doctype == doctype) & (table.reference_name == name)
	rows = frappe.qb.from_(table).select(Avg(table.score)).where(about & (table.status == RATED)).run()
	return float(rows[0][0] or 0)


def digest(key: str) -> str:
	"""What the site keeps of a key."""
	return hashlib.sha256((key or "").encode()).hexdigest()
