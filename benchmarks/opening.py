"""How every benchmark begins: its one argument, and the site that `make` made for it."""

import argparse
import os
from collections.abc import Callable

import frappe


def size(command: str, told: str | None, usual: float, what: str, kind: Callable = float) -> float:
	"""Connect to the site; returns the size that was asked for.

	:param command: what is typed, such as `bench-access`
	:param told: the module's own words
	"""
	parser = argparse.ArgumentParser(prog=f"make {command}", description=told)
	parser.add_argument("--size", type=kind, default=usual, help=what)
	asked = parser.parse_args().size
	os.chdir(os.environ["DEVBENCH_SITES"])
	frappe.init(os.environ["DEVBENCH_SITE"])
	frappe.connect()
	return asked


def city_size(command: str, told: str | None, usual: float = 1.0) -> float:
	"""Of a benchmark that is asked of a city: the share of the full one."""
	return size(command, told, usual, "share of the full city, such as 0.1")
