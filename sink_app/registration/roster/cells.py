"""One cell of a sheet to one plain value. Nothing here asks the database."""

import datetime
import re
import unicodedata

from openpyxl.utils.datetime import from_excel

UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
SEPARATORS = re.compile(r"[、,;/|\s]+(?![^()]*\))")
MOBILE = re.compile(r"1[3-9]\d{9}")
DECIMALS = re.compile(r"0\.(0+)")
DATE_FORMS = (
	re.compile(r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2})?日?)?"),
	re.compile(r"(?P<year>\d{2})[./年](?P<month>\d{1,2})月?"),
	re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?"),
)
SERIAL_DAYS = range(10_000, 60_000)
"""Days as Excel counts them, from 1927 to 2064: what a date becomes when its cell loses the date format."""


def text(value, number_format: str = "General") -> str:
	"""What the office sees in a cell, without blanks around it; dates as yyyy-mm-dd."""
	if value is None:
		return ""
	if isinstance(value, bool):
		return "是" if value else "否"
	if isinstance(value, datetime.datetime | datetime.date):
		return value.strftime("%Y-%m-%d")
	if isinstance(value, float):
		return _number(value, number_format)
	written = str(value).translate(UNSEEN).replace("\xa0", " ").replace("_x000D_", "")
	return written.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\u3000")


def plain(written: str) -> str:
	"""Full-width digits, letters and brackets as half-width ones."""
	return unicodedata.normalize("NFKC", written)


def title(written: str) -> str:
	"""A column's title without blanks, stars, colons and what stands in brackets."""
	bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", plain(written))
	return re.sub(r"[\s*:：]", "", bare).lower()


def parts(written: str) -> list[str]:
	"""The entries of a list in a cell, each once; what stands in brackets belongs to its entry."""
	found = [part.strip(".。") for part in SEPARATORS.split(plain(written))]
	return list(dict.fromkeys(part for part in found if part))


def mobile(written: str) -> str | None:
	"""A mobile number of 11 digits, or None."""
	digits = re.sub(r"[\s().+-]", "", plain(written))
	digits = re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)
	return digits if MOBILE.fullmatch(digits) else None


def date(written: str) -> datetime.date | None:
	"""A date as offices write it (1985.3, 1985年3月, 198503, 1985-03-12); the day may be left out."""
	bare = re.sub(r"\s", "", plain(written)).rstrip(".号生")
	if bare.isdigit() and int(bare) in SERIAL_DAYS:
		return from_excel(int(bare)).date()
	for form in DATE_FORMS:
		if found := form.fullmatch(bare):
			return _day(**found.groupdict())
	return None


def _day(year: str, month: str, day: str | None = None) -> datetime.date | None:
	full_year = int(year) if len(year) == 4 else 1900 + int(year)
	try:
		return datetime.date(full_year, int(month), int(day or 1))
	except ValueError:
		return None


def _number(value: float, number_format: str) -> str:
	"""A number as its format shows it: 1985.1 with two decimals is October, without it is January."""
	if decimals := DECIMALS.fullmatch(number_format.split(";")[0].split("_")[0]):
		return f"{value:.{len(decimals.group(1))}f}"
	return str(int(value)) if value.is_integer() else repr(value)
