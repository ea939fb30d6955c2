"""What the installer must know of the framework's own DocTypes beyond their fields."""

# a record of a kind may link to records of the kinds before it
ORDER = (
	"Letter Head",
	"Email Template",
	"Print Format",
	"Web Form",
	"Kanban Board",
	"Report",
	"Number Card",
	"Dashboard Chart",
	"Dashboard",
	"Role Profile",
	"Workflow",
	"Notification",
	"Assignment Rule",
	"Workspace",
)

# kept by Frappe itself while people work: no edit of an administrator, and never upgraded
KEPT_BY_FRAMEWORK = {
	"Assignment Rule": {"last_user"},
	"Dashboard": {"is_default"},
	"Dashboard Chart": {"last_synced_on"},
	"Kanban Board Column": {"order"},
	"Letter Head": {"is_default"},
	"Notification": {"sender_email"},
	"Workflow": {"workflow_data"},
	"Workflow Document State": {"workflow_builder_id"},
	"Workflow Transition": {"workflow_builder_id"},
	"Workspace Link": {"link_count"},
}

# rows whose order says nothing; Frappe's own editors write them in any
UNORDERED = {"Has Role", "Assignment Rule Day", "Block Module"}

# the fields by which a row is the same row in two versions of a record
ROW_KEYS = {
	"Assignment Rule Day": ("day",),
	"Assignment Rule User": ("user",),
	"Block Module": ("module",),
	"Dashboard Chart Field": ("y_field",),
	"Dashboard Chart Link": ("chart",),
	"Has Role": ("role",),
	"Kanban Board Column": ("column_name",),
	"Notification Recipient": ("receiver_by_document_field", "receiver_by_role"),
	"Number Card Link": ("card",),
	"Report Column": ("fieldname",),
	"Report Filter": ("fieldname",),
	"Web Form Field": ("fieldname", "label"),
	"Web Form List Column": ("fieldname",),
	"Workflow Document State": ("state", "allow_edit"),
	"Workflow Transition": ("state", "action", "next_state", "allowed"),
	"Workspace Chart": ("chart_name",),
	"Workspace Custom Block": ("custom_block_name",),
	"Workspace Link": ("type", "label"),
	"Workspace Number Card": ("number_card_name",),
	"Workspace Quick List": ("label",),
	"Workspace Shortcut": ("label",),
}

# the field that people know a record by, where it is not the name
TITLES = ("label", "title", "chart_name", "dashboard_name")


def place_in_order(doctype: str) -> int:
	"""Sort key: kinds that others link to come first, kinds unknown here last."""
	return ORDER.index(doctype) if doctype in ORDER else len(ORDER)


def title(content: dict) -> str:
	"""The words by which people know a record."""
	return next((content[field] for field in TITLES if content.get(field)), content["name"])
