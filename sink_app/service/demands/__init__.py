"""居民诉求: what residents ask for, from the call to its end, and which calls speak of the same thing."""

DEMAND = "Sink Demand"
SETTINGS = "Sink Demand Settings"

RECEIVED, VERIFIED, IN_HAND = OPEN = ("Demand Received", "Demand Verified", "Demand in Hand")
"""The states in which something is still to be done."""
SETTLED, DECLINED, MERGED = "Demand Settled", "Demand Declined", "Demand Merged"

VERIFY, SETTLE, MERGE = "Verify Demand", "Settle Demand", "Merge Demand"
TAKE_IN_HAND = "Take Demand in Hand"

PHONE, PUBLIC_PAGE, BY_MEMBER = "Phone", "Public Page", "Member"
