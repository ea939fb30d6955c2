"""三单制 (点–派–接–评): orders, who takes them, and how those served were pleased.

Places are given by `counting` and `claiming` alone, under the lock of the order's own row; what is decided
(dispatching, handing in, confirming) are steps of the chain.
"""

ORDER = "Sink Order"
CLAIM = "Sink Order Claim"
SATISFACTION = "Sink Satisfaction"

PLACED, IN_REVIEW, DISPATCHED = "Order Placed", "Order in Review", "Order Dispatched"
ACCEPTED, IN_SERVICE, HANDED_IN = "Order Accepted", "Order in Service", "Service Handed In"
COMPLETED, RATED, CANCELLED = "Order Completed", "Order Rated", "Order Cancelled"

TAKING = (DISPATCHED, ACCEPTED)
"""The states in which places are given and given up."""
OVER = (COMPLETED, RATED, CANCELLED)

DISPATCH, ACCEPT, BEGIN, HAND_IN = "Dispatch Order", "Accept Order", "Begin Service", "Hand In Service"
CONFIRM, RATE, CANCEL, RETURN = "Confirm Service", "Rate Order", "Cancel Order", "Return Order"

OPEN, NAMED = "Open to Claims", "People Named"
"""How an order is handed out: whoever fits takes it, or the community names people."""

SELF_MADE = "Self-made"

HELD, WAITING, GIVEN_UP, MOVED_ON, DONE = "Taken", "Waiting", "Given Up", "Moved On", "Done"
CLAIM_CANCELLED = "Cancelled"
BY_MEMBER, BY_OFFICE = "Claimed by the Member", "Placed by the Office"
