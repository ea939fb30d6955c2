"""Tests that need a site get the one DEVBENCH_SITES and DEVBENCH_SITE name; `make test` makes it fresh."""

import os
from pathlib import Path

import pytest

SITES, SITE = os.environ.get("DEVBENCH_SITES"), os.environ.get("DEVBENCH_SITE")
# folders of tests/ whose data stay in the site; they run after all others
LAST = ("http", "browser", "isolation")


def pytest_addoption(parser):
	parser.addoption("--screenshots", type=Path, help="where to keep pictures of the pages")


def pytest_configure(config):
	if folder := config.option.screenshots:
		# tests run in another folder than the one they were asked for in
		config.option.screenshots = config.invocation_params.dir / folder


def pytest_sessionstart(session):
	"""Connect before any class of the framework's base class is set up."""
	if not (SITES and SITE):
		return
	import frappe

	os.chdir(SITES)
	frappe.init(SITE)
	frappe.connect()
	frappe.flags.in_test = True
	keep_caches()


def keep_caches():
	"""Let the caches live on when a user is saved: it makes tests that need accounts ten times as fast.

	The framework empties all of them at each save, over passwords of mail accounts that no test has.
	"""
	from frappe.core.doctype.user import user

	user.ask_pass_update = lambda: None


def pytest_sessionfinish(session):
	if SITES and SITE:
		import frappe

		frappe.destroy()


def pytest_collection_modifyitems(items):
	"""Give the site to cases of the framework's own base class; run last what commits its data."""
	for item in items:
		bases = {base.__name__ for base in getattr(getattr(item, "cls", None), "__mro__", ())}
		if "FrappeTestCase" in bases:
			item.add_marker(pytest.mark.usefixtures("site"))
	items.sort(key=place_in_order)


def place_in_order(item) -> int:
	folder = item.path.parent
	inside = folder.name if folder.parent.name == "tests" else ""
	return LAST.index(inside) + 1 if inside in LAST else 0


@pytest.fixture(scope="session")
def site():
	"""The name of the connected test site."""
	if not (SITES and SITE):
		pytest.skip("no test site: run `make test`")
	return SITE


@pytest.fixture(autouse=True)
def _leaves_no_trace(request):
	"""A test function of the site takes back what it wrote, and who it acted as; classes do so themselves."""
	is_of_site = "site" in request.fixturenames
	if is_of_site:
		import frappe

		# the framework commits some of its records by itself unless told; code under test may have reset it
		frappe.flags.in_test = True
	yield
	if is_of_site and request.cls is None:
		frappe.set_user("Administrator")
		frappe.db.rollback()
