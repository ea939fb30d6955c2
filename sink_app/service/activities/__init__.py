"""服务活动: planned, approved, published, signed up for, attended, and turned into service records."""

ACTIVITY, PARTICIPANT = "Sink Activity", "Sink Activity Participant"

DRAFT, REVIEW, APPROVED = "Draft", "Activity Review", "Activity Approved"
SIGN_UP, HELD, CALLED_OFF, RETURNED = "Sign-Up Open", "Activity Held", "Activity Called Off", "Returned"

SIGNED_UP, ATTENDED, ABSENT, WITHDRAWN = "Signed Up", "Attended", "Absent", "Withdrawn"
COUNTED = (SIGNED_UP, ATTENDED, ABSENT)
"""Who takes one of the places."""
