"""三张清单: what units have, what a community needs, and which services follow; one a year, in versions.

武组通〔2021〕37号, 二: “三张清单”, improved every year.
"""

RESOURCE_LIST, DEMAND_LIST, SERVICE_LIST = LISTS = (
	"Sink Resource List",
	"Sink Demand List",
	"Sink Service List",
)
LIST_CLAIM = "Sink List Claim"

IN_REVIEW, IN_FORCE = "List in Review", "List in Force"

UNITS, SKILLS = "Unit's Resources", "Members' Skills"
