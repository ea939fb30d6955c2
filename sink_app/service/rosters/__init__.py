"""值班: who is on duty when, fairly.

湖北经济学院 plan: 保证每个工作日至少有1至2名组织派遣的在职党员干部全脱产参与社区工作.
"""

ROSTER, PERSON, SHIFT, SWAP, LEAVE = (
	*("Sink Duty Roster", "Sink Duty Person", "Sink Duty Shift", "Sink Shift Swap", "Sink Leave"),
)

DRAFT, PUBLISHED, WITHDRAWN = "Draft", "Roster Published", "Roster Withdrawn"
PLANNED, SERVED, ABSENT, CANCELLED = "Planned", "Served", "Absent", "Cancelled"
"""What a shift is; before its roster is published it is a draft."""
COUNTS = (DRAFT, PLANNED, SERVED)
"""Shifts in which somebody is, will be or was there."""

QUEUED, RUNNING, DONE, BROKEN = "In the Queue", "Running", "Done", "Broken Off"
MET, NOT_MET = "Everything Met", "Not Everything Met"
