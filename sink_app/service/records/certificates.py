"""服务记录证明: what a member's confirmed records come to, and whether a paper that says so is true."""

import hashlib
from io import BytesIO

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_days, cint, formatdate, get_url
from markupsafe import Markup

from sink_app.service.records import CERTIFICATE, CONFIRMED, RECORD, SEAL, rules, sealing

LONGEST_NUMBER = 40


class NothingToCertify(frappe.ValidationError):
	"""No confirmed record of the member lies in that time."""


def compile_into(doc):
	"""Fill a new certificate with what whoever issues it may read of the member's confirmed records."""
	names = frappe.get_list(
		RECORD,
		filters=[
			["member", "=", doc.member],
			["workflow_state", "=", CONFIRMED],
			["starts_on", ">=", doc.from_date],
			["starts_on", "<", add_days(doc.to_date, 1)],
		],
		pluck="name",
		order_by="starts_on asc",
		limit_page_length=0,
	)
	if not names:
		frappe.throw(
			_("There is no confirmed service record of {0} between {1} and {2}.").format(
				doc.member_name, formatdate(doc.from_date), formatdate(doc.to_date)
			),
			NothingToCertify,
		)
	table = frappe.qb.DocType(RECORD)
	times, minutes = (
		frappe.qb.from_(table).select(Count("*"), Sum(table.minutes)).where(table.name.isin(names)).run()[0]
	)
	doc.update({"times": times, "minutes": cint(minutes), "seals": _seals(names)})
	doc.digest = digest(doc)


def digest(doc) -> str:
	"""What binds a certificate's own words together, so that a change past the app shows."""
	told = (doc.number, doc.member, doc.from_date, doc.to_date, cint(doc.times), cint(doc.minutes), doc.seals)
	return hashlib.sha256("\n".join(str(each) for each in told).encode()).hexdigest()


def is_true(number: str) -> bool:
	"""Whether a certificate stands, and all that it rests on is as it was sealed."""
	doc = _of(number)
	if not doc or doc.withdrawn or digest(doc) != doc.digest:
		return False
	return sealing.are_as_sealed(dict(line.split(" ") for line in doc.seals.splitlines()))


def says(number: str, name: str, hours: str) -> bool:
	"""Whether a true certificate says this name and these hours."""
	doc = _of(number)
	if not doc or not is_true(number):
		return False
	same_name = "".join(name.split()) == doc.member_name
	return same_name and hours.strip() in (hours_of(doc.minutes), hours_of(doc.minutes).removesuffix(".0"))


def hours_of(minutes: int | None) -> str:
	"""Minutes as hours with one decimal, rounded down: nobody is certified more than was served."""
	tenths = cint(minutes) // 6
	return f"{tenths // 10}.{tenths % 10}"


def sink_service_certificate(doc) -> frappe._dict:
	"""What the printed 服务记录证明 shows beside its own fields (hook: jinja)."""
	return frappe._dict(
		hours=hours_of(doc.minutes),
		unit=_title("Sink Organization", doc.organization, "org_name"),
		issuer=_title("Sink Area", doc.community, "area_name"),
		from_day=formatdate(doc.from_date, "long"),
		to_day=formatdate(doc.to_date, "long"),
		day=formatdate(doc.creation, "long"),
		rows=_rows(doc),
		qr=qr_svg(get_url(f"/proof?n={doc.number}")),
	)


def qr_svg(text: str) -> Markup:
	"""A QR code as an SVG element that scales to its frame."""
	import pyqrcode

	drawn = BytesIO()
	pyqrcode.create(text, error="M").svg(
		drawn, scale=4, xmldecl=False, svgclass=None, lineclass=None, omithw=True
	)
	# made of squares alone: none of the text stands in it
	return Markup(drawn.getvalue().decode())


def _of(number: str):
	table = frappe.qb.DocType(CERTIFICATE)
	found = (
		frappe.qb.from_(table)
		.select("*")
		.where(table.number == number.strip()[:LONGEST_NUMBER])
		.run(as_dict=True)
	)
	return found[0] if found else None


def _seals(names: list[str]) -> str:
	"""«record seal» a line, in the records' order."""
	table = frappe.qb.DocType(SEAL)
	rows = frappe.qb.from_(table).select(table.record, table.seal_hash).where(table.record.isin(names)).run()
	return "\n".join(f"{record} {seal}" for record, seal in sorted(rows))


def _rows(doc) -> list[frappe._dict]:
	names = [line.split(" ")[0] for line in doc.seals.splitlines()]
	# acts for itself: the paper lists what was certified, whoever prints it reads the certificate
	rows = frappe.get_all(
		RECORD,
		filters={"name": ("in", names)},
		fields=["starts_on", "ends_on", "minutes", "place", "category", "content"],
		order_by="starts_on asc",
	)
	for row in rows:
		row.when = rules.span(row.starts_on, row.ends_on)
		row.hours = hours_of(row.minutes)
	return rows


def _title(doctype: str, name: str | None, field: str) -> str:
	return (frappe.db.get_value(doctype, name, field) or "") if name else ""
