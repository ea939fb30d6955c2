"""Light records into their tables, as `insert()` would have put them there."""

from collections.abc import Iterable

import frappe
from frappe.utils import now

from sink_app.access import declaration, stands
from sink_app.access.reach import Reach
from sink_app.personal import consents, vault
from sink_app.registration.roster.light import Kind, Light

SEEN_TO = (
	"sink_app.personal.vault.keep",
	"sink_app.personal.consents.keep_given",
	"sink_app.access.stands.forget_persons",
	"frappe.desk.notifications.clear_doctype_notifications",
	# these do nothing unless a site set something that `customised` looks for
	"frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions",
	"frappe.automation.doctype.assignment_rule.assignment_rule.apply",
	"frappe.automation.doctype.assignment_rule.assignment_rule.update_due_date",
	"frappe.core.doctype.file.utils.attach_files_to_document",
	"frappe.core.doctype.user_type.user_type.apply_permissions_for_non_standard_user_type",
	"frappe.social.doctype.energy_point_rule.energy_point_rule.process_energy_points",
	"frappe.automation.doctype.milestone_tracker.milestone_tracker.evaluate_milestone",
)
"""Hooks that are seen to for all records of a set, or that have nothing to do; every other runs on each."""


class Insertion:
	"""New records of one DocType, made by the session's user."""

	def __init__(self, doctype: str):
		self.kind = Kind(doctype)
		self._first = self.kind.steps("before_insert", "before_naming")
		self.before_save = self.kind.steps("before_validate", "validate", "before_save", but=SEEN_TO)
		self.after_save = self.kind.steps("on_update", "on_change", but=SEEN_TO)
		self._after = [*self.kind.steps("after_insert", but=SEEN_TO), *self.after_save]
		self._reach = Reach(doctype, "create")

	def prepare(self, light: Light):
		"""Everything that `insert()` does before it writes; raises what it would raise.

		What is repeated of linked records has to be there already (`fetch`).
		"""
		self._stamp(light)
		self._reach.require(light)
		# acts for itself: asked just before, once a place; filing would ask it again of every record
		light.flags.ignore_permissions = True
		for step in self._first:
			step(light)
		light.autoname()
		for step in self.before_save:
			step(light)
		light.flags.ignore_permissions = False
		for field in self.kind.tables:
			for row in light.get(field):
				row.update({"name": frappe.generate_hash(length=16), "parent": light.name})

	def fetch(self, lights: list[Light]):
		"""Give records what their fields repeat of linked records, one question a link."""
		for link, fields in self.kind.fetched.items():
			linked = self.kind.links[link]
			names = {light.get(link) for light in lights} - {None, ""}
			found = _by_name(linked, names, [beyond for _field, beyond in fields])
			for light in lights:
				if row := found.get(light.get(link)):
					light.update({field: row[beyond] for field, beyond in fields})

	def without_their_links(self, lights: list[Light]) -> list[Light]:
		"""The records that name something which is not there (any more)."""
		missing: set[tuple[str, str]] = set()
		for kind in (self.kind, *self.kind.tables.values()):
			for field, linked in kind.links.items():
				names = {row.get(field) for row in self._rows_of(kind, lights)} - {None, ""}
				missing |= {(linked, name) for name in names - set(_by_name(linked, names, []))}
		if not missing:
			return []
		return [light for light in lights if missing & set(self._named(light))]

	def write(self, lights: list[Light]):
		"""Put records, their rows and their numbers into the tables."""
		write_rows(self.kind.doctype, [light.row() for light in lights])
		for child in self.kind.tables.values():
			write_rows(child.doctype, [row.row() for row in self._rows_of(child, lights)])
		vault.keep_all(lights)

	def take_back(self, lights: list[Light]):
		"""Take records out again that were written just now."""
		names = [light.name for light in lights]
		if names:
			for child in self.kind.tables.values():
				frappe.db.delete(child.doctype, {"parent": ("in", names), "parenttype": self.kind.doctype})
			frappe.db.delete(self.kind.doctype, {"name": ("in", names)})
			vault.drop_all(self.kind.doctype, names)

	def finish(self, lights: list[Light]):
		"""What `insert()` does after it has written."""
		for light in lights:
			for step in self._after:
				step(light)
		consents.keep_all(lights)
		person, account = declaration.person_source()
		if self.kind.doctype == person and any(light.get(account) for light in lights):
			stands.forget_persons()
		if lights:
			tell_lists(lights[-1])

	def _stamp(self, light: Light):
		stamp, user = now(), frappe.session.user
		made = {"owner": user, "creation": stamp, "modified": stamp, "modified_by": user}
		light.update(made)
		for field in self.kind.tables:
			for row in light.get(field):
				row.update(made)

	def _rows_of(self, kind: Kind, lights: list[Light]) -> Iterable[Light]:
		if kind is self.kind:
			return lights
		field = next(field for field, child in self.kind.tables.items() if child is kind)
		return [row for light in lights for row in light.get(field)]

	def _named(self, light: Light) -> Iterable[tuple[str, str]]:
		for kind in (self.kind, *self.kind.tables.values()):
			for row in self._rows_of(kind, [light]):
				yield from ((linked, row.get(field)) for field, linked in kind.links.items())


def write_rows(doctype: str, rows: list[dict]):
	"""Put rows of the same columns into a table with one statement; columns empty in all are left out."""
	if not rows:
		return
	fields = [column for column in rows[0] if any(row[column] is not None for row in rows)]
	one = f"({', '.join(['%s'] * len(fields))})"
	listed = ", ".join(f"`{field}`" for field in fields)
	# acts for itself: whether the user may create these was asked by `prepare`
	frappe.db.sql(
		f"insert into `tab{doctype}` ({listed}) values {', '.join([one] * len(rows))}",  # noqa: S608 (names of the DocType's own columns)
		[row[field] for row in rows for field in fields],
	)


def tell_lists(light: Light):
	"""Have open lists of the DocType look again; once, and not for every record."""
	frappe.desk.notifications.clear_doctype_notifications(light, "on_update")
	told = {"doctype": light.doctype, "name": light.name, "user": frappe.session.user}
	frappe.publish_realtime("list_update", told, after_commit=True)


def _by_name(doctype: str, names: set[str], fields: list[str]) -> dict[str, dict]:
	if not names:
		return {}
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name, *fields).where(table.name.isin(list(names)))
	return {row.name: row for row in query.run(as_dict=True)}
