"""Two states of what an app ships, one small record of every kind, in three copies: each has its own fate."""

from pathlib import Path

from sink_app.shipped import files

HERE = Path(__file__).parent
UNTOUCHED, EDITED, DELETED = FATES = ("untouched", "edited", "deleted")


def write_copies(version: str, target: Path) -> list[files.ShippedFile]:
	"""Write three copies of each record of `released` or `next` into a folder; returns them as shipped."""
	for path in sorted((HERE / version).glob("*.json")):
		template = path.read_text(encoding="utf-8")
		for fate in FATES if "{variant}" in template else ("",):
			copy = target / f"{path.stem}-{fate}.json"
			copy.write_text(template.replace("{variant}", fate), encoding="utf-8")
	return files.in_order(files.read(target, ["*.json"]))


def of_fate(shipped: list[files.ShippedFile], fate: str) -> list[files.ShippedFile]:
	"""The copies that are to meet one fate."""
	return [each for each in shipped if each.source.endswith(f"-{fate}.json")]
