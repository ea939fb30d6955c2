"""What the domain declares to this engine.

personal_data      {DocType: {field: kind}}: the field shows a masked number; the number itself lies in the
                   vault. Where the kind is written as `link.field`, the field repeats what the linked record
                   shows, and reveals that record's number.
personal_columns   {DocType: [fields]}: further fields that hold personal data; an export with one of them, or
                   with a masked number, needs a reason.
personal_consents  {DocType: {box: purpose}}: ticking the box gives the person's consent (see consents).
personal_logs      {DocType: months}: what a retention rule may delete, and how long it is kept at least.
"""

from dataclasses import dataclass

import frappe

from sink_app.personal.kinds import KINDS, Kind


@dataclass(frozen=True)
class Source:
	"""The record and the field in whose name a number lies in the vault."""

	doctype: str
	name: str
	field: str


def kept_fields(doctype: str) -> dict[str, Kind]:
	"""The fields of a DocType whose numbers lie in the vault."""
	return {field: KINDS[kind] for field, kind in _declared(doctype).items() if "." not in kind}


def repeated_fields(doctype: str) -> dict[str, tuple[str, str]]:
	"""{field: (link, field of the linked record)} for the fields that repeat what a linked record shows."""
	found = {field: kind.partition(".") for field, kind in _declared(doctype).items() if "." in kind}
	return {field: (link, beyond) for field, (link, _dot, beyond) in found.items()}


def shown_fields(doctype: str) -> list[str]:
	"""All fields of a DocType that show a masked number."""
	return list(_declared(doctype))


def marked_fields(doctype: str) -> set[str]:
	"""All fields of a DocType that hold personal data, in the open or masked."""
	further = (frappe.get_hooks("personal_columns") or {}).get(doctype) or []
	return {*shown_fields(doctype), *further}


def every_marked_field() -> list[tuple[str, str]]:
	"""(DocType, field) of all fields that hold personal data."""
	named = {*doctypes(), *(frappe.get_hooks("personal_columns") or {})}
	return [(doctype, field) for doctype in sorted(named) for field in sorted(marked_fields(doctype))]


def doctypes() -> list[str]:
	"""The DocTypes with masked numbers."""
	return list(frappe.get_hooks("personal_data") or {})


def source_of(doc, field: str) -> Source | None:
	"""Where the number behind a field lies; None where the field shows none."""
	if field in kept_fields(doc.doctype):
		return Source(doc.doctype, doc.name, field)
	link, beyond = repeated_fields(doc.doctype).get(field, (None, None))
	return Source(doc.meta.get_field(link).options, doc.get(link), beyond) if link and doc.get(link) else None


def _declared(doctype: str) -> dict[str, str]:
	declared = (frappe.get_hooks("personal_data") or {}).get(doctype) or {}
	return {field: kinds[-1] for field, kinds in declared.items()}
