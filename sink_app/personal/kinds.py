"""Kinds of personal numbers: how each is cleaned, checked and shown. A kind is named in hooks."""

import re
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _

FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")
HIDDEN = "*"
# GB 11643-1999: weights of the first 17 digits, and the check character by the weighted sum modulo 11
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
MOBILE_DIGITS = 11


class NumberWrong(frappe.ValidationError):
	"""No number of its kind looks like this."""


class MobileWrong(NumberWrong):
	pass


class IdNumberWrong(NumberWrong):
	pass


class PhoneWrong(NumberWrong):
	pass


@dataclass(frozen=True)
class Kind:
	"""What is kept of a number in the open: so many characters of its beginning and of its end."""

	pattern: re.Pattern
	head: int
	tail: int
	refusal: type[NumberWrong]

	def clean(self, written: str) -> str:
		"""The number without blanks and dashes, in half-width characters."""
		return re.sub(r"[\s-]", "", str(written).translate(FULL_WIDTH)).upper()

	def is_right(self, number: str) -> bool:
		"""Whether a cleaned number can be one of this kind."""
		return bool(self.pattern.fullmatch(number))

	def rule(self, label: str) -> str:
		"""What the field takes, in words."""
		return _("«{0}» takes a number of 11 digits that begins with 1.").format(label)

	def mask(self, number: str) -> str:
		"""`13812345678` as `138****5678`."""
		hidden = max(len(number) - self.head - self.tail, 0)
		return number[: self.head] + HIDDEN * hidden + number[len(number) - self.tail :]


class Phone(Kind):
	"""A mobile, or a landline with or without the code of its city: older residents have one."""

	def mask(self, number: str) -> str:
		"""A mobile as any mobile; of a landline the last two digits are left."""
		if len(number) == MOBILE_DIGITS and number.startswith("1"):
			return super().mask(number)
		return HIDDEN * (len(number) - 2) + number[-2:]

	def rule(self, label: str) -> str:
		return _("«{0}» takes a mobile of 11 digits, or a landline such as 027-81234567.").format(label)


class IdNumber(Kind):
	"""公民身份号码 of 18 characters; it tells the day of birth and the sex."""

	def is_right(self, number: str) -> bool:
		return super().is_right(number) and born(number) is not None and checks(number)

	def rule(self, label: str) -> str:
		return _("«{0}» takes the 18 characters on the card; please compare them, the last one too.").format(
			label
		)


KINDS: dict[str, Kind] = {
	"mobile": Kind(re.compile(r"1[3-9]\d{9}"), 3, 4, MobileWrong),
	"phone": Phone(re.compile(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}"), 3, 4, PhoneWrong),
	"id_number": IdNumber(re.compile(r"[1-9]\d{16}[\dX]"), 4, 4, IdNumberWrong),
}


def is_masked(value: str | None) -> bool:
	"""Whether a value is what is shown of a number, not the number."""
	return HIDDEN in (value or "")


def checks(number: str) -> bool:
	"""Whether the last character of an id number follows from the others."""
	total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
	return CHECK_CHARACTERS[total % 11] == number[17]


def born(number: str) -> date | None:
	"""The day of birth in an id number, or None where there is no such day."""
	try:
		return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
	except ValueError:
		return None


def sex(number: str) -> str:
	"""The sex in an id number: odd is male."""
	return "Male" if int(number[16]) % 2 else "Female"
