"""共建项目和“三个一”: what a unit does together with a community, a branch with a compound, in a year.

武组通〔2021〕37号, 一 and 二.
"""

PROJECT_LIST, PROJECT, CONSENT = "Sink Project List", "Sink Joint Project", "Sink Project Consent"
ASSESSMENT, THREE_ONES = "Sink Project Assessment", "Sink Three-Ones Plan"
ITEM, PARTY, BUDGET = "Sink Project List Item", "Sink Project Party", "Sink Project Budget Row"

DRAFT, RETURNED = "Draft", "Returned"
TO_CONFIRM, IN_SUPERVISION, ON_FILE = "Projects to Confirm", "Supervision Review", "List on File"
PUT_ON_FILE = "Put on File"

NOT_STARTED, UNDER_WAY = "Project Not Started", "Project Under Way"
IN_ACCEPTANCE, COMPLETED, ASSESSED = "Project in Acceptance", "Project Completed", "Project Assessed"
DROPPED = "Project Dropped"
OPEN = (NOT_STARTED, UNDER_WAY, IN_ACCEPTANCE)
DONE = (COMPLETED, ASSESSED)
ASSESS, DROP = "Assess Project", "Drop Project"

LEAD, JOINT, HARD = "Lead Unit", "Joint Unit", "Considerable"
ASKED, GIVEN, REFUSED = "Asked For", "Agreed", "Not Agreed"

ONES_TO_CONFIRM, ONES_FIXED = "Three Ones to Confirm", "Three Ones Fixed"
