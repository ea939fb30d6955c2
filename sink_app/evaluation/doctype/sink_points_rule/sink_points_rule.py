import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate

from sink_app.evaluation import RULE
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import keeps_points
from sink_app.evaluation.points import EACH_HOUR, amounts, counting, runs, sources


class NotService(frappe.ValidationError):
	pass


class NotConfirmed(frappe.ValidationError):
	pass


class FieldUnknown(frappe.ValidationError):
	pass


class NumberMissing(frappe.ValidationError):
	pass


class CategoryTwice(frappe.DuplicateEntryError):
	pass


class DaysBackwards(frappe.ValidationError):
	pass


class FilterWrong(frappe.ValidationError):
	pass


class SinkPointsRule(Document):
	"""积分规则: which confirmed records earn points, and how many (湖北经济学院 plan: 积分制管理)."""

	def validate(self):
		self.validate_source()
		self.validate_state()
		self.validate_fields()
		self.validate_numbers()
		self.validate_days()
		self.validate_filters()

	def on_update(self):
		"""A rule that begins counts what has been served since its first day."""
		before = self.get_doc_before_save()
		if keeps_points() and self.enabled and not (before and before.enabled):
			runs.begin(self.name)

	def onload(self):
		self.set_onload("summary", self.summary)

	@property
	def summary(self) -> str:
		"""The rule in a sentence."""
		return amounts.in_words(self) if self.source_doctype else ""

	@property
	def own_filters(self) -> list[list]:
		"""The filter that an office has set, as (DocType, field, operator, value)."""
		return [row[:4] for row in frappe.parse_json(self.filters or "[]")]

	def validate_source(self):
		"""Never what only shows that somebody used the system."""
		if not sources.is_countable(self.source_doctype):
			frappe.throw(
				_(
					"«{0}» earns no points: only records that speak of a party member, and that somebody"
					" else confirms in an approval chain, can be counted."
				).format(_(self.source_doctype)),
				NotService,
			)

	def validate_state(self):
		if self.counted_state not in sources.confirmed(self.source_doctype):
			frappe.throw(
				_("«Counted Once It Is At»: nobody has confirmed what is at «{0}» yet.").format(
					_(self.counted_state)
				),
				NotConfirmed,
			)

	def validate_fields(self):
		known = sources.fields_of(self.source_doctype)
		for key in sources.NAMING:
			if self.get(key) and self.get(key) not in known[key]:
				frappe.throw(
					_("«{0}»: «{1}» is no such field of «{2}».").format(
						_(self.meta.get_label(key)), self.get(key), _(self.source_doctype)
					),
					FieldUnknown,
				)
		if self.given_for == EACH_HOUR and not self.minutes_field:
			frappe.throw(
				_("«Field of the Minutes» is empty: points an hour need the length of the service."),
				FieldUnknown,
			)

	def validate_numbers(self):
		if flt(self.points) <= 0:
			frappe.throw(_("«Points» takes a number above 0."), NumberMissing)
		categories = [row.category for row in self.factors]
		for row in self.factors:
			if categories.count(row.category) > 1:
				frappe.throw(
					_("«Times by Category»: «{0}» stands there twice.").format(_(row.category)), CategoryTwice
				)

	def validate_days(self):
		if self.from_date and self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«Served Until» lies before «Served From»."), DaysBackwards)

	def validate_filters(self):
		"""A filter that the database does not understand is refused now, not when points are counted."""
		try:
			# acts for itself: only whether the filter can be asked
			frappe.get_all(
				self.source_doctype, filters=counting.conditions(self), limit=1, order_by="name asc"
			)
		except (
			ValueError,
			TypeError,
			frappe.ValidationError,
			frappe.db.ProgrammingError,
			frappe.db.OperationalError,
		) as refusal:
			raise FilterWrong(
				_("«Only Those That»: this filter cannot be asked. Please set it anew.")
			) from refusal


@frappe.whitelist(methods=["POST"])
def recount(rule: str) -> None:
	"""Work out anew, by a worker, what all records of a rule are worth by what it says now."""
	doc = frappe.get_doc(RULE, rule)
	doc.check_permission("write")
	if not keeps_points():
		frappe.throw(_("Points are not kept. An office turns them on in the settings."), NotService)
	runs.begin(rule, recount=True)
