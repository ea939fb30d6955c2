"""The styles of an .xlsx file: some are added, those that stand stay as they are."""

import re

PATH = "xl/styles.xml"
CHILD = {
	"fonts": re.compile(r"<(?:\w+:)?font\b[^>]*?(?:/>|>.*?</(?:\w+:)?font>)", re.S),
	"fills": re.compile(r"<(?:\w+:)?fill\b[^>]*?(?:/>|>.*?</(?:\w+:)?fill>)", re.S),
	"borders": re.compile(r"<(?:\w+:)?border\b[^>]*?(?:/>|>.*?</(?:\w+:)?border>)", re.S),
	"cellXfs": re.compile(r"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.S),
}


class Styles:
	"""Parts of styles by their number, as the file counts them: fonts, fills, borders, cell formats."""

	def __init__(self, content: bytes):
		self._text = content.decode("utf-8-sig")
		found = re.search(r"<((?:\w+:)?)styleSheet\b", self._text)
		self._prefix = found[1] if found else ""
		self._parts = {name: self._read(name) for name in CHILD}
		self._grounds = set(re.findall(r'fgColor rgb="..(\w{6})"', "".join(self._parts["fills"])))
		self._made: dict[tuple, int] = {}

	def content(self) -> bytes:
		"""The file with what was added."""
		text = self._text
		for name, children in self._parts.items():
			opening = rf"<{self._prefix}{name}\b[^>]*>"
			block = re.search(rf"{opening}.*?</{self._prefix}{name}>", text, re.S)
			made = f'<{self._prefix}{name} count="{len(children)}">{"".join(children)}</{self._prefix}{name}>'
			text = text[: block.start()] + made + text[block.end() :]
		return text.encode()

	def verdict(self, background: str, ink: str, is_centred: bool) -> int:
		"""A ruled cell with wrapped text in these colours (RRGGBB)."""
		key = ("verdict", background, ink, is_centred)
		if key not in self._made:
			font = self._add(
				"fonts", f'<{{p}}font><{{p}}sz val="11"/><{{p}}color rgb="FF{ink}"/></{{p}}font>'
			)
			across = ' horizontal="center"' if is_centred else ""
			self._made[key] = self._ruled(font, self._solid(background), across)
		return self._made[key]

	def title(self) -> int:
		"""A ruled cell with bold text in its middle."""
		if ("title",) not in self._made:
			font = self._add("fonts", '<{p}font><{p}b/><{p}sz val="11"/></{p}font>')
			self._made["title",] = self._ruled(font, 0, ' horizontal="center"')
		return self._made["title",]

	def filled(self, style: int, colour: str) -> int:
		"""A style, on a ground of that colour."""
		return self._on(style, self._solid(colour))

	def unfilled(self, style: int, colour: str) -> int:
		"""A style, without its ground if that is of this colour."""
		return self._on(style, 0) if self.is_filled(style, colour) else style

	def was_there(self, colour: str) -> bool:
		"""Whether the file had a ground of that colour before anything was added."""
		return colour in self._grounds

	def is_filled(self, style: int, colour: str) -> bool:
		"""Whether a style's ground is of that colour."""
		xfs = self._parts["cellXfs"]
		found = re.search(r'\sfillId="(\d+)"', xfs[style]) if style < len(xfs) else None
		number = int(found[1]) if found else 0
		fills = self._parts["fills"]
		return number < len(fills) and bool(re.search(rf'fgColor rgb="..{colour}"', fills[number]))

	def _read(self, name: str) -> list[str]:
		block = re.search(rf"<{self._prefix}{name}\b[^>]*>(.*?)</{self._prefix}{name}>", self._text, re.S)
		if not block:
			raise ValueError(name)
		return CHILD[name].findall(block[1])

	def _add(self, name: str, child: str) -> int:
		self._parts[name].append(child.replace("{p}", self._prefix))
		return len(self._parts[name]) - 1

	def _solid(self, colour: str) -> int:
		key = ("fill", colour)
		if key not in self._made:
			pattern = (
				f'<{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="FF{colour}"/></{{p}}patternFill>'
			)
			self._made[key] = self._add("fills", f"<{{p}}fill>{pattern}</{{p}}fill>")
		return self._made[key]

	def _border(self) -> int:
		if ("border",) not in self._made:
			sides = "".join(
				f'<{{p}}{side} style="thin"><{{p}}color rgb="FF999999"/></{{p}}{side}>'
				for side in ("left", "right", "top", "bottom")
			)
			self._made["border",] = self._add(
				"borders", f"<{{p}}border>{sides}<{{p}}diagonal/></{{p}}border>"
			)
		return self._made["border",]

	def _ruled(self, font: int, fill: int, across: str) -> int:
		return self._add(
			"cellXfs",
			f'<{{p}}xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{self._border()}" xfId="0" '
			'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
			f'<{{p}}alignment{across} vertical="center" wrapText="1"/></{{p}}xf>',
		)

	def _on(self, style: int, fill: int) -> int:
		key = ("on", style, fill)
		if key not in self._made:
			old = self._parts["cellXfs"][style]
			opening = re.match(r"<[^>]*?(?=/?>)", old)[0]
			bare = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", opening)
			made = f'{bare} fillId="{fill}" applyFill="1"{old[len(opening) :]}'
			self._made[key] = self._add("cellXfs", made)
		return self._made[key]
