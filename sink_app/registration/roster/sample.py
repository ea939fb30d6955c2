"""A clean roster of invented people, made from the organizations and communities that a site has."""

import itertools
import random

import frappe
from openpyxl import Workbook

from sink_app.registration.roster import names, template
from sink_app.registration.roster.columns import OFFERED, SHEET

SEED = 37
FIRST_NUMBER = 19900010001
"""Numbers of a series that is not given out."""
FAMILY_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN_NAMES = ("建国", "淑芬", "志强", "晓燕", "国平", "雅琴", "俊杰", "慧敏", "海涛", "玉兰", "思远", "静怡")
POSITIONS = ("科员", "副科长", "科长", "讲师", "副教授", "教授", "辅导员", "馆员", "主治医师", "会计")
HOBBIES = ("羽毛球", "乒乓球", "书法", "摄影", "合唱", "太极拳", "读书", "徒步", "")
TIMES = ("工作日晚上", "周末", "周末9:00-12:00", "节假日", "工作日晚上、周末上午", "周末、应急")
ROADS = ("文化大道", "藏龙大道", "杨桥湖路", "凤凰山路", "长咀路")


def workbook(organization: str, communities: list[str], year: int, **people) -> bytes:
	"""A roster of an organization's members, every row right, as an .xlsx file.

	communities are names of areas: members are sent to the first and live in any. people says how many
	and from which number on, as for `rows`.
	"""
	made = Workbook()
	made.active.title = SHEET
	template.write_head(made.active)
	for number, row in enumerate(
		rows(organization, communities, year, **people), start=template.HEADER_ROW + 1
	):
		for place, column in enumerate(OFFERED, start=1):
			template.rule(made.active.cell(number, place, row[column.key]))
	return template.saved(made)


def rows(
	organization: str, communities: list[str], year: int, count: int = 60, first_number: int = FIRST_NUMBER
) -> list[dict[str, str]]:
	"""The same rows as texts by column; the same on every call."""
	chance = random.Random(SEED)  # invented people, nothing secret
	book = names.load(organization, year, "Dispatched")
	branches = [title for record, title in book.organizations.titles.items() if _is_branch(record)]
	places = [book.communities.titles[community] for community in communities]
	people = itertools.islice(_people(chance), count)
	return [
		{
			"number": str(position + 1),
			"member_name": name,
			"sex": sex,
			"birth_date": f"{chance.randint(year - 58, year - 24)}.{chance.randint(1, 12):02d}",
			"mobile": str(first_number + position),
			"organization": branches[position % len(branches)],
			"position_title": chance.choice(POSITIONS),
			"staff_kind": "高校",
			"registration_type": "组织派遣",
			"community": places[0],
			"home_area": chance.choice(places),
			"home_address": f"{chance.choice(ROADS)}{chance.randint(1, 99)}号{chance.randint(1, 30)}栋",
			"skills": "、".join(chance.sample(list(book.skills.titles.values()), chance.randint(1, 2))),
			"hobbies": chance.choice(HOBBIES),
			"wishes": "、".join(chance.sample(list(book.wishes.titles.values()), chance.randint(1, 3))),
			"times": chance.choice(TIMES),
			"notices": "是",
		}
		for position, (name, sex) in enumerate(people)
	]


def _people(chance: random.Random):
	"""(name, sex) of one person after the other, no name twice."""
	pairs = list(itertools.product(FAMILY_NAMES, GIVEN_NAMES))
	chance.shuffle(pairs)
	for family, given in pairs:
		yield f"{family}{given}", "女" if given in ("淑芬", "晓燕", "雅琴", "慧敏", "玉兰", "静怡") else "男"


def _is_branch(record: str) -> bool:
	return frappe.db.get_value("Sink Organization", record, "level") == "Branch"
