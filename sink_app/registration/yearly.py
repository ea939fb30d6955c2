"""What yearly lists share: one owner and one year, versions, the newest in force replaces the others."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.approvals import following
from sink_app.organization.wording import site_language

REPLACED, REPLACE = "List Replaced", "Put in Force"


class AnotherOnItsWay(frappe.DuplicateEntryError):
	"""A version of this list is being written or decided on."""


class NothingOnTheList(frappe.ValidationError):
	"""An empty list is not handed in."""


class NotACommunity(frappe.ValidationError):
	"""Lists are kept with communities."""


class NothingToCopy(frappe.ValidationError):
	"""There is no list to begin with."""


class YearlyList(Document):
	"""A list of one owner and year. `owner_fields` say whose it is, the states where its chain stands."""

	owner_fields: tuple[str, ...] = ("organization", "community")
	in_review: str = "List in Review"
	in_force: str = "List in Force"

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.version = 1 + max([row.version or 0 for row in self.others()], default=0)

	def validate(self):
		self.validate_community()
		self.validate_one_on_its_way()
		self.make_title()
		self.validate_items()

	def validate_community(self):
		level = frappe.db.get_value("Sink Area", self.community, "level") if self.community else "Community"
		if level != "Community":
			frappe.throw(
				_("«{0}» takes a community.").format(_(self.meta.get_label("community"))), NotACommunity
			)

	def validate_one_on_its_way(self):
		"""Two drafts of one list would be filled in by two people."""
		if self.is_new():
			on_its_way = [row for row in self.others() if row.workflow_state not in (self.in_force, REPLACED)]
			if on_its_way:
				frappe.throw(
					_(
						"A version of this list is on its way already: «{0}». Please go on with that one."
					).format(on_its_way[0].title),
					AnotherOnItsWay,
				)

	def make_title(self):
		owner = (
			frappe.db.get_value("Sink Organization", self.organization, "org_name")
			if self.organization
			else ""
		)
		place = frappe.db.get_value("Sink Area", self.community, "area_name") if self.community else ""
		said = [owner, place] if self.owner_fields[0] == "organization" else [place, owner]
		self.title = " · ".join(
			[
				*filter(None, said),
				f"{self.year} {self.kind_words()}",
				*([f"v{self.version}"] if self.version > 1 else []),
			]
		)

	def kind_words(self) -> str:
		"""What the list is called in its title."""
		return _(self.doctype, lang=site_language())

	def validate_items(self):
		"""Filled rows are checked by each list; an empty list goes nowhere."""
		if self.workflow_state == self.in_review and not self.items:
			frappe.throw(_("The list is empty: please fill in rows before you hand it in."), NothingOnTheList)

	def others(self) -> list:
		"""The other versions of this list: name, title, version, workflow_state; the newest first."""
		same = {field: self.get(field) or ("is", "not set") for field in self.owner_fields}
		# acts for itself: whether there is another version does not depend on who asks
		return frappe.get_all(
			self.doctype,
			filters={**same, "year": self.year, "name": ("!=", self.name or "")},
			fields=["name", "title", "version", "workflow_state"],
			order_by="version desc",
		)

	def after_approval_step(self, step):
		"""What is put in force takes the place of what was."""
		if step.to_state != self.in_force:
			return
		for row in self.others():
			if row.workflow_state == self.in_force:
				before = frappe.get_doc(self.doctype, row.name, for_update=True)
				following.put(
					before, REPLACED, REPLACE, _("Replaced by «{0}»", lang=site_language()).format(self.title)
				)
				self.db_set("replaces", before.name, update_modified=False)


def new_version(doc, **values) -> str:
	"""A further version of a list in force, as a draft; returns its name."""
	if doc.workflow_state != doc.in_force:
		frappe.throw(
			_("Only a list in force gets a further version; a draft is simply changed."), NothingToCopy
		)
	return copied(doc, cint(doc.year), **values)


def copied(doc, year: int, **values) -> str:
	"""A list that begins with what another says, as a draft of a year; returns its name."""
	made = frappe.copy_doc(doc, ignore_no_copy=False)
	made.update({"year": year, "version": None, "replaces": None, **values})
	return made.insert().name
