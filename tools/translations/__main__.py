"""python3 -m tools.translations: what zh.csv lacks, what is stale or wrong in it; exit 1 if anything is."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.checks.project import Project
from tools.translations import catalogue
from tools.translations.catalogue import Row
from tools.translations.messages import messages

MENDED = "tools/framework_strings.txt"


def findings(project: Project) -> list[str]:
	"""Everything wrong with the translations, a sentence each."""
	rows = catalogue.read(csv_path(project))
	needed = messages(project)
	mended = catalogue.read_mended(project.root / MENDED)
	return [
		*(f"{each.place}: {each.text!r} has no row." for each in catalogue.missing(rows, needed)),
		*(f"{row.source!r}: stale, no source has it." for row in catalogue.stale(rows, needed, mended)),
		*catalogue.faults(rows, mended),
	]


def csv_path(project: Project) -> Path:
	"""The app's file of Chinese translations."""
	return project.root / project.app / "translations" / "zh.csv"


def main() -> int:
	"""Print or sort as asked; return the exit code."""
	parser = argparse.ArgumentParser(prog="tools.translations", description=__doc__)
	parser.add_argument("--root", type=Path, default=Path.cwd(), help="the checkout to look at")
	parser.add_argument("--missing", action="store_true", help="print missing rows, ready to be filled")
	parser.add_argument("--sort", action="store_true", help="sort the file in place")
	options = parser.parse_args()
	project = Project(options.root)
	if options.sort:
		rows = sorted(set(catalogue.read(csv_path(project))))
		csv_path(project).write_text(catalogue.written(rows), encoding="utf-8", newline="")
		return 0
	if options.missing:
		lost = catalogue.missing(catalogue.read(csv_path(project)), messages(project))
		print(catalogue.written(sorted(Row(each.text, "", each.context) for each in lost)), end="")
		return 0
	found = findings(project)
	print("\n".join([*found, f"{len(found)} findings"]))
	return 1 if found else 0


if __name__ == "__main__":
	sys.exit(main())
