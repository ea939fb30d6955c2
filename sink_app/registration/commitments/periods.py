"""The periods after which a community tells how promises were kept."""

from dataclasses import dataclass
from datetime import date

from frappe import _
from frappe.utils import add_days, add_months, getdate

from sink_app.organization.wording import site_language

MONTHS = {"Month": 1, "Quarter": 3, "Half-Year": 6, "Year": 12}


@dataclass(frozen=True)
class Period:
	first: date
	last: date

	@property
	def label(self) -> str:
		"""«2026 Q3» in words of the site."""
		year, months = (
			self.first.year,
			(self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1,
		)
		part = (self.first.month - 1) // months + 1
		language = site_language()
		words = {
			1: _("{0}, month {1}", lang=language),
			3: _("{0}, quarter {1}", lang=language),
			6: _("{0}, half {1}", lang=language),
		}
		return (
			words[months].format(year, part) if months in words else _("Year {0}", lang=language).format(year)
		)


def ended_before(day: date | str, interval: str) -> Period:
	"""The last whole period that ended before a day."""
	day, months = getdate(day), MONTHS[interval]
	start_month = (day.month - 1) // months * months + 1
	first_of_next = date(day.year, start_month, 1)
	return Period(getdate(add_months(first_of_next, -months)), getdate(add_days(first_of_next, -1)))
