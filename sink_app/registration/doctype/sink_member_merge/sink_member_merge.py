import json

import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.access.reach import Reach
from sink_app.registration.merging import carrying, comparing
from sink_app.registration.merging.comparing import MEMBER

DOCTYPE = "Sink Member Merge"


class SameRecord(frappe.ValidationError):
	pass


class MergedAlready(frappe.ValidationError):
	pass


class DoubleUndecided(frappe.ValidationError):
	pass


class NotAChoice(frappe.ValidationError):
	pass


class MergeIsDone(frappe.ValidationError):
	pass


class SinkMemberMerge(Document):
	"""One person, one record (REG-15): making it merges two records, and it stays as the account of that."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.organization = frappe.db.get_value(MEMBER, self.kept, "organization")
		self.moved = None

	def validate(self):
		self.validate_is_new()
		self.validate_two_records()
		self.validate_within_reach()
		self.validate_choices()
		self.validate_doubles()

	def after_insert(self):
		kept = frappe.get_doc(MEMBER, self.kept, for_update=True)
		merged = frappe.get_doc(MEMBER, self.merged, for_update=True)
		moved = carrying.carry(kept, merged, self.chosen("taken"), self.chosen("ending"), self.reason)
		self.db_set("moved", json.dumps(moved, ensure_ascii=False), update_modified=False)

	def validate_is_new(self):
		"""What was merged is not merged differently by editing the account of it."""
		if not self.is_new():
			frappe.throw(_("The records are merged already; this account of it stays as it is."), MergeIsDone)

	def validate_two_records(self):
		if self.kept == self.merged:
			frappe.throw(_("Please choose two different records."), SameRecord)
		for field in ("kept", "merged"):
			if frappe.db.get_value(MEMBER, self.get(field), "merged_into"):
				label = _(self.meta.get_label(field))
				frappe.throw(_("«{0}» was merged into another record before.").format(label), MergedAlready)

	def validate_within_reach(self):
		"""Both records lie where the user may merge, and may be read."""
		reach = Reach(DOCTYPE, "create")
		for field in ("kept", "merged"):
			member = frappe.get_doc(MEMBER, self.get(field))
			member.check_permission("read")
			reach.require(frappe.get_doc({"doctype": DOCTYPE, "organization": member.organization}))

	def validate_choices(self):
		known = {df.fieldname for df in comparing.choosable()}
		if wrong := set(self.chosen("taken")) - known:
			frappe.throw(_("{0} cannot be taken over.").format(_(", ").join(sorted(wrong))), NotAChoice)

	def validate_doubles(self):
		"""Of two registrations of the same kind and year it was said which one ends."""
		ending = set(self.chosen("ending"))
		for double in comparing.doubles(self.kept, self.merged):
			chosen = ending & {double["kept"], double["merged"]}
			if len(chosen) != 1:
				frappe.throw(
					_("Both records have a registration for {0}. Please choose which one goes on.").format(
						double["label"]
					),
					DoubleUndecided,
				)
			ending -= chosen
		if ending:
			frappe.throw(_("Only a registration that both records have can be ended here."), NotAChoice)

	def chosen(self, field: str) -> list[str]:
		"""The names listed in a field, a line each."""
		return [line.strip() for line in (self.get(field) or "").split("\n") if line.strip()]


@frappe.whitelist()
def compare(kept: str, merged: str) -> dict:
	"""Two members side by side, for who reads both: `titles`, `differences`, `doubles`, `moving`."""
	frappe.has_permission(DOCTYPE, "create", throw=True)
	docs = [frappe.get_doc(MEMBER, name) for name in (kept, merged)]
	for doc in docs:
		doc.check_permission("read")
	return {
		"titles": [comparing.title(doc) for doc in docs],
		"differences": comparing.differences(*docs),
		"doubles": comparing.doubles(kept, merged),
		"moving": comparing.moving(merged),
	}


def on_doctype_update():
	columns.add_indexes(DOCTYPE)
	frappe.db.add_index(DOCTYPE, ["merged"])
