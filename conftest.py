"""Tests that need a site get the one that DEVBENCH_SITES and DEVBENCH_SITE name, fresh from `make test`."""

import os

import pytest

SITES, SITE = os.environ.get("DEVBENCH_SITES"), os.environ.get("DEVBENCH_SITE")


def pytest_sessionstart(session):
	"""Connect before any class of the framework's base class is set up."""
	if not (SITES and SITE):
		return
	import frappe

	os.chdir(SITES)
	frappe.init(SITE)
	frappe.connect()
	frappe.flags.in_test = True


def pytest_sessionfinish(session):
	if SITES and SITE:
		import frappe

		frappe.destroy()


def pytest_collection_modifyitems(items):
	"""Cases of the framework's own base class need the site without naming the fixture."""
	for item in items:
		bases = {base.__name__ for base in getattr(getattr(item, "cls", None), "__mro__", ())}
		if "FrappeTestCase" in bases:
			item.add_marker(pytest.mark.usefixtures("site"))


@pytest.fixture(scope="session")
def site():
	"""The name of the connected test site."""
	if not (SITES and SITE):
		pytest.skip("no test site: run `make test`")
	return SITE
