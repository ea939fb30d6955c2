"""For tools that still read setup.py; everything else about the app stands in pyproject.toml."""

import re
from pathlib import Path

from setuptools import find_packages, setup

VERSION = re.compile(r"^__version__ = [\"'](.+)[\"']", re.MULTILINE)

setup(
	name="sink_app",
	version=VERSION.search(Path("sink_app/__init__.py").read_text(encoding="utf-8")).group(1),
	packages=find_packages(include=["sink_app", "sink_app.*"]),
)
