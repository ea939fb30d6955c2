"""服务团队: who is in them, who may join, what the street is told (武组通〔2021〕37号, 湖北经济学院 plan)."""

TEAM, TEAM_MEMBER, SEAT = "Sink Team", "Sink Team Member", "Sink Team Seat"
APPLICATION, FILING, FILING_ROW = "Sink Team Application", "Sink Team Filing", "Sink Team Filing Row"

SERVICE, WORK, COMMANDO, VOLUNTEERS, SELF_MANAGED, DUTY, SQUAD = (
	*("Service Team", "Community Work Team", "Emergency Commando", "Volunteer Team"),
	*("Self-Managed Team", "Duty Team", "112 Squad"),
)
COUNTED = (SERVICE, SELF_MANAGED)
"""Of these a member joins one or two; who works by turns or in an emergency team may be in them besides."""
ROTATING = (WORK, DUTY)

PARTY_MEMBER, VOLUNTEER, GRID_WORKER = "Party Member", "Volunteer", "Grid Worker"
CAPTAIN, DEPUTY, PLAIN = "Captain", "Deputy Captain", "Team Member"

DRAFT, SET_UP, FILED, DISSOLVED = "Draft", "Team Set Up", "Team Filed", "Team Dissolved"
AT_WORK = (SET_UP, FILED)
"""The community has set the team up; the street may have been told of it."""
