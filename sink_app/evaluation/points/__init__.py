"""积分: earned by confirmed service alone, entered in a ledger that is only ever appended to.

sources    what a rule may count, and where it stands in a record
amounts    what a record is worth by a rule, and the sentence that says why
ledger     the entries: what stands for a record, and what is added
counting   bringing the ledger up to date for some records of a rule
runs       when that happens: after a step, all through for a rule, every night
totals     what a member has
"""

EARNED, TAKEN_BACK, RECOUNTED = "Earned", "Taken Back", "Recounted"
EACH_HOUR = "Each Hour"
