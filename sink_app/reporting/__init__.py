"""双报告: what members and organizations report, drafted from the records (湖北经济学院 plan, 三(八))."""

HALF_YEAR, ANNUAL = "Sink Half-Year Report", "Sink Annual Report"
DEBRIEF, PROGRESS = "Sink Debrief", "Sink Progress Report"

DRAFT, RETURNED = "Draft", "Returned"
OPEN = (DRAFT, RETURNED, "", None)
"""The states in which a report is written; afterwards its words and figures stand."""

IN_REVIEW, ACCEPTED = "Report in Review", "Report Accepted"
COMMITTEE, FILED = "Committee Review", "Report Filed"
CHECK, PROGRESS_FILED = "Progress Check", "Progress Filed"

HAND_IN, ACCEPT, SEND_BACK = "Hand In Report", "Accept Report", "Send Back"
DECIDE, FILE, FILE_PROGRESS = "Submit for Decision", "File Report", "Put on File"
