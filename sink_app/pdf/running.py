"""Headers and footers: how high they are, and the room every sheet keeps for them."""

from dataclasses import dataclass

# A header that takes more of the sheet than this is printed once, where it stands.
LARGEST_SHARE = 0.4
MILLIMETRE = 96 / 25.4

# As in style.css: how far header and footer stay from the edge of the sheet; then their distance to the text.
HEADER_EDGE, FOOTER_EDGE, GAP = 10, 8, 4

PROBE = (
	'<div id="sheet-top"></div>{header}<div id="sheet-between"></div>{footer}<div id="sheet-end"></div>'
	'<div id="sheet-corner"></div>'
)


@dataclass(frozen=True)
class Room:
	"""What a sheet offers, in millimetres: its height, its margins, and how high header and footer are."""

	height: float
	top: float
	bottom: float
	header: float
	footer: float

	@property
	def header_fits(self) -> bool:
		"""Whether the header leaves enough of the sheet to the text."""
		return self.header < self.height * LARGEST_SHARE

	@property
	def footer_fits(self) -> bool:
		"""Whether the footer leaves enough of the sheet to the text."""
		return self.footer < self.height * LARGEST_SHARE

	def css(self) -> str:
		"""Return the @page rule that keeps header and footer clear of the text, on any margins."""
		top, bottom = self.top, self.bottom
		if self.header and self.header_fits:
			top = max(top, HEADER_EDGE + self.header + GAP)
		if self.footer and self.footer_fits:
			bottom = max(bottom, FOOTER_EDGE + self.footer + GAP)
		return f"@page {{ margin-top: {top:.2f}mm !important; margin-bottom: {bottom:.2f}mm !important }}"


def room_on(probe) -> Room:
	"""Return the room on the sheets of a laid out PROBE (a WeasyPrint document)."""
	first = probe.pages[0]
	places = {}
	for number, page in enumerate(probe.pages):
		for name, place in page.anchors.items():
			places.setdefault(name, place[1] + number * first.height)
	top, between, end = (places[f"sheet-{name}"] for name in ("top", "between", "end"))
	corner = first.anchors["sheet-corner"][1]
	return Room(
		height=first.height / MILLIMETRE,
		top=top / MILLIMETRE,
		bottom=(first.height - corner) / MILLIMETRE,
		header=(between - top) / MILLIMETRE,
		footer=(end - between) / MILLIMETRE,
	)
