from frappe.model.document import Document


class SinkTeamSeat(Document):
	"""A place that a member takes in a team; the ledger of sink_app.service.teams.seats."""
