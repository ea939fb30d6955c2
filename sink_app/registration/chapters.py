"""What the service file says of registrations, posts and commitments (hook: service_file_chapters)."""

from frappe import _

from sink_app.organization.chapters import Chapter, body, day, listed, place, translated
from sink_app.registration.commitments import COMMITMENT
from sink_app.registration.posts import ASSIGNMENT


def of_registration(member) -> list[Chapter]:
	"""Registrations, posts and commitments of all years, the newest first."""
	return [*_registrations(member), *_posts(member), *_commitments(member)]


def _registrations(member) -> list[Chapter]:
	return listed(
		_("Registrations"),
		"Sink Registration",
		{"member": member.name},
		{
			"year": (_("Year"), None),
			"registration_type": (_("Kind"), translated),
			"community": (_("Community"), place),
			"grid": (_("Grid"), place),
			"given_post": (_("Given Post"), None),
			"workflow_state": (_("Stage"), translated),
			"placed_on": (_("Placed on"), day),
		},
		"year desc, registration_type asc",
	)


def _posts(member) -> list[Chapter]:
	return listed(
		_("Posts"),
		ASSIGNMENT,
		{"member": member.name},
		{
			"year": (_("Year"), None),
			"kind": (_("Kind"), translated),
			"post_title": (_("Post"), None),
			"community": (_("Community"), place),
			"workflow_state": (_("Stage"), translated),
			"from_date": (_("From Date"), day),
			"to_date": (_("To Date"), day),
		},
		"year desc, creation desc",
	)


def _commitments(member) -> list[Chapter]:
	return listed(
		_("Commitments"),
		COMMITMENT,
		{"member": member.name},
		{
			"year": (_("Year"), None),
			"community": (_("Community"), place),
			"organization": (_("Party Organization"), body),
			"workflow_state": (_("Stage"), translated),
			"fulfilment": (_("Share Fulfilled"), lambda share: f"{round(share or 0)}%"),
			"rating": (_("Rating by the Community"), translated),
		},
		"year desc",
	)
