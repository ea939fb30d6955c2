import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, get_url, nowdate

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.organization.notices import published

LONGEST = 300
"""Characters of a notice that a group is shown; the rest stands behind the address."""


class NothingToCopy(frappe.ValidationError):
	pass


class SinkCommunicationGroup(Document):
	"""工作群: a WeChat or QQ group in which the work is made public (武组通〔2021〕37号, 三)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_place()
		self.date_count()

	def validate_place(self):
		bodies.check_named(self)

	def date_count(self):
		before = self.get_doc_before_save()
		if self.member_count and (not before or before.member_count != self.member_count):
			self.counted_on = nowdate()


@frappe.whitelist()
def notices_on_display(group: str) -> list[dict]:
	"""The notices on display that may be told in a group, the newest first: [{name, title, published_on}]."""
	frappe.get_doc("Sink Communication Group", group).check_permission("read")
	return frappe.get_list(
		"Sink Notice",
		filters={"workflow_state": "On Display"},
		fields=["name", "title"],
		order_by="modified desc",
		limit_page_length=30,
	)


@frappe.whitelist()
def notice_text(notice: str) -> str:
	"""A notice as text to be pasted into a group, with the address where all of it can be read."""
	found = published.one(notice)
	if not found:
		frappe.throw(_("This notice is not on display, so a group cannot open it either."), NothingToCopy)
	body = frappe.utils.strip_html(found.text or "").strip()
	lines = [
		_("【{0}】{1}").format(_("Notice"), found.title),
		body[:LONGEST] + ("……" if len(body) > LONGEST else ""),
		_("Read all of it: {0}").format(get_url(f"/notices/{notice}")),
		f"{found.signed_by or ''} {formatdate(nowdate(), 'long')}".strip(),
	]
	return "\n".join(line for line in lines if line)


def on_doctype_update():
	columns.add_indexes("Sink Communication Group")
