"""The translations that the page's own JavaScript needs; a web page gets none from Frappe."""

import re
from functools import lru_cache
from pathlib import Path

import frappe

CALL = re.compile(r'__\(\s*("(?:[^"\\]|\\.)*")')


def words(lang: str) -> dict[str, str]:
	"""{English text: its translation} for every text of the page's modules that has one."""
	found = {text: frappe._(text, lang) for text in _texts()}
	return {text: translation for text, translation in found.items() if translation != text}


@lru_cache(maxsize=1)
def _texts() -> tuple[str, ...]:
	folder = Path(frappe.get_app_path("sink_app", "public", "js", "phone"))
	sources = sorted(folder.rglob("*.js"))
	texts = {
		frappe.parse_json(text) for source in sources for text in CALL.findall(source.read_text("utf-8"))
	}
	return tuple(sorted(texts))
