import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, nowdate

from sink_app.access import columns
from sink_app.registration import places
from sink_app.registration.commitments import (
	BEING_JUDGED,
	BEING_KEPT,
	CLOSED,
	FULFILLED,
	MEMBER,
	NOT_FULFILLED,
	ON_DISPLAY,
	OPEN,
	PRIVATE,
	RETURNED,
	TEAM,
	sources,
)
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import settings

WORDS = ("promise", "measure", "due")


class CommitterMissing(frappe.ValidationError):
	pass


class PromisedAlready(frappe.DuplicateEntryError):
	pass


class PublishedPromiseChanged(frappe.ValidationError):
	pass


class ProofMissing(frappe.ValidationError):
	pass


class ExplanationMissing(frappe.ValidationError):
	pass


class RatingMissing(frappe.ValidationError):
	pass


class SinkCommitment(Document):
	"""《公开承诺书》 of a member, an organization or a work team: 提诺, 审诺, 公示, 践诺, 评诺."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])

	def validate(self):
		self.name_committer()
		places.check(self, self.community, places.LEVELS)
		self.validate_once()
		self.validate_published_words_stand()
		self.settle_items()
		self.validate_handed_in()
		self.validate_judged()

	def name_committer(self):
		"""Who promises; a member's organization is the member's own, whatever was sent."""
		if self.committer_kind == MEMBER:
			if not self.member:
				self.refuse_empty("member")
			member = frappe.db.get_value(
				"Sink Member", self.member, ["member_name", "organization"], as_dict=True
			)
			self.committer_name, self.team_name = member.member_name, None
			before = self.get_doc_before_save()
			# the organization of the day it was promised: later moves leave it
			self.organization = before.organization if before else member.organization
			return
		self.member = None
		if not self.organization:
			self.refuse_empty("organization")
		if self.committer_kind == TEAM:
			if not cstr(self.team_name).strip():
				self.refuse_empty("team_name")
			self.committer_name = self.team_name = self.team_name.strip()
		else:
			self.committer_name = frappe.db.get_value("Sink Organization", self.organization, "org_name")

	def refuse_empty(self, field: str):
		frappe.throw(
			_("«{0}» is empty. Please fill it in.").format(_(self.meta.get_label(field))), CommitterMissing
		)

	def validate_once(self):
		"""One commitment of a year for a community: more promises are more lines of it."""
		about = {field: self.get(field) for field in ("committer_kind", "community", "year")}
		about |= {"member": self.member} if self.member else {"committer_name": self.committer_name}
		if self.committer_kind != MEMBER:
			about["organization"] = self.organization
		if frappe.db.exists(self.doctype, {**about, "name": ("!=", self.name)}):
			frappe.throw(
				_(
					"{0} has a commitment of {1} for this community already. Please add lines to that one."
				).format(self.committer_name, self.year),
				PromisedAlready,
			)

	def validate_published_words_stand(self):
		"""What everybody has read is not rewritten: only how it was kept is added."""
		before = self.get_doc_before_save()
		if not before or before.workflow_state in PRIVATE:
			return
		said = [[cstr(row.get(field)) for field in ("name", *WORDS)] for row in before.items]
		if said != [[cstr(row.get(field)) for field in ("name", *WORDS)] for row in self.items]:
			frappe.throw(
				_("The promises are published and stay as they are; add what was done, or why not."),
				PublishedPromiseChanged,
			)

	def settle_items(self):
		"""The day a promise was fulfilled, what shows it, and the share of all."""
		for row in self.items:
			row.state = row.state or OPEN
			if row.state == FULFILLED:
				row.fulfilled_on = row.fulfilled_on or nowdate()
				self.prove(row)
			else:
				row.fulfilled_on = None
		done = sum(row.state == FULFILLED for row in self.items)
		self.fulfilment = 100 * done / len(self.items) if self.items else 0

	def prove(self, row):
		"""A fulfilled promise points at a record, the one it came from if no other, or says what was done."""
		if row.source and not row.evidence:
			row.evidence_type, row.evidence = row.source_type, row.source
		if not row.evidence and not cstr(row.outcome).strip():
			frappe.throw(
				_("Row {0}: please say what was done, or choose the record that shows it.").format(row.idx),
				ProofMissing,
			)

	def validate_handed_in(self):
		"""Each line is fulfilled or explained before the community judges."""
		if self.workflow_state not in (BEING_JUDGED, CLOSED):
			return
		for row in self.items:
			if row.state == OPEN:
				frappe.throw(_("Row {0}: is it fulfilled or not?").format(row.idx), ExplanationMissing)
			if row.state == NOT_FULFILLED and not cstr(row.outcome).strip():
				frappe.throw(
					_("Row {0}: please say why it was not fulfilled.").format(row.idx), ExplanationMissing
				)

	def validate_judged(self):
		if self.workflow_state == CLOSED and not self.rating:
			frappe.throw(
				_("«{0}» is empty. Please fill it in.").format(_("Rating by the Community")), RatingMissing
			)

	def note_publication(self, day):
		"""When it was published; of a work team, whether after the day set for them."""
		deadline = settings().deadline_of_teams(cint(self.year)) if self.committer_kind == TEAM else None
		self.db_set({"published_on": day, "is_late": cint(bool(deadline) and day > deadline)})

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		sent_back = step.to_state == RETURNED or (step.from_state, step.to_state) == (
			BEING_JUDGED,
			BEING_KEPT,
		)
		self.db_set("return_reason", step.reason if sent_back else None)
		if step.to_state == ON_DISPLAY and not self.published_on:
			self.note_publication(step.taken_at.date())
		if step.to_state == CLOSED:
			self.db_set("judged_on", step.taken_at.date())


@frappe.whitelist()
def offered_items(commitment: str | dict) -> list[dict]:
	"""Lines to start from, for a commitment as it stands on the form, saved or not."""
	doc = frappe.get_doc(frappe.parse_json(commitment))
	doc.check_permission("create" if doc.is_new() else "read")
	return sources.offered(doc)


def on_doctype_update():
	columns.add_indexes("Sink Commitment")
	frappe.db.add_index("Sink Commitment", ["community", "workflow_state", "modified"])
	frappe.db.add_index("Sink Commitment", ["member", "year"])
