"""Places, people at every kind of stand, and records of every DocType: some here, some elsewhere."""

import frappe

from sink_app.access import filing
from sink_app.tests import factories
from sink_app.tests.factories import make_area, make_organization, make_stand, make_user
from tests.isolation.oracle import Person, scope_of
from tests.support import data
from tests.support.client import Client

# made in the Desk by an administrator, with nothing written for it in the app
CUSTOM = "Isolation Visit"
HUNG = {
	"Comment": ("reference_doctype", "reference_name", {"comment_type": "Comment", "content": "{mark}"}),
	"ToDo": (
		"reference_type",
		"reference_name",
		{"description": "{mark}", "status": "Open", "allocated_to": "{holder}"},
	),
	"Tag Link": ("document_type", "document_name", {"tag": "{mark}", "title": "{mark}"}),
	"Version": ("ref_doctype", "docname", {"data": '{{"changed": [["x", "{mark}", ""]]}}'}),
	"Communication": ("reference_doctype", "reference_name", {"subject": "{mark}", "content": "{mark}"}),
	"Workflow Action": (
		"reference_doctype",
		"reference_name",
		{"status": "Open", "workflow_state": "{mark}"},
	),
	"Notification Log": ("document_type", "document_name", {"subject": "{mark}", "for_user": "{holder}"}),
	"Activity Log": ("reference_doctype", "reference_name", {"subject": "{mark}"}),
	"Document Follow": ("ref_doctype", "ref_docname", {"user": "{holder}"}),
	"Energy Point Log": ("reference_doctype", "reference_name", {"reason": "{mark}", "user": "{holder}"}),
	"DocShare": ("share_doctype", "share_name", {"user": "{holder}", "read": 1}),
	"View Log": ("reference_doctype", "reference_name", {"viewed_by": "{holder}"}),
}


class IsolationWorld:
	"""One world of planted records and people for the whole suite."""

	def __init__(self, url: str):
		self.url = url
		# before all else: making a table commits
		self.make_custom_doctype()
		self.places = {"here": self._side(), "there": self._side()}
		self.people = {person.label: person for person in self._people()}
		self.planted: dict[str, dict[str, dict]] = {}
		for doctype in doctypes():
			self.plant_both(doctype)
		data.let_in(*(person.user for person in self.people.values() if person.user != "Guest"))

	def _side(self) -> dict:
		district = make_area("District", contact_name="x")
		street = make_area("Street", district)
		community = make_area("Community", street)
		system = make_organization("System")
		unit = make_organization("Unit", overseen_by=system.name)
		return {
			"district": district,
			"street": street,
			"community": community,
			"compound": make_area("Compound", community),
			"grid": make_area("Grid", community),
			"system": system,
			"unit": unit,
			"branch": make_organization("Branch", unit),
		}

	def _people(self):
		here, there = self.places["here"], self.places["there"]
		name = f"党员{frappe.generate_hash(length=8)}"
		self.member = factories.make_member(here["branch"], user=make_user("Sink Member"), member_name=name)
		self.holder = make_user()
		yield Person("none", make_user("Sink Community Secretary", "Sink Unit Organizer"))
		yield Person("guest", "Guest")
		yield Person("member", self.member.user)
		yield self._stand("grid", ("Sink Grid Worker", here["grid"]))
		yield self._stand("community", ("Sink Community Secretary", here["community"]))
		yield self._stand("street", ("Sink Street Officer", here["street"]))
		yield self._stand("district", ("Sink District Organizer", here["district"]))
		yield self._stand("sibling district", ("Sink District Organizer", there["district"]))
		root = frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		yield self._stand("city", ("Sink City Organizer", root))
		yield self._stand("branch", ("Sink Branch Secretary", here["branch"]))
		yield self._stand("unit", ("Sink Unit Organizer", here["unit"]))
		yield self._stand("system", ("Sink System Committee", here["system"]))
		yield self._stand("revoked", ("Sink Community Secretary", here["community"]))
		yield self._stand(
			"two stands", ("Sink Grid Worker", here["grid"]), ("Sink Unit Organizer", there["unit"])
		)

	def _stand(self, label: str, *stands) -> Person:
		user = None
		for role, node in stands:
			user = make_stand(role, node, user=user)
		return Person(label, user, [(role, node.doctype, node.name) for role, node in stands])

	def revoke(self, clients) -> None:
		"""End the stand of one who is logged in and has looked already."""
		person = self.people["revoked"]
		clients(person.user).get_list("Sink Member")
		with data.committed():
			frappe.get_doc("Sink Stand", {"user": person.user}).delete()
		person.stands.clear()

	def make_custom_doctype(self):
		"""A form as an administrator draws it: a Link to each tree and a text."""
		if frappe.db.exists("DocType", CUSTOM):
			return
		fields = [
			{"fieldname": "area", "fieldtype": "Link", "options": "Sink Area", "label": "Area"},
			{"fieldname": "party", "fieldtype": "Link", "options": "Sink Organization", "label": "Party"},
			{"fieldname": "told", "fieldtype": "Data", "label": "Told", "in_list_view": 1},
			{"fieldname": "secret", "fieldtype": "Data", "label": "Secret", "permlevel": 1},
		]
		roles = frappe.get_all("Role", filters={"name": ("like", "Sink %")}, pluck="name")
		factories.make(
			"DocType",
			name=CUSTOM,
			module="Registration",
			custom=1,
			autoname="hash",
			fields=fields,
			permissions=[{"role": role, "read": 1, "report": 1, "export": 1, "print": 1} for role in roles],
		)

	def plant_both(self, doctype: str):
		meta = frappe.get_meta(doctype)
		if not (meta.istable or meta.is_tree or meta.issingle) and scope_of(meta):
			for side in self.places:
				self.planted.setdefault(doctype, {})[side] = self.plant(meta, side)

	def plant(self, meta, side: str) -> dict:
		"""Insert a record with a mark in every text, past the rules of its form: those are not under test."""
		mark = f"Z{frappe.generate_hash(length=9)}"
		doc = frappe.new_doc(meta.name)
		doc.update(self.values(meta, side, mark))
		doc.name = frappe.generate_hash(length=16)
		doc.owner = "Administrator"
		doc.flags.ignore_permissions = True
		filing.file(doc)
		doc.db_insert()
		for table in meta.get_table_fields():
			child = frappe.new_doc(table.options)
			child.update(self.values(frappe.get_meta(table.options), side, mark))
			child.update({"parent": doc.name, "parenttype": meta.name, "parentfield": table.fieldname})
			child.name = frappe.generate_hash(length=16)
			child.db_insert()
		file_url = self.hang(meta.name, doc.name, mark)
		frappe.db.set_value(meta.name, doc.name, "_user_tags", f",{mark}", update_modified=False)
		return {"name": doc.name, "mark": mark, "file_url": file_url}

	def values(self, meta, side: str, mark: str) -> dict:
		values = {}
		for each in meta.fields:
			text = f"{mark}L{each.permlevel or 0}"
			if each.fieldtype in ("Data", "Small Text", "Text", "Long Text"):
				values[each.fieldname] = text
			elif each.fieldtype == "Select":
				values[each.fieldname] = next(iter((each.options or "").split()), None)
			elif each.fieldtype == "Link":
				values[each.fieldname] = self.linked(each, side)
			elif each.fieldtype in ("Date", "Datetime"):
				values[each.fieldname] = "2026-01-05"
		return values

	def linked(self, each, side: str) -> str | None:
		place = self.places[side]
		if each.options in ("Sink Area", "Sink Organization"):
			if each.fieldname in place:
				return place[each.fieldname].name
			lowest = {"Sink Area": "grid", "Sink Organization": "branch"}[each.options]
			return None if each.read_only or each.fieldname == "building" else place[lowest].name
		if each.options in self.planted:
			return self.planted[each.options][side]["name"]
		if each.options == "User":
			return self.holder if each.reqd else None
		return frappe.db.get_value(each.options, {}, "name")

	def hang(self, doctype: str, name: str, mark: str):
		"""What people hang on a record: remarks, tags, tasks, files, traces of changes."""
		for hung, (type_field, name_field, values) in HUNG.items():
			doc = frappe.new_doc(hung)
			words = {"mark": mark, "holder": self.holder}
			doc.update({key: str(value).format(**words) for key, value in values.items()})
			doc.update({type_field: doctype, name_field: name})
			doc.owner = "Administrator"
			doc.set_new_name(force=True)
			doc.db_insert()
			if hung == "Workflow Action":
				self.permit_all(doc)
		return factories.make(
			"File",
			file_name=f"{mark}.txt",
			content=f"{mark} bytes",
			attached_to_doctype=doctype,
			attached_to_name=name,
			is_private=1,
		).file_url

	def permit_all(self, action):
		"""Let a Workflow Action wait for every role there is."""
		for role in sorted({role for person in self.people.values() for role in person.roles}):
			row = frappe.new_doc("Workflow Action Permitted Role")
			row.update({"parent": action.name, "parenttype": action.doctype, "role": role})
			row.update({"parentfield": "permitted_roles", "name": frappe.generate_hash(length=16)})
			row.db_insert()

	def forbidden(self, doctype: str, side: str, readable: set[int] | None) -> list[str]:
		"""The strings that may not be read of a planted record: all of it, or the levels above one's own."""
		planted = self.planted[doctype][side]
		if readable is None:
			return [planted["mark"]]
		meta = frappe.get_meta(doctype)
		above = {each.permlevel or 0 for each in meta.fields} - readable
		return [f"{planted['mark']}L{level}" for level in above]


def doctypes() -> list[str]:
	"""Every DocType that the app has, found from the site; those that speak of others go last."""
	modules = frappe.get_module_list("sink_app")
	filters = {"module": ("in", modules), "issingle": 0}
	found = frappe.get_all("DocType", filters=filters, pluck="name", order_by="name")
	first = list(frappe.get_hooks("access_scopes"))
	return sorted({*found, CUSTOM}, key=lambda name: (first.index(name) if name in first else 99, name))


def client(url: str, person: Person, log_in) -> Client:
	return Client(url) if person.user == "Guest" else log_in(person.user)
