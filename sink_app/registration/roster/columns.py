"""The columns of the paper's roster. Their titles are the file's format, the same in every language."""

from dataclasses import dataclass

SHEET = "花名册"
TITLE = "党员干部下沉村、社区报到信息花名册"
RESULT = "结果"
REASON = "原因"
EXAMPLE_MARKS = ("例", "示例", "样例", "example")


@dataclass(frozen=True)
class Column:
	key: str
	title: str
	also: tuple[str, ...] = ()
	"""Other titles that offices give the column."""
	width: int = 12
	example: str = ""
	choices: str | None = None
	"""Name of the word list in `WORDS` that the column takes."""
	is_offered: bool = True
	"""Whether the template has it; a column that is not offered is read where an office has it."""


COLUMNS = (
	Column("number", "序号", ("编号", "序"), 6, "例"),
	Column("member_name", "姓名", ("党员姓名", "党员干部姓名", "名字"), 10, "王小明"),
	Column("sex", "性别", (), 6, "男", "sex"),
	Column("birth_date", "出生年月", ("出生日期", "出生年月日", "生日"), 11, "1985.03"),
	Column(
		"mobile",
		"联系电话",
		("手机", "手机号", "手机号码", "电话", "联系方式", "移动电话"),
		14,
		"19900000000",
	),
	Column(
		"id_number", "身份证号", ("身份证号码", "公民身份号码", "身份证", "证件号码"), 20, is_offered=False
	),
	Column(
		"organization",
		"所属党组织",
		("所在党组织", "党组织", "所属党支部", "所在党支部", "党支部", "所属支部", "所在支部"),
		24,
	),
	Column(
		"position_title",
		"职务",
		("单位职务", "行政职务", "职务职称", "职务/职称", "现任职务", "岗位"),
		14,
		"科员",
	),
	Column("staff_kind", "人员类别", ("人员类型", "所属类型", "单位性质"), 10, "高校", "staff_kind"),
	Column("registration_type", "报到类别", ("报到类型", "报到方式"), 10, "组织派遣", "registration_type"),
	Column("community", "报到社区", ("下沉社区", "报到村社区", "报到村、社区", "报到社区村"), 16),
	Column("home_area", "居住社区", ("居住地社区", "居住地所在社区", "现居住社区", "所在社区"), 16),
	Column(
		"home_address", "居住地址", ("家庭住址", "家庭地址", "现住址", "详细地址", "住址"), 26, "某某路1号"
	),
	Column("skills", "特长", ("专业特长", "个人特长", "个人专长", "专长"), 18, "法律、急救（持证）"),
	Column("hobbies", "兴趣爱好", ("爱好", "兴趣"), 16, "羽毛球"),
	Column(
		"wishes", "服务意愿", ("服务意向", "志愿服务意向", "服务类别", "服务项目"), 20, "政策宣传、治安巡逻"
	),
	Column("times", "可服务时间", ("服务时间", "空闲时间", "可参加服务时间"), 20, "工作日晚上、周末"),
	Column("notices", "已阅告知", ("已阅读告知", "告知书", "是否已阅告知"), 10, "是", "notices"),
)
OFFERED = tuple(column for column in COLUMNS if column.is_offered)
BY_KEY = {column.key: column for column in COLUMNS}
NEEDED = ("member_name", "mobile")
"""Without these columns a sheet is no roster."""

# The paper's words for the options of the Select fields; further options an office adds are taken as written.
WORDS = {
	"sex": {"男": "Male", "女": "Female", "男性": "Male", "女性": "Female"},
	"staff_kind": {
		"机关": "Department",
		"机关类": "Department",
		"行政机关": "Department",
		"公务员": "Department",
		"事业": "Public Institution",
		"事业类": "Public Institution",
		"事业单位": "Public Institution",
		"企业": "Enterprise",
		"企业类": "Enterprise",
		"国企": "Enterprise",
		"国有企业": "Enterprise",
		"高校": "University",
		"高等院校": "University",
		"其他": "Other",
		"其它": "Other",
	},
	"registration_type": {
		"组织派遣": "Dispatched",
		"派遣": "Dispatched",
		"组织派遣报到": "Dispatched",
		"单位报到": "Dispatched",
		"居住地": "Residence",
		"居住地报到": "Residence",
		"居住社区": "Residence",
		"居住社区报到": "Residence",
		"个人报到": "Residence",
	},
	"notices": {
		"是": "1",
		"已阅": "1",
		"同意": "1",
		"有": "1",
		"否": "0",
		"未阅": "0",
		"不同意": "0",
		"无": "0",
	},
	"day_kind": {
		"工作日": "Workday",
		"平日": "Workday",
		"平时": "Workday",
		"周一至周五": "Workday",
		"周末": "Weekend",
		"双休日": "Weekend",
		"休息日": "Weekend",
		"周六日": "Weekend",
		"周六": "Weekend",
		"周日": "Weekend",
		"节假日": "Holiday",
		"法定节假日": "Holiday",
		"假期": "Holiday",
		"寒暑假": "Holiday",
		"应急": "Emergency",
		"应急随时": "Emergency",
	},
	"level": {
		"爱好": "Amateur",
		"一般": "Amateur",
		"熟练": "Proficient",
		"精通": "Proficient",
		"持证": "Certified",
	},
}
TICKS = ("√", "✓", "✔", "☑", "y", "yes", "1", "true")
CROSSES = ("×", "✗", "✘", "☐", "n", "no", "0", "false")
ANY_TIME = ("随时", "均可", "都可以", "全年", "任意时间")
DAY_PARTS = {
	"上午": ("08:00:00", "12:00:00"),
	"下午": ("14:00:00", "18:00:00"),
	"白天": ("08:00:00", "18:00:00"),
	"晚上": ("18:00:00", "21:00:00"),
	"晚间": ("18:00:00", "21:00:00"),
	"夜间": ("18:00:00", "21:00:00"),
	"晚": ("18:00:00", "21:00:00"),
}
