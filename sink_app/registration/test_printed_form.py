import io
from unittest.mock import patch

import frappe
from frappe.model.meta import Meta
from frappe.tests.utils import FrappeTestCase
from frappe.www import printview
from pypdf import PdfReader

from sink_app import pdf
from sink_app.approvals import steps
from sink_app.registration.printed_form import sink_registration_form
from sink_app.tests.factories import World, as_user, make_area, make_member

FORMAT = "Sink Registration Form"


class TestPrintedForm(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		world = cls.world = World()
		cls.home = make_area("Community", world.street)
		cls.member = make_member(
			world.branch,
			home_area=cls.home.name,
			home_address="某某路1号",
			sex="Female",
			staff_kind="University",
			birth_date="1985-03-01",
			hobbies="<b>合唱</b>",
			skills=[{"skill": "急救", "level": "Certified", "certificate": "红十字救护员证"}],
			wishes=[{"category": "政策宣传"}],
			times=[{"day_kind": "Weekend", "from_time": "9:00:00", "to_time": "12:00:00"}],
		)
		with as_user(world.organizer):
			cls.registration = frappe.get_doc(
				{
					"doctype": "Sink Registration",
					"member": cls.member.name,
					"registration_type": "Dispatched",
					"community": world.community.name,
					"discipline_accepted": 1,
					"privacy_accepted": 1,
				}
			).insert()
		cls.take(world.organizer, "Forward to Community")
		cls.take(world.secretary, "Send Back", reason="住址不全")
		cls.take(world.organizer, "Forward to Community")

	@classmethod
	def take(cls, user, action, **values):
		with as_user(user):
			steps.take("Sink Registration", cls.registration.name, action, **values)

	def setUp(self):
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "zh"

	def tearDown(self):
		frappe.set_user("Administrator")

	def form(self, user):
		with as_user(user):
			return sink_registration_form(frappe.get_doc("Sink Registration", self.registration.name))

	def html(self, user) -> str:
		with as_user(user):
			doc = frappe.get_doc("Sink Registration", self.registration.name)
			frappe.local.jenv = None
			return printview.get_rendered_template(
				doc, frappe.get_doc("Print Format", FORMAT), no_letterhead=True
			)

	def test_reg_04_the_form_shows_what_was_collected(self):
		form = self.form(self.world.organizer)
		chosen = lambda boxes: [box["title"] for box in boxes if box["chosen"]]  # noqa: E731
		self.assertEqual(chosen(form.boxes["sex"]), [frappe._("Female")])
		self.assertEqual(chosen(form.boxes["staff_kind"]), [frappe._("University")])
		self.assertEqual(
			[chosen(group["boxes"]) for group in form.wishes if chosen(group["boxes"])], [["政策宣传"]]
		)
		weekend = next(box for box in form.boxes["times"] if box["chosen"])
		self.assertEqual(weekend["hours"], "9:00—12:00")
		self.assertIn("红十字救护员证", form.member.skills)

	def test_the_home_address_is_printed_only_for_who_may_read_it(self):
		self.assertEqual(self.form(self.world.organizer).member.home_address, "某某路1号")
		self.assertEqual(self.form(self.world.secretary).member.home_address, "")
		self.assertNotIn("某某路1号", self.html(self.world.secretary))

	def test_unit_and_community_sign_what_they_really_did(self):
		unit, community = self.form(self.world.organizer).opinions
		self.assertEqual([step.action for step in unit.steps], ["Forward to Community"] * 2)
		self.assertEqual(
			[(step.action, step.reason) for step in community.steps], [("Send Back", "住址不全")]
		)

	def test_fields_the_office_added_are_printed_and_restricted_ones_are_not(self):
		added = [
			frappe._dict(fieldname="wanted_post", label="乘车路线", fieldtype="Data", permlevel=0),
			frappe._dict(fieldname="given_post", label="内部备注", fieldtype="Data", permlevel=4),
			frappe._dict(fieldname="break", label="其他", fieldtype="Section Break", permlevel=0),
		]
		only_here = lambda meta: added if meta.name == "Sink Registration" else []  # noqa: E731
		with patch.object(Meta, "get_custom_fields", only_here):
			self.assertEqual([row["label"] for row in self.form(self.world.organizer).further], ["乘车路线"])
			self.assertIn("乘车路线", self.html(self.world.organizer))

	def test_what_people_typed_is_escaped(self):
		html = self.html(self.world.organizer)
		self.assertIn("&lt;b&gt;合唱", html)
		self.assertNotIn("<b>合唱", html)

	def test_the_form_is_one_sheet_of_a4(self):
		style = frappe.db.get_value("Print Format", FORMAT, "css")
		page = f'<style>{style}</style><div class="print-format">{self.html(self.world.organizer)}</div>'
		sheets = PdfReader(io.BytesIO(pdf.render(page))).pages
		self.assertEqual(len(sheets), 1)
		self.assertEqual([round(side) for side in sheets[0].mediabox[2:]], [595, 842])
