from sink_app.service import masters

ADDED = (
	*("志愿服务", "宣传教育", "理论政策宣讲", "法治宣传", "环保宣传", "安全宣传", "卫生健康宣传"),
	*("关爱服务", "心理疏导", "亲属抚慰", "群众诉求协调", "重点对象联系"),
	*("社区治理", "社区文化", "环境保护", "平安创建", "文明创建", "应急管理", "爱国卫生运动", "自治共治"),
	*("校社共建", "平安共建", "校园周边综合治理", "大学生社会实践", "突发事件处置"),
)


def execute():
	"""Insert the service categories that came with this version; what an office took out before stays out."""
	masters.seed(only=ADDED)
