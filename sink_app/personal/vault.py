"""Personal numbers, encrypted with the site's key; records, lists, exports and versions hold a mask alone."""

import hashlib
import hmac
from collections.abc import Iterable
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import now_datetime
from frappe.utils.password import decrypt, encrypt, get_encryption_key

from sink_app.personal import declaration, kinds

VAULT = "Sink Personal Value"


class NumberMasked(frappe.ValidationError):
	"""A masked number was typed in as a new one."""


def take(doc, method: str | None = None):
	"""Mask what came in before anything else sees it; keep the numbers for `keep` (before_validate)."""
	taken = {}
	for field, kind in declaration.kept_fields(doc.doctype).items():
		written = doc.get(field)
		if written and kinds.is_masked(written):
			_check_unchanged(doc, field)
			continue
		number = kind.clean(written or "")
		if number and not kind.is_right(number):
			frappe.throw(kind.rule(_(doc.meta.get_label(field))), kind.refusal)
		taken[field] = number
		doc.set(field, kind.mask(number) if number else None)
		forget_asked(written, doc.get(field))
	doc.flags.personal_numbers = {**(doc.flags.personal_numbers or {}), **taken}


def keep(doc, method: str | None = None):
	"""Put the numbers that were taken into the vault (on_update)."""
	taken = doc.flags.pop("personal_numbers", None) or {}
	for field, number in taken.items():
		_forget(doc.doctype, doc.name, field)
		if number:
			keep_many(doc.doctype, field, [(doc.name, number)])


def keep_many(doctype: str, field: str, numbers: list[tuple[str, str]]):
	"""Put the numbers of records that have none in the vault yet there, as (name of the record, number)."""
	now, user = now_datetime(), frappe.session.user
	columns = ["name", "creation", "modified", "owner", "modified_by", "reference_doctype", "reference_name"]
	columns += ["reference_field", "cipher", "digest"]
	rows = [
		(frappe.generate_hash(length=16), now, now, user, user, doctype, name)
		+ (field, encrypt(number), digest(field, number))
		for name, number in numbers
	]
	frappe.db.bulk_insert(VAULT, columns, rows)


def keep_all(docs: Iterable):
	"""Put the numbers of new records, which were taken from them by `take`, into the vault together."""
	by_field: dict[tuple[str, str], list[tuple[str, str]]] = {}
	for doc in docs:
		for field, number in (doc.flags.pop("personal_numbers", None) or {}).items():
			if number:
				by_field.setdefault((doc.doctype, field), []).append((doc.name, number))
	for (doctype, field), numbers in by_field.items():
		keep_many(doctype, field, numbers)


def drop_all(doctype: str, names: list[str]):
	"""Forget the numbers of several records."""
	frappe.db.delete(VAULT, {"reference_doctype": doctype, "reference_name": ("in", names)})


def drop(doc, method: str | None = None):
	"""Forget a deleted record's numbers (on_trash)."""
	frappe.db.delete(VAULT, {"reference_doctype": doc.doctype, "reference_name": doc.name})


def drop_many(doctype: str, names: list[str], fields: list[str]):
	"""Forget the numbers of many records."""
	filters = {"reference_doctype": doctype, "reference_name": ("in", names)}
	frappe.db.delete(VAULT, {**filters, "reference_field": ("in", fields)})


def typed(doc, field: str) -> str | None:
	"""The number that is being saved, in full, while `validate` runs; None where it did not change."""
	return (doc.flags.personal_numbers or {}).get(field)


def holders(doctype: str, field: str, number: str) -> list[str]:
	"""The records of a DocType that hold a number."""
	written = declaration.kept_fields(doctype)[field].clean(number)
	return _holders(doctype, field, digest(field, written))


def holders_of_each(doctype: str, field: str, numbers: Iterable[str]) -> dict[str, list[str]]:
	"""The records that hold each of many numbers, as {number: names}; asked at once."""
	digests = {digest(field, number): number for number in numbers}
	found: dict[str, list[str]] = {number: [] for number in digests.values()}
	vault = frappe.qb.DocType(VAULT)
	query = (
		frappe.qb.from_(vault)
		.select(vault.digest, vault.reference_name)
		.where(vault.digest.isin(list(digests) or [""]))
		.where(vault.reference_doctype == doctype)
		.where(vault.reference_field == field)
		.orderby(vault.creation)
	)
	for row in query.run(as_dict=True):
		found[digests[row.digest]].append(row.reference_name)
	return found


@contextmanager
def answering(doctype: str, held: dict[str, dict[str, list[str]]]):
	"""Within, who holds a number is answered from what `holders_of_each` gave, by field."""
	frappe.local.personal_answers = {
		(doctype, field, digest(field, number)): names
		for field, found in held.items()
		for number, names in found.items()
	}
	try:
		yield
	finally:
		frappe.local.personal_answers = None


def holders_of_the_same(doc, field: str) -> list[str]:
	"""The other records that hold the number of this one, typed in now or kept before."""
	number = typed(doc, field)
	if number == "":
		return []
	wanted = digest(field, number) if number else _value(doc.doctype, doc.name, field, "digest")
	found = _holders(doc.doctype, field, wanted) if wanted else []
	return [name for name in found if name != doc.name]


def number_of(doctype: str, name: str, field: str) -> str | None:
	"""A kept number in full. Whoever calls answers for whom it is shown to."""
	cipher = _value(doctype, name, field, "cipher")
	return decrypt(cipher) if cipher else None


def digest(field: str, number: str) -> str:
	"""Finds the same number again, and tells nothing of it to who has the table but not the site's key."""
	key = get_encryption_key().encode()
	return hmac.new(key, f"{field}:{number}".encode(), hashlib.sha256).hexdigest()


def _check_unchanged(doc, field: str):
	stored = None if doc.is_new() else frappe.db.get_value(doc.doctype, doc.name, field)
	if doc.get(field) != stored:
		frappe.throw(
			_("Please type «{0}» in full; a masked number cannot be kept.").format(
				_(doc.meta.get_label(field))
			),
			NumberMasked,
		)


def forget_asked(written: str | None, mask: str | None):
	"""Mask a number in what was asked.

	Frappe writes what was asked into its log when something breaks; the number shall not be in it.
	"""
	asked = getattr(frappe.local, "form_dict", None) or {}
	for key, value in asked.items():
		if written and isinstance(value, str) and written in value:
			asked[key] = value.replace(written, mask or "")


def _forget(doctype: str, name: str, field: str):
	names = {"reference_doctype": doctype, "reference_name": name, "reference_field": field}
	frappe.db.delete(VAULT, names)


def _holders(doctype: str, field: str, wanted: str) -> list[str]:
	answers = getattr(frappe.local, "personal_answers", None) or {}
	if (doctype, field, wanted) in answers:
		return answers[doctype, field, wanted]
	vault = frappe.qb.DocType(VAULT)
	rows = (
		frappe.qb.from_(vault)
		.select(vault.reference_name)
		.where(vault.digest == wanted)
		.where(vault.reference_doctype == doctype)
		.where(vault.reference_field == field)
		.run()
	)
	return [name for (name,) in rows]


def _value(doctype: str, name: str, field: str, column: str) -> str | None:
	vault = frappe.qb.DocType(VAULT)
	rows = (
		frappe.qb.from_(vault)
		.select(vault[column])
		.where(vault.reference_name == name)
		.where(vault.reference_doctype == doctype)
		.where(vault.reference_field == field)
		.run()
	)
	return rows[0][0] if rows else None
