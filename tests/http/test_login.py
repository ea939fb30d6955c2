"""Everybody of the demo comes in, and finds what is theirs."""

import pytest

from tests.support.client import Client


@pytest.fixture(scope="module")
def logins(site) -> list[dict]:
	from sink_app import demo

	return demo.logins()


def test_every_demo_login_comes_in(served, logins):
	from tests.support import data

	assert logins
	refused = {}
	for login in logins:
		answer = Client(served).login(login["user"], data.password())
		if not answer.ok:
			refused[login["user"]] = answer.text
	assert refused == {}


def test_a_wrong_password_is_refused(served, logins):
	answer = Client(served).login(logins[0]["user"], "wrong")
	assert answer.status == 401


def test_the_desk_opens_for_those_who_work_in_it(log_in, logins):
	from frappe import get_cached_value

	shut = {}
	for login in logins:
		answer = log_in(login["user"]).page("/app")
		has_desk = get_cached_value("User", login["user"], "user_type") == "System User"
		if (answer.status == 200) != has_desk:
			shut[login["user"]] = answer.status
	assert shut == {}


def test_a_guest_is_sent_to_the_login(served):
	assert Client(served).page("/app").status in (301, 302, 403)


def test_a_member_who_opens_the_desk_is_led_to_their_page(served, log_in, logins):
	from frappe import get_cached_value

	[member] = [
		each["user"]
		for each in logins
		if get_cached_value("User", each["user"], "user_type") != "System User"
	]
	for path in ("/app", "/app/sink-order/view/list"):
		answer = log_in(member).session.get(served + path)
		assert answer.ok and 'id="phone"' in answer.text, path
	assert log_in(member).page("/apples").status == 404
