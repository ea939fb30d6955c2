"""Fonts a server has, for the fonts a print format names.

Offices write 仿宋 or SimSun into their formats because their own computers have them; a server mostly has
Noto or Source Han. Every font list is completed with the other names of its face and the nearest face for
Simplified Chinese: a format keeps its look where its font is installed, and the right shapes where it is not.
"""

import re
from functools import lru_cache

SONG = ('"Noto Serif CJK SC"', '"Source Han Serif SC"', '"Source Han Serif CN"', "serif")
HEI = ('"Noto Sans CJK SC"', '"Source Han Sans SC"', '"Source Han Sans CN"', "sans-serif")

# The names one face goes by, and what stands in for it.
FACES = (
	(("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋"), SONG),
	(("FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "小标宋"), SONG),
	(("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体"), SONG),
	(("SimSun", "宋体", "NSimSun", "新宋体", "STSong", "华文宋体"), SONG),
	(("SimHei", "黑体", "STHeiti", "华文黑体"), HEI),
	(("Microsoft YaHei", "微软雅黑", "DengXian", "等线"), HEI),
)
GENERIC = {"serif": SONG, "sans-serif": HEI, "system-ui": HEI}
COMPUTED = ("inherit", "initial", "unset", "revert", "monospace")

# The Desk's screen font opens the list Frappe prints with when nobody chose one: official papers are in 宋体.
UNCHOSEN = ("inter", "intervariable")

DECLARATION = re.compile(r"(font-family\s*:\s*)((?:\"[^\"]*\"|'[^']*'|[^;!{}\"'])+)", re.IGNORECASE)


def with_fallbacks(css: str) -> str:
	"""Return `css` (a stylesheet or a style attribute) with every `font-family` able to show Chinese."""
	return DECLARATION.sub(lambda found: found.group(1) + completed(found.group(2)), css)


@lru_cache(maxsize=256)
def completed(families: str) -> str:
	"""Return one font list with its fallbacks; a list that is inherited or computed stays as it is."""
	names = [name.strip() for name in families.split(",") if name.strip()]
	plain = [name.strip("\"'").lower() for name in names]
	if not names or plain[-1] in COMPUTED or any("(" in name for name in plain):
		return families
	if plain[0] in UNCHOSEN:
		names, plain = ["SimSun"], ["simsun"]
	aliases, fallback = _face(plain)
	kept = [name for name, key in zip(names, plain, strict=True) if key not in GENERIC]
	added = [f'"{alias}"' for alias in aliases if alias.lower() not in plain]
	return ", ".join([*kept, *added, *(name for name in fallback if name not in kept)])


def _face(plain: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
	"""Return the other names of the first known face in a list, and what stands in for it."""
	for name in plain:
		for aliases, fallback in FACES:
			if name in (alias.lower() for alias in aliases):
				return aliases, fallback
	return (), GENERIC.get(plain[-1], HEI)
