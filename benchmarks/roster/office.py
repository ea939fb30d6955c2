"""A unit with branches and communities, and rows of invented people for it, always the same ones."""

import itertools
import random
from collections.abc import Iterator

import frappe

from sink_app.registration.roster.columns import OFFERED
from sink_app.tests import factories

YEAR = 2026
BRANCHES, COMMUNITIES = 40, 30
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红建文云波宁欣雨晨佳浩宇轩思涵"
FIRST_NUMBER = 19_900_000_000
MEMBER_TITLES = (
	*("Member Name", "Sex", "Date of Birth", "Mobile", "Party Organization", "Job Title", "Kind of Staff"),
	*("Home Community", "Home Address", "Hobbies"),
)
"""What both importers know as titles, as the site's language calls them."""
TABLES = ("Sink Member Skill", "Sink Member Wish", "Sink Member Time")


class Office:
	"""Who imports, and what may be named."""

	def __init__(self):
		street = factories.make_area("Street", factories.make_area("District"))
		mark = frappe.generate_hash(length=4)
		self.communities = [
			factories.make_area("Community", street, area_name=f"第{number}{mark}社区")
			for number in range(COMMUNITIES)
		]
		self.unit = factories.make_organization("Unit")
		self.branches = [
			factories.make_organization("Branch", self.unit, org_name=f"{mark}{number}支部")
			for number in range(BRANCHES)
		]
		self.organizer = factories.make_stand("Sink Unit Organizer", self.unit)
		self.skills = frappe.get_all("Sink Skill", pluck="skill_name", limit=12)
		self.wishes = frappe.get_all(
			"Sink Service Category", filters={"is_group": 0}, pluck="category_name", limit=12
		)
		frappe.db.commit()

	def member_rows(self, count: int) -> Iterator[list[str]]:
		"""A file that Data Import reads: options and names of records as they are stored."""
		yield [frappe._(title) for title in MEMBER_TITLES]
		for person in itertools.islice(self._people(), count):
			yield [
				person["name"],
				person["sex"],
				f"{person['born']}-01",
				person["mobile"],
				person["branch"].name,
				person["job"],
				"University",
				person["home"].name,
				person["address"],
				person["hobby"],
			]

	def paper_rows(self, count: int) -> Iterator[list[str]]:
		"""A roster in the paper's columns and words."""
		yield [column.title for column in OFFERED]
		for number, person in enumerate(itertools.islice(self._people(), count), start=1):
			row = {
				"number": str(number),
				"member_name": person["name"],
				"sex": "男" if person["sex"] == "Male" else "女",
				"birth_date": person["born"].replace("-", "."),
				"mobile": person["mobile"],
				"organization": person["branch"].org_name,
				"position_title": person["job"],
				"staff_kind": "高校",
				"registration_type": "组织派遣",
				"community": self.communities[0].area_name,
				"home_area": person["home"].area_name,
				"home_address": person["address"],
				"skills": "、".join(person["skills"]),
				"hobbies": person["hobby"],
				"wishes": "、".join(person["wishes"]),
				"times": "工作日晚上、周末",
				"notices": "是",
			}
			yield [row[column.key] for column in OFFERED]

	def members(self) -> int:
		"""How many members the unit has."""
		return frappe.db.count("Sink Member", {"unit": self.unit.name})

	def clear(self):
		"""Take the unit's members out again, with all that went in with them."""
		names = frappe.get_all("Sink Member", filters={"unit": self.unit.name}, pluck="name", limit=0)
		registrations = frappe.get_all(
			"Sink Registration", filters={"member": ("in", names)}, pluck="name", limit=0
		)
		for table in TABLES:
			frappe.db.delete(table, {"parent": ("in", names)})
		frappe.db.delete("Sink Personal Value", {"reference_name": ("in", names)})
		frappe.db.delete("Sink Registration", {"name": ("in", registrations or [""])})
		frappe.db.delete("Sink Member", {"name": ("in", names)})
		frappe.db.commit()

	def _people(self) -> Iterator[dict]:
		draw = random.Random(2021)
		for position in itertools.count():
			yield {
				"name": draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=2)),
				"sex": draw.choice(("Male", "Female")),
				"born": f"{draw.randint(YEAR - 58, YEAR - 24)}-{draw.randint(1, 12):02d}",
				"mobile": str(FIRST_NUMBER + position),
				"branch": draw.choice(self.branches),
				"home": draw.choice(self.communities),
				"job": draw.choice(("科员", "科长", "讲师", "教授", "馆员")),
				"address": f"文化大道{draw.randint(1, 99)}号",
				"hobby": draw.choice(("羽毛球", "书法", "摄影", "")),
				"skills": draw.sample(self.skills, draw.randint(1, 2)),
				"wishes": draw.sample(self.wishes, draw.randint(1, 3)),
			}
