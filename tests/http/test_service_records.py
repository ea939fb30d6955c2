"""Service records over HTTP: two hundred at once, two at once, codes and certificates by anybody."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import frappe
import pytest
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.service.activities import ACTIVITY, PARTICIPANT
from sink_app.service.records import RECORD, SEAL, sealing
from sink_app.tests import factories
from tests.support import data
from tests.support.client import Client

CONFIRM = "sink_app.service.records.confirming.confirm"
CODE = "sink_app.service.phone_records.code"
SIGN_UP = "sink_app.service.phone_records.sign_up"
AT_ONCE = 200


@pytest.fixture(scope="module")
def staff(world, log_in) -> Client:
	with data.committed():
		user = factories.make_stand("Sink Community Staff", world.community)
		data.let_in(user)
	return log_in(user)


def waiting(world, number: int, member=None) -> list[str]:
	"""Records of a member that wait for their community, an hour each, one behind the other."""
	member = member or world.member
	with data.committed():
		first = factories.make_service_record(member, world.grid, ends_on=oldest(member))
		with factories.as_user(member.user):
			first = steps.take(RECORD, first.name, "Hand In Record")
		names = [first.name]
		for position in range(1, number):
			doc = frappe.copy_doc(first)
			start = first.starts_on - timedelta(hours=position)
			doc.update({"starts_on": start, "ends_on": start + timedelta(hours=1), "minutes": 60})
			kept = {field: first.get(field) for field in ("registration", "organization", "handed_in_by")}
			doc.update({**kept, "owner": first.owner, "name": frappe.generate_hash(length=16)})
			doc.workflow_state = "Awaiting Confirmation"
			doc.db_insert()
			names.append(doc.name)
	return names


def oldest(member):
	"""A free hour before all that the member has written so far."""
	found = frappe.get_all(
		RECORD, {"member": member.name}, pluck="starts_on", order_by="starts_on asc", limit=1
	)
	return (found[0] if found else now_datetime()).replace(minute=0, second=0, microsecond=0) - timedelta(
		hours=1
	)


@pytest.fixture(autouse=True)
def long_memory(world):
	"""Old records are no late entries here."""
	with data.committed():
		frappe.db.set_single_value("Sink Service Settings", "late_after_days", 400)
		frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")
	yield
	with data.committed():
		frappe.db.set_single_value("Sink Service Settings", "late_after_days", 7)
		frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")


def test_rec_02_two_hundred_are_confirmed_and_sealed_in_under_five_seconds(world, log_in):
	names = waiting(world, AT_ONCE)
	secretary = log_in(world.secretary)
	began = time.monotonic()
	answer = secretary.call(CONFIRM, names=names)
	took = time.monotonic() - began
	assert answer.ok, answer.text
	assert answer.message == {"done": AT_ONCE, "refusals": []}
	assert took < 5, f"{took:.1f} s"
	data.look_again()
	assert frappe.db.count(SEAL, {"record": ("in", names)}) == AT_ONCE
	found = sealing.verify(world.community.name)
	assert not any(found[key] for key in ("differing", "missing", "broken", "unsealed"))


def test_two_who_confirm_the_same_at_once_seal_each_record_once(world, log_in, staff):
	names = waiting(world, 30)
	barrier = Barrier(2)

	def press(client: Client):
		barrier.wait()
		return client.call(CONFIRM, names=names)

	with ThreadPoolExecutor(2) as pool:
		answers = list(pool.map(press, (log_in(world.secretary), staff)))
	assert all(answer.ok for answer in answers), [answer.text[:300] for answer in answers]
	assert sum(answer.message["done"] for answer in answers) == len(names)
	data.look_again()
	assert frappe.db.count(SEAL, {"record": ("in", names)}) == len(names)
	assert not sealing.verify(world.community.name)["broken"]


def test_chains_of_one_community_do_not_fork_when_many_confirm_their_own(world, log_in, staff):
	one, other = waiting(world, 20), waiting(world, 20)
	barrier = Barrier(2)

	def press(work):
		barrier.wait()
		return work[0].call(CONFIRM, names=work[1])

	with ThreadPoolExecutor(2) as pool:
		answers = list(pool.map(press, ((log_in(world.secretary), one), (staff, other))))
	assert [answer.message["done"] for answer in answers] == [20, 20]
	data.look_again()
	found = sealing.verify(world.community.name)
	assert not any(found[key] for key in ("differing", "missing", "broken", "unsealed"))


def send(client: Client, values: dict):
	"""Send the form of the page as a browser does."""
	return client.ask("POST", "/confirm", data=values, headers={"Accept": "text/html"})


def test_rec_02_the_served_person_confirms_on_the_public_page(world, log_in, served):
	(name,) = waiting(world, 1)
	code = log_in(world.member_user).call(CODE, record=name).message
	assert "<svg" in code["qr"] and code["url"].endswith(code["number"])
	guest = Client(served)
	page = guest.page("/confirm", n=code["number"])
	assert page.ok and code["number"] in page.text
	for private in (world.member.member_name, world.community.area_name, code["code"], name):
		assert private not in page.text
	sent = {"number": code["number"], "code": "000000" if code["code"] != "000000" else "1", "name": ""}
	wrong = send(guest, sent)
	assert 'role="alert"' in wrong.text
	data.look_again()
	assert frappe.db.get_value("Sink Service Code", {"record": name}, "wrong_tries") == 1
	right = send(guest, {**sent, "code": code["code"], "name": "陈奶奶"})
	assert 'role="status"' in right.text and 'role="alert"' not in right.text
	data.look_again()
	state = frappe.db.get_value(RECORD, name, ["workflow_state", "served_person"])
	assert tuple(state) == ("Record Confirmed", "陈奶奶")


def test_the_member_is_refused_on_the_public_page(world, log_in):
	(name,) = waiting(world, 1)
	member = log_in(world.member_user)
	code = member.call(CODE, record=name).message
	page = member.page("/confirm")
	token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
	sent = {"number": code["number"], "code": code["code"], "csrf_token": token}
	answer = send(member, sent)
	assert 'role="alert"' in answer.text
	data.look_again()
	assert frappe.db.get_value(RECORD, name, "workflow_state") == "Awaiting Confirmation"


def test_a_certificate_is_asked_by_anybody_and_says_only_true_or_not(world, log_in, served):
	(name,) = waiting(world, 1)
	secretary = log_in(world.secretary)
	assert secretary.call(CONFIRM, names=[name]).message["done"] == 1
	with data.committed(), factories.as_user(world.secretary):
		made = frappe.get_doc(
			{
				"doctype": "Sink Service Certificate",
				"member": world.member.name,
				"community": world.community.name,
				"from_date": "2020-01-01",
				"to_date": frappe.utils.nowdate(),
			}
		).insert()
	guest = Client(served)
	page = guest.page("/proof", n=made.number)
	assert 'role="status"' in page.text
	for private in (world.member.member_name, world.community.area_name, name, str(made.minutes)):
		assert private not in page.text
	other = guest.page("/proof", n="0" * 20)
	assert 'role="alert"' in other.text and 'role="status"' not in other.text
	paper = secretary.fetch(
		"frappe.utils.print_format.download_pdf",
		doctype=made.doctype,
		name=made.name,
		format="Sink Service Certificate",
	)
	assert paper.ok and paper.content.startswith(b"%PDF")


def test_rec_03_a_notebook_of_sixty_records_is_printed_in_under_five_seconds(world, log_in):
	with data.committed():
		member = factories.make_member(world.branch, user=factories.make_user("Sink Member"))
	names = waiting(world, 60, member)
	secretary = log_in(world.secretary)
	assert secretary.call(CONFIRM, names=names).message["done"] == 60
	began = time.monotonic()
	book = log_in(world.organizer).fetch(
		"frappe.utils.print_format.download_pdf",
		doctype="Sink Member",
		name=member.name,
		format="Sink Service Notebook",
		year=now_datetime().year,
	)
	took = time.monotonic() - began
	assert book.ok and book.content.startswith(b"%PDF")
	assert took < 5, f"{took:.1f} s"


def test_srv_37_twenty_sign_up_for_three_places_and_three_have_one(world, log_in):
	with data.committed():
		activity = factories.make_activity(world.community, head_count=3)
		frappe.db.set_value(ACTIVITY, activity.name, "workflow_state", "Sign-Up Open")
		users = [factories.make_user("Sink Member") for _each in range(20)]
		for user in users:
			member = factories.make_member(world.branch, user=user)
			factories.make_placed(member, world.community, world.grid)
		data.let_in(*users)
	clients = [log_in(user) for user in users]
	barrier = Barrier(len(clients))

	def press(client: Client):
		barrier.wait()
		return client.call(SIGN_UP, activity=activity.name)

	with ThreadPoolExecutor(len(clients)) as pool:
		answers = list(pool.map(press, clients))
	assert Counter(answer.ok for answer in answers) == {True: 3, False: 17}
	assert {answer.refusal for answer in answers if not answer.ok} == {"HeadCountReached"}
	data.look_again()
	assert frappe.db.count(PARTICIPANT, {"activity": activity.name, "status": "Signed Up"}) == 3
	assert frappe.db.get_value(ACTIVITY, activity.name, "signed_up") == 3
