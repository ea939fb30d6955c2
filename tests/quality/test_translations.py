"""The app's own translations are complete and right."""

from tools.translations.__main__ import findings


def test_chinese_is_complete(house):
	found = findings(house)
	assert not found, "\n".join(found)
