"""What a record is worth: points × hours × category × emergency, at most so much in one record."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import frappe
from frappe import _
from frappe.utils import cint, cstr

from sink_app.evaluation.points import EACH_HOUR

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
	"""Points with two decimals, and the sentence that says how they were worked out."""

	points: Decimal
	explanation: str


class Scale:
	"""A rule made ready to value many records."""

	def __init__(self, rule):
		self._rule = rule
		self._is_hourly = rule.given_for == EACH_HOUR
		self._each, self._most = number(rule.points), number(rule.most)
		self._emergency = number(rule.emergency_factor) or Decimal(1)
		self._factors = _by_category(rule)

	def of(self, row) -> Amount:
		"""What a record is worth; row holds the fields that the rule names."""
		rule = self._rule
		points = self._each
		words = [_("{0} points").format(plain(points))]
		if self._is_hourly:
			minutes = cint(row.get(rule.minutes_field))
			points = points * minutes / 60
			hours = plain((Decimal(minutes) / 60).quantize(CENT, ROUND_HALF_UP))
			words = [_("{0} points an hour × {1} hours").format(plain(self._each), hours)]
		category = row.get(rule.category_field) if rule.category_field else None
		factor = self._factors.get(category, Decimal(1))
		if factor != 1:
			points *= factor
			words.append(f"{plain(factor)}（{_(category)}）")
		if rule.emergency_field and cint(row.get(rule.emergency_field)) and self._emergency != 1:
			points *= self._emergency
			words.append(_("{0} (emergency)").format(plain(self._emergency)))
		said = " × ".join(words)
		if self._most and points > self._most:
			points = self._most
			said = _("{0}; at most {1} in one record").format(said, plain(self._most))
		return Amount(points.quantize(CENT, ROUND_HALF_UP), said)


def in_words(rule) -> str:
	"""A rule in a sentence, for whoever it concerns."""
	each = plain(number(rule.points))
	hourly = rule.given_for == EACH_HOUR
	said = [_("{0} points an hour").format(each) if hourly else _("{0} points each time").format(each)]
	said += [
		f"{_(row.category)} × {plain(number(row.factor))}"
		for row in rule.factors
		if rule.category_field and number(row.factor) != 1
	]
	if rule.emergency_field and number(rule.emergency_factor) not in (0, 1):
		said.append(_("in an emergency × {0}").format(plain(number(rule.emergency_factor))))
	if number(rule.most):
		said.append(_("at most {0} in one record").format(plain(number(rule.most))))
	said += [_("only where «{0}» {1} {2}").format(*_condition(rule, *row)) for row in rule.own_filters]
	return _("{0}: {1}").format(_(rule.source_doctype), _(", ").join(said))


def _condition(rule, _doctype: str, field: str, operator: str, value) -> tuple[str, str, str]:
	"""A condition of a rule's filter as people say it: label, how it is compared, with what."""
	df = frappe.get_meta(rule.source_doctype).get_field(field)
	if df and df.fieldtype == "Check":
		value = _("Yes") if cint(value) else _("No")
	words = {"=": _("is"), "!=": _("is not"), ">": _("above"), "<": _("below")}
	words |= {">=": _("at least"), "<=": _("at most")}
	return _(df.label) if df else field, words.get(operator, operator), _(cstr(value))


def number(value) -> Decimal:
	"""A number of a form, exactly as it was written there."""
	return Decimal(cstr(value or 0))


def plain(value) -> str:
	"""A number as people write it: 1.5, 2, 0.25."""
	text = f"{Decimal(cstr(value or 0)):.2f}".rstrip("0").rstrip(".")
	return "0" if text in ("", "-0") else text


def _by_category(rule) -> dict[str, Decimal]:
	"""The factor of every category that has one: its own, else that of the nearest above it."""
	given = {row.category: number(row.factor) for row in rule.factors}
	if not (given and rule.category_field):
		return {}
	table = frappe.qb.DocType("Sink Service Category")
	nodes = (
		frappe.qb.from_(table)
		.select(table.name, table.parent_sink_service_category.as_("above"))
		.orderby(table.lft)
		.run(as_dict=True)
	)
	found: dict[str, Decimal] = {}
	for node in nodes:
		factor = given.get(node.name, found.get(node.above))
		if factor is not None:
			found[node.name] = factor
	return found
