import frappe

from sink_app.approvals import indexes
from sink_app.approvals.test_inbox import DOCTYPE, InboxCase
from sink_app.tests.factories import make_stand


class TestIndexes(InboxCase):
	def wanted(self):
		return indexes.wanted(frappe.get_doc("Workflow", "Sink Registration"))

	def test_where_the_people_of_a_chain_stand_what_waits_is_found_by_index(self):
		self.assertIn(["unit", "workflow_state", "modified"], self.wanted())
		self.assertIn(["community", "workflow_state", "modified"], self.wanted())

	def test_a_role_that_an_office_draws_in_wants_an_index_of_its_own(self):
		street = ["street", "workflow_state", "modified"]
		self.assertNotIn(street, self.wanted())
		make_stand("Sink Street Officer", self.world.street)
		workflow = frappe.get_doc("Workflow", "Sink Registration")
		workflow.transitions[-1].allowed = "Sink Street Officer"
		self.assertIn(street, indexes.wanted(workflow))

	def test_the_shipped_chains_indexes_come_with_its_doctype(self):
		names = {row.Key_name for row in frappe.db.sql(f"show index from `tab{DOCTYPE}`", as_dict=True)}
		for column in ("unit", "community"):
			self.assertIn(f"{column}_workflow_state_modified_index", names)
