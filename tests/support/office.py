"""A form and a chain that an office draws in the Desk, with no line of code."""

import frappe

from sink_app.tests import factories

DRAFT, CHECKED, APPROVED, IN_FORCE, ENDED = (
	*("Draft", "Unit Review", "Community Acceptance", "Placed in Grid"),
	"Returned",
)
CHECK, APPROVE, ENFORCE, END = (
	*("Submit to Unit", "Approve to Community", "Accept into Grid"),
	"Send Back",
)
CLERK, HEAD = "Sink Unit Organizer", "Sink Branch Secretary"
EVERYTHING = dict.fromkeys(("read", "write", "create", "submit", "cancel", "import", "export", "report"), 1)


class Office:
	"""One form, its chain, and three people: the applicant is a clerk and a head, as in a small office."""

	def __init__(self):
		self.doctype = f"Leave Note {frappe.generate_hash(length=6)}"
		self._make_doctype()
		self.workflow = self._draw_chain()
		self.applicant = factories.make_user(CLERK, HEAD)
		self.clerk = factories.make_user(CLERK)
		self.head = factories.make_user(HEAD)

	def _make_doctype(self):
		factories.make(
			"DocType",
			name=self.doctype,
			module="Core",
			custom=1,
			is_submittable=1,
			allow_import=1,
			autoname="hash",
			fields=[
				{"fieldname": "matter", "fieldtype": "Data", "label": "Matter", "allow_on_submit": 1},
			],
			permissions=[{"role": role, **EVERYTHING} for role in (CLERK, HEAD)],
		)

	def _draw_chain(self):
		states = (
			*((DRAFT, 0, CLERK), (CHECKED, 0, HEAD), (APPROVED, 1, HEAD), (IN_FORCE, 1, HEAD)),
			(ENDED, 2, HEAD),
		)
		steps = (
			*((DRAFT, CHECK, CHECKED), (CHECKED, APPROVE, APPROVED), (APPROVED, ENFORCE, IN_FORCE)),
			(IN_FORCE, END, ENDED),
		)
		return factories.make(
			"Workflow",
			workflow_name=self.doctype,
			document_type=self.doctype,
			workflow_state_field="workflow_state",
			is_active=1,
			send_email_alert=0,
			states=[
				{"state": state, "doc_status": str(docstatus), "allow_edit": role, "is_optional_state": 1}
				for state, docstatus, role in states
			],
			transitions=[
				{
					"state": state,
					"action": action,
					"next_state": to,
					"allowed": HEAD,
					"allow_self_approval": 0,
				}
				for state, action, to in steps
			],
		)

	def note(self, state: str = DRAFT) -> str:
		"""A note of the applicant's that stands in a state."""
		with factories.as_user(self.applicant):
			note = frappe.get_doc({"doctype": self.doctype, "matter": "探亲"}).insert()
		docstatus = next(int(row.doc_status) for row in self.workflow.states if row.state == state)
		frappe.db.set_value(self.doctype, note.name, {"workflow_state": state, "docstatus": docstatus})
		return note.name

	def remove(self):
		"""Take the form, its chain and its records away again."""
		frappe.delete_doc("Workflow", self.workflow.name, force=True)
		frappe.db.delete(self.doctype)
		frappe.delete_doc("DocType", self.doctype, force=True)
