"""吹哨: 网格发现、社区呼叫、分级响应、协同处置 (湖北经济学院 plan, 四(一))."""

WHISTLE, CALL, LEVEL, KIND = (
	"Sink Whistle",
	"Sink Whistle Call",
	"Sink Whistle Level",
	"Sink Whistle Kind",
)
DRAFT, BLOWN, IN_HAND, RESOLVED, CLOSED = (
	*("Draft", "Whistle Blown", "Whistle in Hand"),
	*("Whistle Resolved", "Whistle Closed"),
)
BLOW, RESPOND, PASS_UP, REPORT = "Blow Whistle", "Respond to Whistle", "Pass Whistle Up", "Report Result"
CONFIRM, NOT_SOLVED = "Confirm Solved", "Not Solved Yet"
LATE = "Passed Up for Being Late"
"""The word under which the job's own step stands in the log."""

LINE = ("Community", "Street", "District")
"""Who handles it, lowest first; above a grid is its community."""

CALLED, COMING, CANNOT, DONE = "Called", "Coming", "Cannot Come", "Done"
SOLVED = "Solved"
SATISFIED = ("Very Satisfied", "Satisfied")
