"""Numbers that were kept in the open are encrypted, and masked where they stood."""

import frappe

from sink_app.personal import declaration, vault


def execute():
	"""Record by record, so that a run that was cut short goes on where it stopped."""
	for doctype in declaration.doctypes():
		for field, kind in declaration.kept_fields(doctype).items():
			for name, number in _open_numbers(doctype, field):
				doc = frappe._dict(
					doctype=doctype, name=name, flags=frappe._dict(personal_numbers={field: number})
				)
				vault.keep(doc)
				frappe.db.set_value(doctype, name, field, kind.mask(number), update_modified=False)
	_mask_repeated()


def _open_numbers(doctype: str, field: str) -> list[tuple[str, str]]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name, table[field])
	return query.where(table[field] != "").where(table[field].not_like("%*%")).run()


def _mask_repeated():
	"""What a record repeats of the record it links to."""
	for doctype in declaration.doctypes():
		repeating = frappe.qb.DocType(doctype)
		for field, (link, shown) in declaration.repeated_fields(doctype).items():
			source = frappe.qb.DocType(frappe.get_meta(doctype).get_field(link).options)
			(
				frappe.qb.update(repeating)
				.join(source)
				.on(source.name == repeating[link])
				.set(repeating[field], source[shown])
				.run()
			)
