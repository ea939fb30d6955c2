"""Both lines up from a record asked at once: the pairs of values that a table holds, found by one index.

Two columns joined by «or» are found by an index each, and what they find is joined and sorted in full,
however few rows a page shows. The pairs of a body and an overseeing body are few, those of one reader fewer.
"""

from collections.abc import Iterable

import frappe

from sink_app.access import declaration


def together(doctype: str, asked: dict[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
	"""SQL of what is asked of both columns of a tree's two lines, and what is asked besides.

	The same records as the two columns joined by «or». Of the table as it is now: not to be kept.

	:param asked: nodes by the column that carries them (standing.by_column)
	"""
	terms, rest = [], dict(asked)
	for first, second in columns_of(doctype):
		if first in rest and second in rest:
			terms += _terms(doctype, first, rest.pop(first), second, rest.pop(second))
	return terms, rest


def columns_of(doctype: str) -> list[tuple[str, str]]:
	"""The columns of both lines, of each tree of a DocType that has two."""
	trees = [declaration.trees()[tree] for tree in declaration.scope_of(doctype).nodes]
	return [(tree.levels[tree.line.level], tree.line.column) for tree in trees if tree.line]


def _terms(doctype: str, first: str, nodes: list[str], second: str, others: list[str]) -> list[str]:
	table = f"`tab{doctype}`"
	found: dict[str | None, set[str | None]] = {}
	for one, other in _pairs(doctype, first, second):
		if one in nodes or other in others:
			# below one's own node every line is in reach. Two values at least: of one value or none MariaDB
			# makes a search in the second column's own index, and reads whatever no line leads to
			found.setdefault(one, {None, "", one} if one in nodes else set()).add(other)
	return [
		f"({_is_one_of(f'{table}.`{first}`', [one])} and {_is_one_of(f'{table}.`{second}`', values)})"
		for one, values in found.items()
	]


def _pairs(doctype: str, first: str, second: str) -> tuple:
	"""Every pair that the table holds; the index of both tells them without reading the rows."""
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table[first], table[second]).distinct().run()


def _is_one_of(column: str, values: Iterable[str | None]) -> str:
	named = ", ".join(frappe.db.escape(value) for value in sorted(set(values) - {None}))
	terms = [f"{column} in ({named})"] if named else []
	if None in values:
		terms.append(f"{column} is null")
	return f"({' or '.join(terms)})"
