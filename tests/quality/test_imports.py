"""Every module imports: Frappe 15.101 deletes a DocType at migrate when its controller does not."""

import importlib

import pytest

pytest.importorskip("frappe", reason="needs the bench's Python, where Frappe is installed")


def test_every_module_imports(house):
	files = [path.removesuffix(".py").removesuffix("/__init__") for path in house.app_files(".py")]
	broken = {}
	for module in sorted(path.replace("/", ".") for path in files):
		try:
			importlib.import_module(module)
		except Exception as error:
			broken[module] = repr(error)
	assert broken == {}
