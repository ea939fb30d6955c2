"""服务记录: what members did in the communities, confirmed by others and sealed."""

RECORD, CODE, SEAL = "Sink Service Record", "Sink Service Code", "Sink Record Seal"
CERTIFICATE = "Sink Service Certificate"

DRAFT, AWAITING, SECOND = "Draft", "Awaiting Confirmation", "Second Confirmation"
CONFIRMED, RETURNED, REPLACED = "Record Confirmed", "Returned", "Replaced"
OPEN = (DRAFT, RETURNED)
"""The states in which a record is written; afterwards its content stands."""
WAITING = (AWAITING, SECOND)

HAND_IN, CONFIRM, CONFIRM_AGAIN = "Hand In Record", "Confirm Record", "Confirm a Second Time"
NOTE_PAPER, SEND_BACK = "Note Signed Paper", "Send Back"
BY_CODE, REPLACE = "Confirm by Code", "Replace by Correction"

COMMUNITY, ONE_TIME_CODE, SIGNED_PAPER = "Community", "One-Time Code", "Signed Paper"
SPARE_TIME, DUTY = "Spare Time", "Duty"

COMMUNITY_ROLES = ("Sink Community Secretary", "Sink Community Staff", "Sink Grid Worker")
"""Who works for the community: confirms for it, and never alone for one of their own."""

SETTLED = (
	*("organization", "registration", "is_late", "needs_second", "handed_in_by", "first_confirmer"),
	*("confirm_way", "confirmed_by_name", "confirmed_on", "counted_year"),
)
"""What the server works out or takes from the steps; nobody types it."""
CONTENT = (
	*("member", "source_doctype", "source", "starts_on", "ends_on", "minutes", "category", "content"),
	*(
		"area",
		"place",
		"time_kind",
		"mode",
		"is_emergency",
		"emergency",
		"team",
		"late_reason",
		"replaces",
		"correction_reason",
	),
)
