"""应急动员: an emergency declared for an area, who is called, who comes, and what was learnt (平时/战时)."""

EMERGENCY, RESPONSE, KIND = "Sink Emergency", "Sink Emergency Response", "Sink Emergency Kind"

IN_FORCE, REVIEW, CLOSED = "Emergency in Force", "Emergency Review", "Emergency Closed"
DECLARE, END = "Declare Emergency", "End Emergency"
PEACETIME, WARTIME = "Peacetime Mode", "Emergency Mode"

READY, EVERYBODY = "Ready for Emergencies", "All Registered Members"

CALLED, COMING, CANNOT, ARRIVED, LEFT = ANSWERS = ("Called", "Coming", "Cannot Come", "Arrived", "Departed")
