import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization.doctype.sink_policy_document import sink_policy_document as controller
from sink_app.tests.factories import World, as_user, make


class TestSinkPolicyDocument(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def document(self, **values):
		number = frappe.generate_hash(length=6)
		return make(
			"Sink Policy Document",
			**{"title": f"文件{number}", "issuer": "校党委", "organization": self.world.unit.name, **values},
		)

	def test_org_03_a_number_is_given_once_by_an_issuer(self):
		self.document(doc_no="T组通〔2021〕37号")
		with self.assertRaises(controller.KeptAlready):
			self.document(doc_no="T组通〔2021〕37号")
		self.assertTrue(self.document(doc_no="T组通〔2021〕37号", issuer="别的机关").name)

	def test_org_03_org_39_papers_cite_what_they_rest_on(self):
		above = self.document(title="实施方案")
		notice = self.document(basis=[{"policy_document": above.name}])
		self.assertEqual(notice.basis[0].policy_document, above.name)
		notice.append("basis", {"policy_document": notice.name})
		with self.assertRaises(controller.RestsOnItself):
			notice.save()

	def test_org_43_both_dates_are_kept_with_a_word_on_which_one_counts(self):
		dates = {"issue_date": "2019-08-03", "print_date": "2020-08-03"}
		with self.assertRaises(controller.DatesUnexplained):
			self.document(**dates)
		kept = self.document(**dates, date_note="以版记为准")
		self.assertEqual((str(kept.issue_date), str(kept.print_date)), ("2019-08-03", "2020-08-03"))
		self.assertEqual(kept.effective_year, 2020)

	def test_org_03_offices_read_all_papers_and_write_their_own(self):
		own = self.document()
		with as_user(self.world.secretary):
			self.assertTrue(frappe.get_doc("Sink Policy Document", own.name).has_permission("read"))
			self.assertFalse(frappe.get_doc("Sink Policy Document", own.name).has_permission("write"))
		with as_user(self.world.organizer):
			own.reload()
			own.summary = "摘要"
			own.save()
			elsewhere = {"title": "x", "issuer": "x", "organization": self.world.other_unit.name}
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc({"doctype": "Sink Policy Document", **elsewhere}).insert()
