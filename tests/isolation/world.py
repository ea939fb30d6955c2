"""Places, people at every kind of stand, and records of every DocType: some here, some elsewhere."""

import json

import frappe

from sink_app.access import filing, stands
from sink_app.tests import factories
from sink_app.tests.factories import make_area, make_organization, make_stand
from tests.isolation import office
from tests.isolation.doors.changes import HUNG_TAG
from tests.isolation.office import CUSTOM
from tests.isolation.oracle import Person, scope_of
from tests.support import data
from tests.support.client import Client

HUNG = {
	"Comment": ("reference_doctype", "reference_name", {"comment_type": "Comment", "content": "{mark}"}),
	"ToDo": (
		"reference_type",
		"reference_name",
		{"description": "{mark}", "status": "Open", "allocated_to": "{holder}"},
	),
	"Tag Link": ("document_type", "document_name", {"tag": "{mark}", "title": "{mark}"}),
	"Version": ("ref_doctype", "docname", {"data": '{{"changed": [["x", "{mark}", ""]{levelled}]}}'}),
	"Communication": ("reference_doctype", "reference_name", {"subject": "{mark}", "content": "{mark}"}),
	"Workflow Action": (
		"reference_doctype",
		"reference_name",
		{"status": "Open", "workflow_state": "{mark}"},
	),
	"Notification Log": ("document_type", "document_name", {"subject": "{mark}", "for_user": "{none}"}),
	"Activity Log": ("reference_doctype", "reference_name", {"subject": "{mark}"}),
	"Document Follow": ("ref_doctype", "ref_docname", {"user": "{holder}"}),
	"Energy Point Log": ("reference_doctype", "reference_name", {"reason": "{mark}", "user": "{holder}"}),
	"DocShare": ("share_doctype", "share_name", {"user": "{holder}", "read": 1}),
	"View Log": ("reference_doctype", "reference_name", {"viewed_by": "{holder}"}),
	"Deleted Document": ("deleted_doctype", "deleted_name", {"data": "{mark}"}),
	"Access Log": ("export_from", "reference_document", {"filters": "{mark}"}),
}
# no guard but the missing right
MANAGERS_ONLY = {"Deleted Document", "Access Log"}


class IsolationWorld:
	"""One world of planted records and people for the whole suite."""

	def __init__(self, url: str):
		self.url = url
		# before all else: making a table commits
		office.draw_form()
		office.let_all_read_what_hangs(HUNG.keys() - MANAGERS_ONLY)
		self.word = f"Z{frappe.generate_hash(length=9)}"
		self.places = {"here": self._side(), "there": self._side()}
		self.people = {person.label: person for person in self._people()}
		self.planted: dict[str, dict[str, dict]] = {}
		self.clients: dict[str, Client] = {}
		for doctype in doctypes():
			self.plant_both(doctype)
			office.draw_chart(doctype)
		self.submit_visits()
		self.write_logs()
		office.name_tags()
		office.let_be_searched(self.planted)
		office.offer_on_web_form(self.planted)
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
		user = self.account("member", "Sink Member", user_type="Website User")
		self.member = factories.make_member(here["branch"], user=user, member_name=name)
		self.holder = self.account("holder")
		yield Person("none", self.account("none", "Sink Community Secretary", "Sink Unit Organizer"))
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
		yield self._stand("auditor", ("Sink Auditor", there["district"]))
		yield self._stand("revoked", ("Sink Community Secretary", here["community"]))
		yield self._stand(
			"two stands", ("Sink Grid Worker", here["grid"]), ("Sink Unit Organizer", there["unit"])
		)

	def account(self, label: str, *roles: str, user_type: str = "System User") -> str:
		"""An account with roles, past all that Frappe does for a new one; the word stands in its name."""
		user = frappe.new_doc("User")
		name = f"{self.word} {label}"
		user.update({"email": f"{frappe.generate_hash(length=12)}@test.example", "first_name": name})
		user.update({"full_name": name, "enabled": 1, "user_type": user_type, "allowed_in_mentions": 1})
		user.name = user.email
		# what the app gives to an office's account already, so that a stand need not save it again
		user.module_profile = frappe.db.exists("Module Profile", "Sink Office")
		user.db_insert()
		# what hangs on records is hidden for other reasons than a missing right
		for role in (*roles, office.LOGS):
			row = frappe.new_doc("Has Role")
			row.update({"parent": user.name, "parenttype": "User", "parentfield": "roles", "role": role})
			row.name = frappe.generate_hash(length=16)
			row.db_insert()
		return user.name

	def _stand(self, label: str, *stands) -> Person:
		user = self.account(label, *(role for role, _node in stands))
		for role, node in stands:
			make_stand(role, node, user=user)
		return Person(label, user, [(role, node.doctype, node.name) for role, node in stands])

	def open_doors(self, log_in) -> None:
		"""Log everybody in, and end the stand of one who has looked already."""
		self.clients = {
			label: Client(self.url) if person.user == "Guest" else log_in(person.user)
			for label, person in self.people.items()
		}
		person = self.people["revoked"]
		self.clients["revoked"].get_list("Sink Member")
		with data.committed():
			frappe.get_doc("Sink Stand", {"user": person.user}).delete()
		person.stands.clear()

	def revoke_again(self, by_date: bool) -> None:
		"""Give the one whose stand has ended another, let them look, and end it: by its date, or wholly."""
		person = self.people["revoked"]
		with data.committed():
			place = self.places["here"]["community"]
			make_stand("Sink Community Secretary", place, user=person.user, from_date="2020-01-01")
			stands.forget()
		self.clients["revoked"].get_list("Sink Member")
		with data.committed():
			stand = frappe.get_last_doc("Sink Stand", {"user": person.user})
			if by_date:
				stand.update({"to_date": "2020-01-02"})
				stand.save()
			else:
				stand.delete()

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
		hung = self.hang(meta.name, doc.name, mark)
		file = self.attach(meta.name, doc.name, mark)
		self.make_findable(meta.name, doc.name, mark)
		frappe.db.set_value(meta.name, doc.name, "_user_tags", f",{mark},{HUNG_TAG}", update_modified=False)
		# one who has no post any more was told of it, and attached its file
		file.db_set("owner", self.people["none"].user)
		hung["File"] = file.name
		return {"name": doc.name, "mark": mark, "file_url": file.file_url, "hung": hung}

	def values(self, meta, side: str, mark: str) -> dict:
		values = {}
		for each in meta.fields:
			text = f"{mark}L{each.permlevel or 0}"
			if each.fieldtype in ("Data", "Small Text", "Text", "Long Text"):
				# no mark fits into a time of day
				is_short = 0 < (each.length or 0) < len(text)
				values[each.fieldname] = "0" if is_short else text
			elif each.fieldtype == "Select":
				values[each.fieldname] = next(iter((each.options or "").split()), None)
			elif each.fieldtype == "Link":
				values[each.fieldname] = self.linked(each, side)
			elif each.fieldtype in ("Date", "Datetime"):
				values[each.fieldname] = "2026-01-05"
			elif each.fieldtype in ("Int", "Float"):
				values[each.fieldname] = 1
			elif each.fieldtype == "Geolocation":
				point = {
					"type": "Feature",
					"properties": {},
					"geometry": {"type": "Point", "coordinates": [1, 1]},
				}
				values[each.fieldname] = json.dumps({"type": "FeatureCollection", "features": [point]})
		return values

	def linked(self, each, side: str) -> str | None:
		place = self.places[side]
		if each.options in ("Sink Area", "Sink Organization"):
			if each.fieldname in place:
				return place[each.fieldname].name
			lowest = {"Sink Area": "grid", "Sink Organization": "branch"}[each.options]
			return None if each.read_only or each.fieldname == "building" else place[lowest].name
		if each.options in self.planted:
			# one's own kind may be linked before any of it is there
			return self.planted[each.options].get(side, {}).get("name")
		if each.options == "User":
			return self.holder if each.reqd else None
		return frappe.db.get_value(each.options, {}, "name")

	def submit_visits(self):
		"""The visits are submitted and refer to each other: what hangs together is cancelled together."""
		here, there = (self.planted[CUSTOM][side]["name"] for side in self.places)
		for name, other in ((here, there), (there, here)):
			frappe.db.set_value(CUSTOM, name, {"docstatus": 1, "earlier": other}, update_modified=False)

	def write_logs(self):
		"""Entries of the logs, and what else speaks of a person: of a record or a place on either side."""
		logs, hangers = (frappe.get_hooks(key) for key in ("access_logs", "access_hangers"))
		for doctype, (kind, name) in (logs | hangers).items():
			for side, place in self.places.items():
				about = "Sink Area" if name == "place" else "Sink Member"
				doc = frappe.new_doc(doctype)
				doc.update(self.values(frappe.get_meta(doctype), side, f"Z{frappe.generate_hash(length=9)}"))
				doc.set(kind, about)
				doc.set(name, place["grid"].name if name == "place" else self.planted[about][side]["name"])
				doc.name = frappe.generate_hash(length=16)
				doc.db_insert()

	def hang(self, doctype: str, name: str, mark: str) -> dict[str, str]:
		"""What people hang on a record: remarks, tags, tasks, traces of changes; their names by DocType."""
		made = {}
		levelled = next((each for each in frappe.get_meta(doctype).fields if each.permlevel), None)
		of_level = f', ["{levelled.fieldname}", "{mark}L{levelled.permlevel}", ""]' if levelled else ""
		for hung, (type_field, name_field, values) in HUNG.items():
			doc = frappe.new_doc(hung)
			words = {"mark": mark, "holder": self.holder, "none": self.people["none"].user}
			words["levelled"] = of_level
			doc.update({key: str(value).format(**words) for key, value in values.items()})
			doc.update({type_field: doctype, name_field: name})
			doc.owner = "Administrator"
			doc.set_new_name(force=True)
			doc.db_insert()
			if hung == "Workflow Action":
				self.permit_all(doc)
			made[hung] = str(doc.name)
		return made

	def attach(self, doctype: str, name: str, mark: str):
		return factories.make(
			"File",
			file_name=f"{mark}.txt",
			content=f"{mark} bytes",
			attached_to_doctype=doctype,
			attached_to_name=name,
			is_private=1,
		)

	def make_findable(self, doctype: str, name: str, mark: str):
		"""Put a record into the index of the global search, as an office may let a DocType be searched."""
		index = frappe.qb.Table("__global_search")
		columns = ("doctype", "name", "content", "title", "route")
		frappe.qb.into(index).columns(*columns).insert(doctype, name, f"Told : {mark}", mark, "").run()

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
