"""What everybody may do without logging in: tell a community what is needed. Others' words are not shown."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr

from sink_app.service.demands import DEMAND, PUBLIC_PAGE, SETTINGS

MOST_COMMUNITIES = 60
LONGEST = 500


class PageClosed(frappe.ValidationError):
	"""The office takes no demands on the public page."""


class WordsMissing(frappe.ValidationError):
	"""Nothing was said, or far too much."""


class NoSuchCommunity(frappe.ValidationError):
	"""The place named is no community."""


def is_open() -> bool:
	"""Whether the public page takes demands."""
	return bool(frappe.get_cached_doc(SETTINGS).takes_web)


def communities(text: str = "") -> list[dict]:
	"""Communities to choose from whose name holds a text: {name, title}."""
	area = frappe.qb.DocType("Sink Area")
	query = (
		frappe.qb.from_(area)
		.select(area.name, area.title)
		.where((area.level == "Community") & (area.disabled == 0))
		.orderby(area.title)
		.limit(MOST_COMMUNITIES)
	)
	return (query.where(area.title.like(f"%{text}%")) if text else query).run(as_dict=True)


def title_of(community: str) -> str | None:
	"""The title of a community; None where there is none of that name."""
	return frappe.db.get_value("Sink Area", {"name": community, "level": "Community", "disabled": 0}, "title")


def _per_hour() -> int:
	return frappe.get_cached_doc(SETTINGS).web_per_hour


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_per_hour, seconds=60 * 60)
def tell(
	community: str,
	words: str,
	kind: str = "Micro Request",
	name: str = "",
	phone: str = "",
	address: str = "",
) -> str:
	"""Keep what somebody needs; the community reads it and calls back where a phone is given."""
	if not is_open():
		frappe.throw(_("Demands are not taken here at present. Please call your community."), PageClosed)
	words = cstr(words).strip()
	if not words or len(words) > LONGEST:
		frappe.throw(_("Please say in up to {0} characters what is needed.").format(LONGEST), WordsMissing)
	if not title_of(community):
		frappe.throw(_("Please choose your community."), NoSuchCommunity)
	demand = frappe.get_doc(
		{
			"doctype": DEMAND,
			"area": community,
			"words": words,
			"kind": kind if kind in kinds() else "Micro Request",
			"source": PUBLIC_PAGE,
			"caller_name": cstr(name).strip()[:60],
			"phone": cstr(phone).strip(),
			"address": cstr(address).strip()[:140],
		}
	)
	# acts for itself: the public holds no right on the DocType; this door checks, limits and shows nothing
	demand.insert(ignore_permissions=True)
	return _("Thank you. The community has your request and will look into it.")


def kinds() -> list[str]:
	"""The kinds of demands, as the DocType lists them."""
	return frappe.get_meta(DEMAND).get_options("kind").split("\n")
