"""设岗定责: posts that communities offer, who holds them, and whom they would suit."""

POSITION = "Sink Position"
ASSIGNMENT = "Sink Position Assignment"

POST, BUILDING_HEAD = "Community Post", "Building Head"
OPEN, FULL, CLOSED = "Vacant", "Filled", "Closed"

DRAFT, CLAIMED, CONFIRMED, ENDED = "Draft", "Post Claimed", "Post Confirmed", "Post Ended"
CLAIM, PROPOSE, CONFIRM = "Claim Post", "Propose for Post", "Confirm Post"
DECLINE, END, GIVE_UP = "Decline Post", "End Post", "Give Up Post"

TAKEN_IN = "Placed in Grid"
"""The state of a registration whose member holds posts."""
