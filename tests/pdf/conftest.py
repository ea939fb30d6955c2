"""PDFs as poppler reads them, and a site's records to print."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = ("pdftotext", "pdfinfo", "pdffonts", "pdftoppm")


class Printed:
	"""A PDF on disk, asked with poppler's programs."""

	def __init__(self, path: Path):
		self.path = path

	def run(self, program: str, *arguments: str) -> str:
		"""Return what a poppler program says of the PDF."""
		done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
		return done.stdout

	@property
	def info(self) -> dict[str, str]:
		"""pdfinfo's table."""
		lines = self.run("pdfinfo", str(self.path)).splitlines()
		return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}

	@property
	def size(self) -> tuple[int, int]:
		"""The sheet's width and height in millimetres."""
		width, height = re.findall(r"[\d.]+", self.info["Page size"])[:2]
		return round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)

	@property
	def pages(self) -> list[str]:
		"""The text of every sheet, in reading order, with no spaces."""
		text = self.run("pdftotext", "-layout", str(self.path), "-")
		return [re.sub(r"\s+", "", page) for page in text.split("\f")[:-1]]

	@property
	def text(self) -> str:
		"""The text of all sheets, with no spaces."""
		return "".join(self.pages)

	@property
	def fonts(self) -> list[list[str]]:
		"""pdffonts' rows."""
		return [line.split() for line in self.run("pdffonts", str(self.path)).splitlines()[2:]]

	def words(self, page: int = 1) -> list[tuple[str, float, float, float, float]]:
		"""Every word of a sheet with its left, top, right and bottom edge in millimetres."""
		found = self.run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(self.path), "-")
		pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
		return [
			(word, *(float(edge) / 72 * 25.4 for edge in edges))
			for *edges, word in re.findall(pattern, found)
		]

	def place(self, word: str, page: int = 1) -> tuple[float, float, float, float]:
		"""Left, top, right and bottom edge of the first word that starts so, in millimetres."""
		return next(edges for text, *edges in self.words(page) if text.startswith(word))

	def colours(self) -> set[tuple[int, int, int]]:
		"""The colours of the first sheet's pixels."""
		from PIL import Image

		target = self.path.with_suffix("")
		self.run("pdftoppm", "-r", "50", "-png", "-singlefile", str(self.path), str(target))
		with Image.open(target.with_suffix(".png")) as image:
			return {colour for _count, colour in image.convert("RGB").getcolors(image.width * image.height)}


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes], Printed]:
	"""Put a PDF on disk and return it for reading."""
	missing = [program for program in PROGRAMS if not shutil.which(program)]
	if missing:
		pytest.skip(f"poppler-utils is not installed: {', '.join(missing)}")

	def write(pdf: bytes) -> Printed:
		path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
		path.write_bytes(pdf)
		return Printed(path)

	return write
