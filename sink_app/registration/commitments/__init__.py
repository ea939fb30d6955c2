"""公开承诺: what is promised, shown to everybody, kept and judged (湖北经济学院 plan, 三(五))."""

COMMITMENT = "Sink Commitment"
ITEM = "Sink Commitment Item"
FEEDBACK = "Sink Commitment Feedback"
PUBLICATION = "Sink Fulfilment Publication"

MEMBER, ORGANIZATION, TEAM = "Party Member", "Party Organization", "Work Team"
OPEN, FULFILLED, NOT_FULFILLED = "Still to Do", "Fulfilled", "Not Fulfilled"

DRAFT, REVIEW, RETURNED = "Draft", "Promise in Review", "Returned"
ON_DISPLAY, BEING_KEPT = "Promise on Display", "Promise Being Kept"
BEING_JUDGED, CLOSED = "Promise Being Judged", "Promise Closed"

PRIVATE = (DRAFT, REVIEW, RETURNED)
"""The states before publication: nobody outside reads of them, and the words may still change."""
