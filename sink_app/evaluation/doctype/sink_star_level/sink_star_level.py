import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from sink_app.evaluation import LEVEL

MOST_STARS = 10


class StarsWrong(frappe.ValidationError):
	pass


class OutOfOrder(frappe.ValidationError):
	pass


class SinkStarLevel(Document):
	"""星级标准: from how many hours or points on a member has so many stars."""

	def validate(self):
		self.validate_stars()
		self.validate_order()

	def validate_stars(self):
		if not 1 <= cint(self.stars) <= MOST_STARS:
			frappe.throw(_("«Number of Stars» takes a number from 1 to {0}.").format(MOST_STARS), StarsWrong)
		if flt(self.least) <= 0:
			frappe.throw(_("«From (Hours or Points)» takes a number above 0."), StarsWrong)

	def validate_order(self):
		"""More stars take more; a level stands once."""
		if self.disabled:
			return
		# acts for itself: the levels beside this one
		others = frappe.get_all(
			LEVEL,
			filters={"name": ("!=", self.name), "disabled": 0},
			fields=["level_name", "stars", "least"],
			order_by="stars asc",
		)
		for other in others:
			above = cint(self.stars) - cint(other.stars)
			if above == 0 or (flt(self.least) - flt(other.least)) * above <= 0:
				frappe.throw(
					_("This does not fit «{0}» ({1} stars from {2}): more stars take more.").format(
						other.level_name, other.stars, f"{flt(other.least):g}"
					),
					OutOfOrder,
				)
