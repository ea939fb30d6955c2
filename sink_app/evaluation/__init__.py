"""What service comes to: points and stars, where an office has turned them on.

(湖北经济学院 plan: 配合推行积分制管理或星级管理)

points   rules, and the ledger that they are entered in
stars    levels reached by hours or points
"""

RULE, RUN, ENTRY = "Sink Points Rule", "Sink Points Run", "Sink Points Entry"
LEVEL = "Sink Star Level"
SETTINGS = "Sink Evaluation Settings"
POINTS, HOURS = "Points", "Hours Served"
EACH_YEAR = "Each Year"
