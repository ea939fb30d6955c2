"""A street with many records moves: its form shows how far they have followed."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import zh


@pytest.fixture
def moved(site):
	"""A street that has moved to another district, with a run that nobody works on."""
	from sink_app.access import refiling
	from sink_app.tests import factories

	with data.committed(), pytest.MonkeyPatch.context() as patch:
		patch.setattr(refiling, "INLINE", 0)
		patch.setattr(refiling, "_enqueue", lambda run: None)
		street, old, new = (
			factories.make_area(level, area_name=name)
			for level, name in (("Street", "归属街道"), ("District", "原属区"), ("District", "新属区"))
		)
		communities = [factories.make_area("Community", street, area_name=f"归属社区{n}") for n in range(3)]
		branch = factories.make_organization("Branch", factories.make_organization("Unit"))
		for number in range(12):
			factories.make_registration(factories.make_member(branch), communities[number % 3])
		user = factories.make_stand(
			"Sink City Organizer", frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		)
		for district in (old, new):
			street.reload()
			street.parent_sink_area = district.name
			street.save()
		data.let_in(user)
	return frappe._dict(street=street.name, district=new.name, user=user)


def work(moved, kill_after: int):
	"""The worker's part, until it is killed."""
	from sink_app.access import refiling

	class Killed(BaseException):
		pass

	settled = 0

	def settle():
		nonlocal settled
		frappe.db.commit()
		settled += 1
		if settled == kill_after:
			raise Killed

	run = frappe.get_last_doc("Sink Refiling", {"node": moved.street}).name
	with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
		patch.setattr(refiling, "STRETCH", 1)
		refiling.work(run, settle)
	frappe.cache.delete_value(refiling._sign_of_life(run))


def test_the_bar_appears_goes_on_and_ends(person, moved, look):
	from sink_app.access import refiling

	work(moved, kill_after=2)
	someone = person("city")
	someone.log_in(moved.user, data.password())
	someone.open_form("Sink Area", moved.street)
	bar = someone.page.locator(".form-dashboard .progress-bar")
	expect(bar).to_be_visible()
	expect(someone.page.locator(".form-message")).to_contain_text(zh("Go On Now"))
	someone.settle()
	look(someone, "70-refiling")
	someone.page.locator(".page-container:visible").get_by_role("button", name=zh("Go On Now")).click()
	someone.settle()
	data.look_again()
	# the worker may take long to come by; a second one does no harm
	refiling.run_queued(frappe.get_last_doc("Sink Refiling", {"node": moved.street}).name)
	expect(someone.page.get_by_text(zh("All records below have followed the move."))).to_be_visible()
	expect(bar).to_have_count(0)
	data.look_again()
	rows = frappe.get_all("Sink Registration", {"street": moved.street}, pluck="district")
	assert rows == [moved.district] * 12

	someone.open_desk("sink-refiling")
	expect(someone.page.locator(".list-row").filter(has_text="归属街道").first).to_be_visible()
	look(someone, "71-refilings")
