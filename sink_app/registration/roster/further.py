"""Cells of the fields that an office added itself, by the type of the field."""

from frappe import _

from sink_app.registration.roster import cells
from sink_app.registration.roster.columns import CROSSES, TICKS, WORDS


def value(df, written: str):
	"""A cell as the field keeps it, None where the field cannot hold it."""
	readers = {"Select": _select, "Check": _check, "Date": _date, "Int": _int, "Float": _float}
	return readers.get(df.fieldtype, _text)(df, written)


def sentence(df, written: str) -> str:
	"""What to say of a cell that the field cannot hold."""
	if df.fieldtype == "Select":
		options = "、".join(_(option) for option in _options(df))
		return _("«{0}»: {1} is none of {2}.").format(_(df.label), written, options)
	return _("«{0}» cannot hold {1}.").format(_(df.label), written)


def _text(df, written: str) -> str:
	return written


def _select(df, written: str) -> str | None:
	return next((option for option in _options(df) if written in (option, _(option))), None)


def _options(df) -> list[str]:
	return [option for option in (df.options or "").split("\n") if option]


def _check(df, written: str) -> int | None:
	word = cells.plain(written).lower()
	if word in TICKS or WORDS["notices"].get(word) == "1":
		return 1
	return 0 if word in CROSSES or WORDS["notices"].get(word) == "0" else None


def _date(df, written: str):
	return cells.date(written)


def _int(df, written: str) -> int | None:
	number = _float(df, written)
	return int(number) if number is not None and number.is_integer() else None


def _float(df, written: str) -> float | None:
	try:
		return float(cells.plain(written).replace(",", ""))
	except ValueError:
		return None
