"""Stylesheets that prints share, parsed once a process.

WeasyPrint takes a third of a second to parse Frappe's print bundle. Parsed sheets can be given to it again,
below the page's own styles, so the bundle becomes what it is meant to be: defaults that a format overrides.
"""

from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from weasyprint import CSS

# Frappe's own bundles, as <name>.bundle.<hash>.css; an app's stylesheet stays with the page that links it.
SHARED = ("print.bundle.", "print_format.bundle.")


@cache
def base() -> CSS:
	"""Return the stylesheet every print starts from."""
	return CSS(filename=Path(__file__).with_name("style.css"))


def is_shared(url: str) -> bool:
	"""Whether a linked stylesheet is one of Frappe's own print bundles."""
	return PurePosixPath(urlsplit(url).path).name.startswith(SHARED)


def defaults(path: Path) -> CSS:
	"""Return the parsed bundle in `path`; its content is read again when the file changes.

	:raises OSError: if there is no such file
	"""
	return _defaults(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _defaults(path: Path, modified: int) -> CSS:
	"""Return a bundle as defaults.

	Its rules for paper turn all text black, for browsers without colours: red letterheads would be lost.
	So it is read as for the screen, like the Desk's preview, and nothing in it outranks a format's own word.
	"""
	css = path.read_text(encoding="utf-8").replace("!important", "")
	return CSS(string=css, media_type="screen")
