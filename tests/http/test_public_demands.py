"""The public page of demands and the rating link: what guests may say, how often; they read nothing."""

import html

import frappe
import pytest

from sink_app.approvals import steps
from sink_app.service.orders import claiming, rating
from sink_app.tests import service
from tests.support import data
from tests.support.client import Client

TELL = "sink_app.service.demands.public.tell"
RATE = "sink_app.service.orders.public.rate"
WORDS = "小区门口的井盖松了，夜里很危险"


@pytest.fixture
def guest(served) -> Client:
	# the limit of one test is not another's
	data.forget_limits()
	return Client(served)


@pytest.fixture
def settings():
	"""Change the office's settings; they are as before afterwards."""
	kept = frappe.get_doc("Sink Demand Settings").takes_web

	def change(**values):
		with data.committed():
			frappe.get_doc("Sink Demand Settings").update(values).save()

	yield change
	change(takes_web=kept)


def last_of(community) -> frappe._dict:
	data.look_again()
	return frappe.get_last_doc("Sink Demand", {"community": community.name, "source": "Public Page"})


def test_lst_13_a_resident_tells_the_community_without_logging_in(guest, world):
	page = html.unescape(guest.page("/demands", community=world.community.name).text)
	assert frappe._("What do you need?", "zh") in page
	assert "井盖" not in page
	answer = guest.call(
		TELL,
		community=world.community.name,
		words=WORDS,
		kind="Urgent Matter",
		phone="13812345678",
		name="龚先生",
	)
	assert answer.ok, answer.text
	demand = last_of(world.community)
	assert (demand.words, demand.kind, demand.workflow_state) == (WORDS, "Urgent Matter", "Demand Received")
	assert (demand.phone, demand.caller_name) == ("138****5678", "龚先生")
	assert "井盖" not in guest.page("/demands", community=world.community.name).text


def test_nonsense_is_refused_and_changes_nothing(guest, world):
	before = frappe.db.count("Sink Demand")
	for asked, refusal in (
		({"community": world.community.name, "words": " "}, "WordsMissing"),
		({"community": world.community.name, "words": "长" * 501}, "WordsMissing"),
		({"community": world.street.name, "words": WORDS}, "NoSuchCommunity"),
		({"community": world.community.name, "words": WORDS, "phone": "12"}, "PhoneWrong"),
	):
		data.forget_limits()
		assert guest.call(TELL, **asked).refusal == refusal
	data.look_again()
	assert frappe.db.count("Sink Demand") == before


def test_demands_are_limited_and_can_be_switched_off(guest, world, settings):
	asked = {"community": world.community.name, "words": WORDS}
	answers = [guest.call(TELL, **asked) for _turn in range(7)]
	assert [answer.ok for answer in answers] == [True] * 5 + [False] * 2
	settings(takes_web=0)
	data.forget_limits()
	assert guest.call(TELL, **asked).refusal == "PageClosed"
	assert '<form class="card sending"' not in guest.page("/demands", community=world.community.name).text


def test_a_guest_reads_no_record_behind_the_pages(guest):
	for doctype in ("Sink Demand", "Sink Order", "Sink Order Claim", "Sink Satisfaction"):
		assert guest.get_list(doctype).status == 403


def test_ord_01_a_resident_rates_by_a_link_once(guest, world):
	with data.committed():
		member = service.make_server(world)[0]
		order = service.open_order(world.community, title=f"送药上门{frappe.generate_hash(length=5)}")
		claiming.claim(order.name, member.name)
		steps.take("Sink Order", order.name, "Confirm Service")
		key = rating.link("Sink Order", order.name).partition("key=")[2]
	assert order.title in html.unescape(guest.page("/rate", key=key).text)
	assert guest.call(RATE, key=key, score="Very Satisfied", words="很及时").ok
	data.look_again()
	assert frappe.db.get_value("Sink Order", order.name, ["workflow_state", "score"]) == ("Order Rated", 5)
	assert guest.call(RATE, key=key, score="Fair").refusal == "LinkOver"
	for dead in (key, "nothing", ""):
		page = guest.page("/rate", key=dead)
		assert page.status == 200
		assert order.title not in html.unescape(page.text)
