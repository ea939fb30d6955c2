"""Mobiles and id numbers in a text that strangers are going to read, or that a log keeps."""

import re

import frappe
from frappe import _

from sink_app.personal.kinds import FULL_WIDTH, KINDS, born

BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-－—]+(?=[\dXx])")
# longer rows of digits are account or order numbers; a mobile may follow the code of the country
MOBILE = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)([1-9]\d{16}[\dXx])(?!\d)")

# as they may be spaced in a sentence, the longer kind first
SPACED = {
	"id_number": re.compile(r"(?<![\dXx])[1-9](?:[\s\-－—]?\d){16}[\s\-－—]?[\dXx](?![\dXx])"),
	"mobile": re.compile(r"(?<!\d)1[3-9](?:[\s\-－—]?\d){9}(?!\d)"),
}


class NumberInText(frappe.ValidationError):
	"""A text for everybody names somebody's number."""


def numbers_in(text: str | None) -> list[str]:
	"""The mobiles and id numbers in a text, masked, however they are spaced; [] where there are none."""
	plain = BETWEEN_DIGITS.sub("", (text or "").translate(FULL_WIDTH))
	found = [KINDS["mobile"].mask(number) for number in MOBILE.findall(plain)]
	ids = [number for number in ID_NUMBER.findall(plain) if born(number)]
	return found + [KINDS["id_number"].mask(number.upper()) for number in ids]


def masked(text: str | None) -> str:
	"""A text that somebody typed, with every full number in it masked."""
	text = (text or "").translate(FULL_WIDTH)
	for name, pattern in SPACED.items():
		kind = KINDS[name]
		text = pattern.sub(lambda found, kind=kind: kind.mask(re.sub(r"[^\dXx]", "", found.group())), text)
	return text


def check_public(doc, *fields: str):
	"""Refuse a record whose fields for everybody hold a number; the message says which and where."""
	for field in fields:
		if found := numbers_in(doc.get(field)):
			frappe.throw(
				_(
					"«{0}» holds a mobile or id number ({1}). Please take it out: everybody reads this text."
				).format(_(doc.meta.get_label(field)), _(", ").join(found)),
				NumberInText,
			)
