import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from sink_app.access import declaration as places
from sink_app.personal import retention

OWN_DATES = ("creation", "modified")


class MonthsMissing(frappe.ValidationError):
	pass


class FieldUnknown(frappe.ValidationError):
	pass


class KeptForGood(frappe.ValidationError):
	pass


class KeptLonger(frappe.ValidationError):
	pass


class NoAccounts(frappe.ValidationError):
	pass


class SinkRetentionRule(Document):
	"""What is forgotten, when, and on what basis (PIPL art. 19: no longer than is needed)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=14)

	def validate(self):
		self.validate_months()
		self.validate_date_field()
		self.validate_state_field()
		self.validate_fields()
		self.validate_deletion()
		self.validate_accounts()

	def validate_months(self):
		if cint(self.months) < 1:
			frappe.throw(_("«Months» takes a number of at least 1."), MonthsMissing)

	def validate_date_field(self):
		field = frappe.get_meta(self.reference_doctype).get_field(self.date_field)
		if self.date_field not in OWN_DATES and not (field and field.fieldtype in ("Date", "Datetime")):
			self._refuse_field("date_field", self.date_field)

	def validate_state_field(self):
		if not self.state_field:
			return
		if not frappe.get_meta(self.reference_doctype).get_field(self.state_field):
			self._refuse_field("state_field", self.state_field)
		if not retention.values_of(self):
			frappe.throw(_("«Says One Of» is empty. Please write one value a line."), FieldUnknown)

	def validate_fields(self):
		"""Fields of the record itself; a table's rows are not forgotten."""
		if self.action != retention.FORGET:
			return
		meta = frappe.get_meta(self.reference_doctype)
		fields = retention.fields_of(self)
		if not fields:
			frappe.throw(_("«Fields to Forget» is empty. Please write one fieldname a line."), FieldUnknown)
		for name in fields:
			field = meta.get_field(name)
			if not field or field.fieldtype in frappe.model.table_fields + frappe.model.no_value_fields:
				self._refuse_field("fields_to_forget", name)

	def validate_deletion(self):
		"""Whole records are kept for good, but for logs, and those as long as the app says at least."""
		if self.action != retention.DELETE:
			return
		least = (frappe.get_hooks("personal_logs") or {}).get(self.reference_doctype)
		if not least:
			frappe.throw(
				_("Records of «{0}» are kept for good. Please choose «Forget Fields».").format(
					_(self.reference_doctype)
				),
				KeptForGood,
			)
		if self.months < least[-1]:
			frappe.throw(
				_("«{0}» is kept for {1} months at least.").format(_(self.reference_doctype), least[-1]),
				KeptLonger,
			)

	def validate_accounts(self):
		person, _user = places.person_source()
		if self.action == retention.CLOSE and self.reference_doctype != person:
			frappe.throw(_("Only records of «{0}» have accounts.").format(_(person)), NoAccounts)

	def _refuse_field(self, where: str, name: str):
		frappe.throw(
			_("«{0}»: «{1}» has no such field «{2}».").format(
				_(self.meta.get_label(where)), _(self.reference_doctype), name
			),
			FieldUnknown,
		)
