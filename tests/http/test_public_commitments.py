"""The public page of commitments: only what was published, never a phone; remarks are read first."""

import html

import frappe
import pytest

from sink_app.tests import factories
from tests.support import data
from tests.support.client import Client

PHONE = "13812345678"
DOOR = "sink_app.registration.commitments.public.give_feedback"


@pytest.fixture(scope="module")
def published(world):
	"""A member's commitment that is being kept, another's draft, and a post that is held."""
	year = frappe.utils.nowdate()[:4]
	with data.committed():
		member = factories.make_member(world.branch, member_name=f"欧阳测{world.mark[:3]}", mobile=PHONE)
		factories.make_placed(member, world.community, world.grid)
		items = [
			{
				"promise": f"<b id=planted>义诊一次，电话{PHONE}",
				"due": f"{year}-12-31",
				"measure": f"{year}-10-01前",
			}
		]
		kept = factories.make_commitment(member, world.community, items=items)
		state = {"workflow_state": "Promise Being Kept", "published_on": f"{year}-01-05"}
		frappe.db.set_value("Sink Commitment", kept.name, state)
		draft = factories.make_commitment(
			world.member, world.community, items=[{**items[0], "promise": "未公示"}]
		)
		post = factories.make_position(world.community, title="公示义诊岗", contact_phone="027-81977000")
		held = factories.make("Sink Position Assignment", member=member.name, position=post.name)
		frappe.db.set_value("Sink Position Assignment", held.name, "workflow_state", "Post Confirmed")
	return frappe._dict(kept=kept.name, draft=draft.name, community=world.community.name, member=member)


@pytest.fixture
def guest(served) -> Client:
	# the limit of one test is not another's
	data.forget_limits()
	return Client(served)


@pytest.fixture
def settings():
	"""Change the office's settings; they are as before afterwards."""
	kept = frappe.get_doc("Sink Commitment Settings").as_dict()
	fields = ("name_style", "takes_feedback")

	def change(**values):
		with data.committed():
			frappe.get_doc("Sink Commitment Settings").update(values).save()

	yield change
	change(**{field: kept[field] for field in fields})


def page(client: Client, **asked) -> str:
	answer = client.page("/commitments", **asked)
	assert answer.status == 200
	return html.unescape(answer.text)


def test_cmt_02_everybody_reads_what_was_published_and_nothing_else(guest, published, settings):
	assert "<b id=planted>" not in guest.page("/commitments", community=published.community).text
	text = page(guest, community=published.community)
	assert "义诊一次" in text
	assert "欧阳同志" in text
	assert published.member.member_name not in text
	assert "未公示" not in text
	assert "公示义诊岗" in text
	for number in (PHONE, "81977000", published.member.mobile):
		assert number not in text
	settings(name_style="Full Name")
	assert published.member.member_name in page(guest, community=published.community)


def test_communities_are_found_by_name(guest, published):
	name = frappe.db.get_value("Sink Area", published.community, "area_name")
	assert name in page(guest, q=name)
	assert name not in page(guest, q="没有这个社区")


def test_a_remark_is_shown_once_the_community_has_read_it(guest, published, world, log_in):
	said = f"看到他来了{frappe.generate_hash(length=6)}"
	answer = guest.call(DOOR, commitment=published.kept, rating="满意", words=f"{said}，我的电话{PHONE}")
	assert answer.ok, answer.text
	assert said not in page(guest, community=published.community)
	data.look_again()
	remark = frappe.get_last_doc("Sink Commitment Feedback", {"commitment": published.kept})
	assert (remark.status, PHONE in remark.words) == ("Waiting to Be Read", False)
	settle = {"names": [remark.name], "status": "Shown"}
	moderate = "sink_app.registration.commitments.moderation.settle"
	assert log_in(world.neighbour_secretary).call(moderate, **settle).status == 403
	assert log_in(world.secretary).call(moderate, **settle).ok
	assert said in page(guest, community=published.community)


def test_no_remark_on_a_draft_and_none_without_a_word(guest, published):
	assert guest.call(DOOR, commitment=published.draft, words="好").refusal == "NotPublished"
	assert guest.call(DOOR, commitment="nothing", words="好").status == 404
	assert guest.call(DOOR, commitment=published.kept).refusal == "NothingSaid"


def test_remarks_are_limited_and_can_be_switched_off(guest, published, settings):
	answers = [guest.call(DOOR, commitment=published.kept, words="又来") for _number in range(7)]
	assert [answer.ok for answer in answers] == [True] * 5 + [False] * 2
	# plain in the oldest Frappe, with a name of its own since
	assert answers[-1].refusal in ("ValidationError", "RateLimitExceededError")
	settings(takes_feedback=0)
	data.forget_limits()
	assert guest.call(DOOR, commitment=published.kept, words="好").refusal == "FeedbackClosed"


def test_a_guest_reads_no_record_behind_the_page(guest, published):
	for doctype in ("Sink Commitment", "Sink Commitment Feedback", "Sink Position Assignment"):
		assert guest.get_list(doctype).status == 403
