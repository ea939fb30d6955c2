"""Joint projects and three ones of the demo: one list on file and going on, one under review, a draft."""

import frappe
from frappe.utils import getdate, nowdate

from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.joint_projects import CONSENT, PROJECT, PROJECT_LIST, THREE_ONES, consents, progress

ROWS = ("from", "funds", "parties", "agrees", "at", "progress", "result")
STUDY = "项目月度研究"


def install():
	"""Insert what is missing."""
	data = source.read("joint_projects")
	for row in data["lists"]:
		_list(row)
	for row in data["three_ones"]:
		_three_ones(row)
	for row in data["studies"]:
		_studies(row)
	for row in data["budgets"]:
		_budget(row)
	for row in data["expenses"]:
		_expense(row)


def _list(row: dict):
	about = {
		"organization": source.organization(row["unit"]),
		"community": source.area(row["community"]),
		"year": _year(),
	}
	if frappe.db.exists(PROJECT_LIST, about):
		return
	with acting_as(source.user(row["by"])):
		made = frappe.get_doc({"doctype": PROJECT_LIST, **about, **_tables(row["items"])}).insert()
	if "confirmed_by" not in row:
		return
	_take(made, "Submit to Community", row["by"])
	for item in row["items"]:
		if "agrees" in item:
			_agree(made, item["agrees"])
	_take(made, "Confirm Projects", row["confirmed_by"])
	dates = {"confirmed_on": _day(row["agreed"]), "is_late": 0}
	if "filed_by" in row:
		number = {
			"filing_number": row["filing_number"].format(year=_year()),
			"filing_opinion": "项目具体可行，同意备案",
		}
		_take(made, "Put on File", row["filed_by"])
		dates |= {"filed_on": _day(row["filed"]), **number}
		_carry_out(made, row)
	frappe.db.set_value(PROJECT_LIST, made.name, dates, update_modified=False)


def _tables(rows: list[dict]) -> dict[str, list[dict]]:
	items = [
		{
			"difficulty": "Ordinary",
			**{key: value for key, value in row.items() if key not in ROWS},
			"from_date": _day(row.get("from", "04-15")),
			"deadline": _day(row["deadline"]),
		}
		for row in rows
	]
	parties = [
		{"project_title": row["project_title"], "organization": source.organization(name), "duty": duty}
		for row in rows
		for name, duty in row.get("parties", {}).items()
	]
	budget = [
		{"project_title": row["project_title"], "source": fund, "amount": amount}
		for row in rows
		for fund, amount in row.get("funds", {}).items()
	]
	return {"items": items, "parties": parties, "budget": budget}


def _agree(made, login: str):
	for consent in frappe.get_all(  # acts for itself: the demo answers what it has just asked
		CONSENT, filters={"project_list": made.name}, pluck="name"
	):
		with acting_as(source.user(login)):
			consents.answer(consent, True)


def _carry_out(made, row: dict):
	"""Let the projects go on as far as the demo tells."""
	made.reload()
	for item, said in zip(made.items, row["items"], strict=True):
		project = frappe.get_doc(PROJECT, item.project)
		_take(project, "Start Project", row["by"])
		for percent, done, next_step in said["progress"]:
			with acting_as(source.user(row["by"])):
				progress.note(project.name, percent, done, next_step)
		if said["at"] == "Accept Project":
			_finish(project, row, said["result"])


def _finish(project, row: dict, result: str):
	for login, values, action in (
		(row["by"], {"result": result}, "Report as Done"),
		(row["confirmed_by"], {"satisfaction": "Satisfied", "acceptance_words": "属实"}, "Accept Project"),
	):
		with acting_as(source.user(login)):
			project.reload()
			project.update(values)
			project.save()
		_take(project, action, login)


def _three_ones(row: dict):
	about = {"organization": source.organization(row["branch"]), "compound": source.area(row["compound"])}
	if frappe.db.exists(THREE_ONES, {**about, "year": _year()}):
		return
	days = {"party_day": "party_day_on", "activity": "activity_on", "matter": "matter_due"}
	values = {
		days.get(key, key): _day(value) if key in days else value for key, value in row["values"].items()
	}
	with acting_as(source.user(row["by"])):
		made = frappe.get_doc({"doctype": THREE_ONES, **about, "year": _year(), **values}).insert()
	_take(made, "Submit to Compound", row["by"])
	_take(made, "Agree on Three Ones", row["agreed_by"])
	frappe.db.set_value(THREE_ONES, made.name, {"fixed_on": _day(row["agreed"]), "is_late": 0})
	if getdate(_day(row["told"])) > getdate(nowdate()):
		return
	with acting_as(source.user(row["by"])):
		made.reload()
		made.update(
			{key: _day(value) if key.endswith("_on") else value for key, value in row["done"].items()}
		)
		made.update(
			{"matter_progress": row["progress"], "notice_on": _day(row["told"]), "notice_words": row["words"]}
		)
		made.save()


def _studies(row: dict):
	about = {
		"organization": source.organization(row["unit"]),
		"area": source.area(row["community"]),
		"kind": STUDY,
	}
	for day in row["days"]:
		starts_on = f"{_day(day)} 15:00:00"
		held = {**about, "starts_on": starts_on}
		if getdate(starts_on) >= getdate(nowdate()) or frappe.db.exists("Sink Meeting", held):
			continue
		with acting_as(source.user(row["by"])):
			made = frappe.get_doc({"doctype": "Sink Meeting", **held, "status": "Held"})
			made.append("topics", {"duty": "Project Progress", "topic": "年度共建项目清单逐项推进情况"})
			made.topics[0].resolution = row["resolution"]
			made.insert()


def _budget(row: dict):
	about = {
		"organization": source.organization(row["organization"]),
		"year": _year(),
		"source": row["source"],
	}
	if not frappe.db.exists("Sink Budget", about):
		frappe.get_doc({"doctype": "Sink Budget", **about, "amount": row["amount"]}).insert()


def _expense(row: dict):
	organization = source.organization(row["organization"])
	if frappe.db.exists(
		"Sink Expense", {"organization": organization, "voucher_number": row["voucher_number"]}
	):
		return
	about = {"organization": organization, "project_title": row["project"], "year": _year()}
	values = {key: row[key] for key in ("source", "amount", "purpose", "what", "voucher_number")}
	belongs = {"spent_for_type": PROJECT, "spent_for": frappe.db.get_value(PROJECT, about)}
	with acting_as(source.user(row["by"])):
		made = frappe.get_doc(
			{"doctype": "Sink Expense", "organization": organization, **values, **belongs}
		).insert()
	_take(made, "Hand In Expense", row["by"])
	_take(made, "Approve Expense", row["approved_by"])


def _year() -> int:
	return getdate(nowdate()).year


def _day(text: str) -> str:
	return f"{_year()}-{text}"


def _take(doc, action: str, by: str):
	with acting_as(source.user(by)):
		steps.take(doc.doctype, doc.name, action)
