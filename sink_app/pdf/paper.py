"""The paper a print goes on: its size and margins, in millimetres."""

import re
from dataclasses import dataclass, replace

from .failures import BadPaper

# The sizes Print Settings offers, portrait.
SIZES = {
	"A0": (841, 1189),
	"A1": (594, 841),
	"A2": (420, 594),
	"A3": (297, 420),
	"A4": (210, 297),
	"A5": (148, 210),
	"A6": (105, 148),
	"A7": (74, 105),
	"A8": (52, 74),
	"A9": (37, 52),
	"B0": (1000, 1414),
	"B1": (707, 1000),
	"B2": (500, 707),
	"B3": (353, 500),
	"B4": (250, 353),
	"B5": (176, 250),
	"B6": (125, 176),
	"B7": (88, 125),
	"B8": (62, 88),
	"B9": (44, 62),
	"B10": (31, 44),
	"C5E": (163, 229),
	"Comm10E": (105, 241),
	"DLE": (110, 220),
	"Executive": (190.5, 254),
	"Folio": (210, 330),
	"Ledger": (432, 279),
	"Legal": (216, 356),
	"Letter": (216, 279),
	"Tabloid": (279, 432),
}
LARGEST = 3000
LEAST_ROOM = 20

SIDES = ("top", "right", "bottom", "left")
BLOCK = re.compile(r"\.print-format\s*\{([^}]*)\}")
LENGTH = re.compile(r"(?:^|[;\s])(margin-(?:top|right|bottom|left)|page-(?:width|height))\s*:\s*([\d.]+)mm")
WORD = re.compile(r"(?:^|[;\s])(page-size|orientation)\s*:\s*([\w-]+)")


@dataclass(frozen=True)
class Paper:
	"""One sheet, in millimetres as it lies before the reader."""

	width: float = 210
	height: float = 297
	top: float = 15
	right: float = 15
	bottom: float = 15
	left: float = 15

	def __post_init__(self):
		across = self.width - self.left - self.right
		down = self.height - self.top - self.bottom
		if min(across, down) < LEAST_ROOM or max(self.width, self.height) > LARGEST:
			raise BadPaper(f"Nothing can be printed on {self.width} x {self.height} mm with these margins.")

	def css(self) -> str:
		"""Return the @page rule of this paper."""
		return (
			f"@page {{ size: {self.width}mm {self.height}mm;"
			f" margin: {self.top}mm {self.right}mm {self.bottom}mm {self.left}mm }}"
		)

	def with_options(self, options: dict) -> "Paper":
		"""Return this paper as Frappe's PDF options (page-size, orientation, margin-top …) change it.

		Lengths are millimetres, with or without the unit.
		:raises BadPaper: if a length is none, or nothing is left to print on
		"""
		width, height = SIZES.get(options.get("page-size"), (self.width, self.height))
		if options.get("page-width") and options.get("page-height"):
			width, height = millimetres(options["page-width"]), millimetres(options["page-height"])
		if str(options.get("orientation", "")).lower() == "landscape":
			width, height = max(width, height), min(width, height)
		given = {side: options.get(f"margin-{side}") for side in SIDES}
		margins = {side: millimetres(length) for side, length in given.items() if length not in (None, "")}
		return replace(self, width=width, height=height, **margins)


def options_in(css: str) -> dict[str, str]:
	"""Return the PDF options a format declares in its `.print-format { … }` blocks, as Frappe reads them."""
	options = {}
	for block in BLOCK.findall(css):
		options.update(LENGTH.findall(block))
		options.update(WORD.findall(block))
	return options


def millimetres(value: str | float) -> float:
	"""Return a length given as a number or as text such as "15mm".

	:raises BadPaper: if it is neither
	"""
	try:
		return float(str(value).strip().removesuffix("mm"))
	except ValueError:
		raise BadPaper(f"{value} is no length in millimetres.") from None
