import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sink_app.approvals import chain, deputies


class DeputyForOthers(frappe.PermissionError):
	"""Only who manages deputies names one for somebody else."""


class DeputyOfOneself(frappe.ValidationError):
	pass


class DeputyEndsBeforeStart(frappe.ValidationError):
	pass


class DeputyCannotAct(frappe.ValidationError):
	"""The deputy has no account that could take a step."""


class NotLent(frappe.ValidationError):
	"""The Administrator's rights are nobody's to hand on."""


class SinkDeputy(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_whose_absence()
		self.validate_two_people()
		self.validate_dates()
		self.validate_deputy_can_act()

	def on_update(self):
		deputies.forget()

	def on_trash(self):
		deputies.forget()

	def validate_whose_absence(self):
		"""One's own steps are one's own to hand on; an administrator hands on anybody's."""
		user = frappe.session.user
		before = self.get_doc_before_save()
		absent = {self.absent_user, before.absent_user if before else user}
		if absent != {user} and not deputies.manages(user):
			frappe.throw(
				_("«Absent Person»: you can name a deputy for yourself only. Please ask an administrator."),
				DeputyForOthers,
			)

	def validate_two_people(self):
		if self.absent_user == self.deputy:
			frappe.throw(_("«Deputy»: please choose somebody else than the absent person."), DeputyOfOneself)
		if self.absent_user in ("Administrator", "Guest"):
			frappe.throw(_("«Absent Person»: this account hands nothing on."), NotLent)

	def validate_dates(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«To Date» lies before «From Date»."), DeputyEndsBeforeStart)

	def validate_deputy_can_act(self):
		"""A deputy logs in to the Desk and reads, by some role of theirs, the records of the chains named."""
		account = frappe.db.get_value(
			"User", self.deputy, ["enabled", "user_type", "full_name"], as_dict=True
		)
		if not account.enabled or account.user_type != "System User":
			frappe.throw(
				_("«Deputy»: {0} cannot log in to the office's pages.").format(account.full_name),
				DeputyCannotAct,
			)
		for row in self.chains:
			chain.check_exists(row.workflow)
			doctype = frappe.db.get_value("Workflow", row.workflow, "document_type")
			if not frappe.has_permission(doctype, "read", user=self.deputy):
				sentence = _("«Approval Chains», row {0}: {1} has no role that reads «{2}».")
				frappe.throw(sentence.format(row.idx, account.full_name, _(doctype)), DeputyCannotAct)


def on_doctype_update():
	frappe.db.add_index("Sink Deputy", ["deputy", "to_date"])
	frappe.db.add_index("Sink Deputy", ["absent_user", "to_date"])
