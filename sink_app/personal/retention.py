"""Forgetting what is no longer needed, by rules that an office edits; every night, in stretches.

A rule finds what is due by what is still there to forget, so a run that was killed goes on where it stopped.
What was served, and who approved what, is kept: a rule forgets fields, and deletes only logs that the app
declares (hook `personal_logs`), never sooner than declared.
"""

from collections.abc import Callable, Iterator

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import add_months, get_date_str, now_datetime, nowdate
from pypika.terms import Criterion

from sink_app.access import declaration as places
from sink_app.personal import declaration, vault

RULE, RUN = "Sink Retention Rule", "Sink Retention Run"
FORGET, CLOSE, DELETE = "Forget Fields", "Close the Account", "Delete the Record"
NUMBERS = ("Check", "Int", "Float", "Currency", "Percent", "Rating", "Duration")
STRETCH = 500
"""So many records are settled together."""


def run_nightly():
	"""Carry out every enabled rule; one that fails stops no other (scheduler)."""
	for name in _enabled():
		try:
			carry_out(frappe.get_doc(RULE, name), settle=frappe.db.commit)
		except Exception:
			frappe.db.rollback()
			frappe.log_error(f"Retention rule {name}")
			_write_down(
				frappe.get_doc(RULE, name), 0, now_datetime(), _("Stopped by an error; see the error log.")
			)
			frappe.db.commit()


def carry_out(rule, settle: Callable[[], None]) -> int:
	"""Do what a rule says to all that is due; settle is called after each stretch and makes it last."""
	started, done = now_datetime(), 0
	act = {FORGET: _forget, CLOSE: _close_account, DELETE: _delete}[rule.action]
	for names in _stretches(rule):
		act(rule, names)
		done += len(names)
		settle()
	if done:
		_write_down(rule, done, started)
		settle()
	return done


@frappe.whitelist()
def due_today(name: str | None = None) -> list[dict]:
	"""What would happen tonight, changing nothing: {rule, doctype, action, count} of one rule or of all."""
	if not frappe.has_permission(RULE, "read"):
		raise frappe.PermissionError
	rules = [frappe.get_doc(RULE, each) for each in ([name] if name else _enabled())]
	return [
		{
			"rule": rule.rule_name,
			"doctype": _(rule.reference_doctype),
			"action": _(rule.action),
			"count": count_due(rule),
		}
		for rule in rules
	]


def count_due(rule) -> int:
	"""How many records a rule would act on today."""
	return _due(rule).select(Count("*")).run()[0][0]


def fields_of(rule) -> list[str]:
	"""The fields that a rule forgets."""
	return [line.strip() for line in (rule.fields_to_forget or "").splitlines() if line.strip()]


def values_of(rule) -> list[str]:
	"""The values of the state field that a rule acts on."""
	return [line.strip() for line in (rule.state_values or "").splitlines() if line.strip()]


def _enabled() -> list[str]:
	# acts for itself: what the office laid down is carried out at night, in nobody's name
	return frappe.get_all(RULE, filters={"enabled": 1}, pluck="name", order_by="creation")


def _due(rule):
	"""The query of what is due and not done yet."""
	record = frappe.qb.DocType(rule.reference_doctype)
	limit = get_date_str(add_months(nowdate(), -rule.months))
	query = frappe.qb.from_(record).where(record[rule.date_field] < limit)
	if rule.state_field:
		query = query.where(record[rule.state_field].isin(values_of(rule)))
	if rule.action == FORGET:
		meta = frappe.get_meta(rule.reference_doctype)
		left = [
			Coalesce(record[field], 0) != 0 if _is_number(meta, field) else Coalesce(record[field], "") != ""
			for field in fields_of(rule)
		]
		query = query.where(Criterion.any(left))
	if rule.action == CLOSE:
		user = frappe.qb.DocType("User")
		_person, user_field = places.person_source()
		open_accounts = frappe.qb.from_(user).select(user.name).where(user.enabled == 1)
		query = query.where(record[user_field].isin(open_accounts))
	return query


def _is_number(meta, field: str) -> bool:
	return meta.get_field(field).fieldtype in NUMBERS


def _stretches(rule) -> Iterator[list[str]]:
	"""The names of what is due, by name and never one twice: what a rule cannot settle stops no night."""
	record = frappe.qb.DocType(rule.reference_doctype)
	last = ""
	while True:
		query = _due(rule).select(record.name).where(record.name > last)
		rows = query.orderby(record.name).limit(STRETCH).run()
		if not rows:
			return
		yield [name for (name,) in rows]
		last = rows[-1][0]


def _forget(rule, names: list[str]):
	doctype, fields = rule.reference_doctype, fields_of(rule)
	record = frappe.qb.DocType(doctype)
	query = frappe.qb.update(record).where(record.name.isin(names))
	meta = frappe.get_meta(doctype)
	for field in fields:
		query = query.set(record[field], 0 if _is_number(meta, field) else None)
	query.run()
	kept = [field for field in fields if field in declaration.kept_fields(doctype)]
	if kept:
		vault.drop_many(doctype, names, kept)
	_forget_versions(doctype, names, set(fields))
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _forget_versions(doctype: str, names: list[str], fields: set[str]):
	"""Take the fields' earlier values out of the records' history; that they were changed stays told."""
	version = frappe.qb.DocType("Version")
	query = frappe.qb.from_(version).select(version.name, version.data)
	query = query.where((version.ref_doctype == doctype) & version.docname.isin(names))
	for name, data in query.run():
		told = frappe.parse_json(data) or {}
		changed = told.get("changed") or []
		left = [[field, "", ""] if field in fields else [field, *rest] for field, *rest in changed]
		if left != changed:
			frappe.db.set_value(
				"Version", name, "data", frappe.as_json({**told, "changed": left}), update_modified=False
			)


def _close_account(rule, names: list[str]):
	doctype, user_field = places.person_source()
	person = frappe.qb.DocType(doctype)
	rows = frappe.qb.from_(person).select(person[user_field]).where(person.name.isin(names)).run()
	for (name,) in rows:
		user = frappe.get_doc("User", name)
		user.enabled = 0
		# acts for itself: the rule says so, nobody is at the desk
		user.save(ignore_permissions=True)


def _delete(rule, names: list[str]):
	frappe.db.delete(rule.reference_doctype, {"name": ("in", names)})


def _write_down(rule, records: int, started, message: str | None = None):
	entry = frappe.new_doc(RUN)
	entry.update(
		{
			"rule": rule.name,
			"rule_name": rule.rule_name,
			"reference_doctype": rule.reference_doctype,
			"action": rule.action,
			"started_at": started,
			"finished_at": now_datetime(),
			"records": records,
			"message": message,
		}
	)
	# acts for itself: nobody may write the log, so that nobody can write it falsely
	entry.insert(ignore_permissions=True)
