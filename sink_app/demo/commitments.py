"""Commitments of a school, a work team and members, each walked along its chain by whose steps they are."""

import frappe
from frappe.utils import nowdate

from sink_app.approvals import steps
from sink_app.demo import people, source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import before_today
from sink_app.registration.commitments import COMMITMENT, FEEDBACK, MEMBER, TEAM, publications

SUBMIT, APPROVE, BEGIN = "Submit Promise", "Approve Promise", "Begin to Keep"
HAND_IN, JUDGE = "Hand In for Judgement", "Judge and Close"
PATHS = {
	"review": [SUBMIT],
	"display": [SUBMIT, APPROVE],
	"kept": [SUBMIT, APPROVE, BEGIN],
	"closed": [SUBMIT, APPROVE, BEGIN, HAND_IN, JUDGE],
}
PUBLISHED_DAYS_AGO = 95
REMARK = "他常来看望我们楼里的老人，说到做到。"


def install():
	"""Insert the commitments that are missing, with a resident's remark and the publication due."""
	year = int(nowdate()[:4])
	made = [_install_one(row, year) for row in source.read("commitments")]
	if any(made):
		_remark(next(name for name in made if name))
	publications.prepare()


def _install_one(row: dict, year: int) -> str | None:
	community = source.area(row["community"])
	about = {"committer_kind": row["kind"], "community": community, "year": year, **_committer(row)}
	if frappe.db.exists(COMMITMENT, about):
		return None
	items = [{**item, "due": f"{year}-{item['due']}"} for item in row["items"]]
	with acting_as(source.user(row["user"])):
		written = [{key: item.get(key) for key in ("promise", "measure", "due")} for item in items]
		doc = frappe.get_doc({"doctype": COMMITMENT, **about, "items": written}).insert()
	for action in PATHS[row["path"]]:
		_take(doc.name, action, row, items)
	published = before_today(PUBLISHED_DAYS_AGO).date()
	if row["path"] in ("display", "kept", "closed"):
		frappe.db.set_value(COMMITMENT, doc.name, "published_on", published, update_modified=False)
	return doc.name if row["path"] in ("kept", "closed") and row["kind"] == MEMBER else None


def _committer(row: dict) -> dict:
	if row["kind"] == MEMBER:
		return {"member": frappe.db.get_value("Sink Member", {"member_name": row["by"]})}
	names = {"team_name": row["team"]} if row["kind"] == TEAM else {}
	return {"organization": source.organization(row["by"]), **names}


def _take(name: str, action: str, row: dict, items: list[dict]):
	doc = frappe.get_doc(COMMITMENT, name)
	community = people.receivers_of(doc.community)[0]
	with acting_as(_whose(doc, action, row, community)):
		if action == JUDGE:
			doc.update({"rating": row["rating"], "judgement": row["judgement"]})
			doc.save()
		steps.take(COMMITMENT, name, action)
	if action == BEGIN:
		_tell(name, row, items)


def _whose(doc, action: str, row: dict, community: str) -> str:
	if action in (SUBMIT, HAND_IN):
		return source.user(row["user"])
	if action == APPROVE and row["kind"] == MEMBER:
		return people.organizer_of(doc.unit)
	return community


def _tell(name: str, row: dict, items: list[dict]):
	"""What was done of each promise, as who promised tells it."""
	with acting_as(source.user(row["user"])):
		doc = frappe.get_doc(COMMITMENT, name)
		for line, item in zip(doc.items, items, strict=True):
			line.update({"state": item.get("state", line.state), "outcome": item.get("outcome")})
		doc.save()


def _remark(commitment: str):
	community = frappe.db.get_value(COMMITMENT, commitment, "community")
	frappe.get_doc(
		{
			"doctype": FEEDBACK,
			"commitment": commitment,
			"community": community,
			"rating": "满意",
			"words": REMARK,
			"status": "Shown",
		}
	).insert()
