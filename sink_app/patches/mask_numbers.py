"""Numbers that were kept in the open are encrypted, and masked where they stood."""

import frappe
from frappe.query_builder import CustomFunction
from frappe.query_builder.functions import Concat
from frappe.utils import create_batch
from pypika.functions import Length
from pypika.terms import Bracket

from sink_app.personal import declaration, vault
from sink_app.personal.kinds import HIDDEN, Kind

CHUNK = 5_000
Left = CustomFunction("left", ["text", "length"])
Right = CustomFunction("right", ["text", "length"])
Repeat = CustomFunction("repeat", ["text", "times"])


def execute():
	"""In chunks, each kept whole or not at all, so that a run that was cut short goes on where it stopped."""
	for doctype in declaration.doctypes():
		for field, kind in declaration.kept_fields(doctype).items():
			for chunk in create_batch(_open_numbers(doctype, field), CHUNK):
				vault.keep_many(doctype, field, chunk)
				_mask(doctype, field, [name for name, _number in chunk], kind)
				# a city has more numbers than one transaction may change
				frappe.db.commit()
	_mask_repeated()


def _mask(doctype: str, field: str, names: list[str], kind: Kind):
	table = frappe.qb.DocType(doctype)
	number = table[field]
	hidden = Repeat(HIDDEN, Length(number) - kind.head - kind.tail)
	masked = Concat(Left(number, kind.head), hidden, Right(number, kind.tail))
	frappe.qb.update(table).set(number, masked).where(table.name.isin(names)).run()


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
			# both tables may have a column of this name, which a joined update leaves ambiguous
			masked = frappe.qb.from_(source).select(source[shown]).where(source.name == repeating[link])
			frappe.qb.update(repeating).set(repeating[field], Bracket(masked)).run()
