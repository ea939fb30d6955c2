"""What the two notices name as services is there to choose; meetings and issues carry the rest."""

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.tests.factories import World
from sink_app.tests.office import EachTestAlone, make_issue, make_meeting, take

GENERAL = ("环境整治", "义务护绿", "治安巡逻", "交通值守", "政策宣传", "物资运送", "结对帮扶")
DAILY = ("政策宣传", "民情收集", "特殊人群帮扶", "邻里矛盾调解", "民主议事", "志愿服务")
GOVERNANCE = (
	*("社区文化", "环境保护", "平安创建", "文明创建", "应急管理", "爱国卫生运动", "志愿服务", "自治共治"),
)
PUBLICITY = ("理论政策宣讲", "法治宣传", "环保宣传", "安全宣传", "卫生健康宣传")
WITH_SCHOOLS = ("平安共建", "校园周边综合治理", "大学生社会实践")
SENSITIVE = ("心理疏导", "亲属抚慰", "群众诉求协调", "重点对象联系")


class TestCategories(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def test_srv_01_srv_04_org_34_the_services_of_the_notices(self):
		for names in (GENERAL, DAILY, GOVERNANCE, PUBLICITY, WITH_SCHOOLS, SENSITIVE):
			for name in names:
				self.assertEqual(frappe.db.get_value("Sink Service Category", name, "is_group"), 0, name)
		marked = frappe.get_all("Sink Service Category", {"is_sensitive": 1}, pluck="name")
		self.assertEqual(set(marked), set(SENSITIVE))

	def test_srv_05_four_kinds_of_deliberation_with_suggestions(self):
		for kind in ("听证会", "协调会", "恳谈会", "评议会"):
			meeting = make_meeting(
				kind, self.world.secretary, area=self.world.community.name, status="Planned", topics=[]
			)
			self.assertEqual([row.duty for row in meeting.topics], ["Other", "Suggestion"], kind)

	def test_srv_08_public_opinion_goes_up_and_is_answered(self):
		opinion = make_issue(
			self.world.member_user,
			member=self.world.member.name,
			kind="Public Opinion",
			title="居民希望增设公交站",
		)
		opinion = take(opinion, "Raise Issue", self.world.member_user)
		self.assertEqual((opinion.raised_by, opinion.workflow_state), ("Member", "Issue Acceptance"))
