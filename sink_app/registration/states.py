"""The kinds of registration and the states that count, named once."""

DISPATCHED, RESIDENCE = KINDS = ("Dispatched", "Residence")
PLACED, ELSEWHERE = TAKEN_IN = ("Placed in Grid", "Registered Elsewhere")
"""The member is registered: a community has taken them in, or the unit has seen that one elsewhere has."""
MOVED_AWAY, DEREGISTERED = CLOSED = ("Moved Away", "Deregistered")
"""The registration is history; another one may take its place."""

IN_SERVICE, RETIRED, AWAY, GONE = ("In Service", "Retired", "Away", "Deregistered")


def expected_kinds(status: str) -> tuple[str, ...]:
	"""The registrations that a member of a status owes; who is retired or away may have them, and owes none.

	在职党员 are dispatched and register where they live (湖北经济学院 plan, 三(三)).
	"""
	return KINDS if status == IN_SERVICE else ()
