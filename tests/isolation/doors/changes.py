"""Doors that would alter a record, or hang something on it."""

import json
from collections.abc import Callable

from tests.isolation.doors.kind import Kind
from tests.support.client import Answer, Client

WORD = "altered"
HUNG_TAG = "hung"


def writable(it: Kind) -> str:
	return it.first("Data", "Small Text", "Text") or it.first("Select", "Link", "Date") or "owner"


def referring(it: Kind, name: str, kind: str = "reference_doctype", field: str = "reference_name") -> dict:
	return {kind: it.name, field: name}


def document(it: Kind, name: str) -> dict:
	return {"doctype": it.name, "name": name, writable(it): WORD}


def bulk(who: Client, it: Kind, name: str, action: str) -> Answer:
	return who.call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=it.name,
		docnames=json.dumps([name]),
		action=action,
		data=json.dumps({writable(it): WORD}),
	)


# with the record's name
CHANGES: dict[str, Callable[[Client, Kind, str], Answer]] = {
	"REST put": lambda who, it, name: who.put(it.name, name, **{writable(it): WORD}),
	"client.set_value": lambda who, it, name: who.call(
		"frappe.client.set_value", doctype=it.name, name=name, fieldname=writable(it), value=WORD
	),
	"client.save": lambda who, it, name: who.call("frappe.client.save", doc=document(it, name)),
	"client.bulk_update": lambda who, it, name: who.call(
		"frappe.client.bulk_update", docs=json.dumps([{**document(it, name), "docname": name}])
	),
	"form's save": lambda who, it, name: who.call(
		"frappe.desk.form.save.savedocs", doc=document(it, name), action="Save"
	),
	"bulk edit": lambda who, it, name: bulk(who, it, name, "update"),
	"bulk submit": lambda who, it, name: bulk(who, it, name, "submit"),
	"bulk cancel": lambda who, it, name: bulk(who, it, name, "cancel"),
	"submit": lambda who, it, name: who.call("frappe.client.submit", doc=document(it, name)),
	"cancel": lambda who, it, name: who.call("frappe.client.cancel", doctype=it.name, name=name),
	"calendar": lambda who, it, name: who.call(
		"frappe.desk.calendar.update_event",
		args={"name": name, writable(it): WORD, "doctype": it.name},
		field_map={"id": "name", "start": writable(it), "end": writable(it)},
	),
	"gantt": lambda who, it, name: who.call(
		"frappe.desk.gantt.update_task",
		args={"name": name, "doctype": it.name, "start": WORD, "end": WORD},
		field_map={"id": "name", "start": writable(it), "end": writable(it)},
	),
	"rename": lambda who, it, name: who.call("frappe.rename_doc", doctype=it.name, old=name, new=f"{name}x"),
	"client.rename_doc": lambda who, it, name: who.call(
		"frappe.client.rename_doc", doctype=it.name, old_name=name, new_name=f"{name}x"
	),
	"title": lambda who, it, name: who.call(
		"frappe.model.rename_doc.update_document_title", doctype=it.name, docname=name, title=WORD
	),
	"comment": lambda who, it, name: who.call(
		"frappe.desk.form.utils.add_comment",
		**referring(it, name),
		content=WORD,
		comment_email=who.user,
		comment_by=who.user,
	),
	"comment by REST": lambda who, it, name: who.insert(
		"Comment", comment_type="Comment", content=WORD, **referring(it, name)
	),
	"comment of a portal": lambda who, it, name: who.call(
		"frappe.templates.includes.comments.comments.add_comment",
		comment=WORD,
		comment_email=who.user,
		comment_by=who.user,
		route="x",
		**referring(it, name),
	),
	"letter": lambda who, it, name: who.call(
		"frappe.core.doctype.communication.email.make", doctype=it.name, name=name, content=WORD, subject=WORD
	),
	"letter by REST": lambda who, it, name: who.insert(
		"Communication", subject=WORD, content=WORD, **referring(it, name)
	),
	"assignment": lambda who, it, name: who.call(
		"frappe.desk.form.assign_to.add", doctype=it.name, name=name, assign_to=json.dumps([who.user])
	),
	"assignments": lambda who, it, name: who.call(
		"frappe.desk.form.assign_to.add_multiple",
		doctype=it.name,
		name=json.dumps([name]),
		assign_to=json.dumps([who.user]),
		bulk_assign=True,
	),
	"assignment by REST": lambda who, it, name: who.insert(
		"ToDo",
		description=WORD,
		allocated_to=who.user,
		**referring(it, name, "reference_type"),
	),
	"share": lambda who, it, name: who.call(
		"frappe.share.add", doctype=it.name, name=name, user=who.user, read=1
	),
	"share by a right": lambda who, it, name: who.call(
		"frappe.share.set_permission", doctype=it.name, name=name, user=who.user, permission_to="read"
	),
	"share by REST": lambda who, it, name: who.insert(
		"DocShare", user=who.user, read=1, **referring(it, name, "share_doctype", "share_name")
	),
	"tag": lambda who, it, name: who.call(
		"frappe.desk.doctype.tag.tag.add_tag", tag=WORD, dt=it.name, dn=name
	),
	"tags": lambda who, it, name: who.call(
		"frappe.desk.doctype.tag.tag.add_tags",
		tags=json.dumps([WORD]),
		dt=it.name,
		docs=json.dumps([name]),
	),
	"tag by REST": lambda who, it, name: who.insert(
		"Tag Link", tag=WORD, title=WORD, **referring(it, name, "document_type", "document_name")
	),
	"like": lambda who, it, name: who.call(
		"frappe.desk.like.toggle_like", doctype=it.name, name=name, add="Yes"
	),
	"like taken back": lambda who, it, name: who.call(
		"frappe.desk.like.toggle_like", doctype=it.name, name=name, add="No"
	),
	"attachment": lambda who, it, name: who.upload(f"{WORD}.txt", b"x", doctype=it.name, docname=name),
	"attachment of a client": lambda who, it, name: who.call(
		"frappe.client.attach_file",
		filename=f"{WORD}.txt",
		filedata="x",
		doctype=it.name,
		docname=name,
	),
	"attachment by REST": lambda who, it, name: who.insert(
		"File",
		file_name=f"{WORD}.txt",
		content="x",
		is_private=1,
		**referring(it, name, "attached_to_doctype", "attached_to_name"),
	),
	"step of a chain": lambda who, it, name: who.call(
		"sink_app.approvals.doors.take_step", doctype=it.name, name=name, action="Send Back", reason=WORD
	),
	"repetition": lambda who, it, name: who.call(
		"frappe.automation.doctype.auto_repeat.auto_repeat.make_auto_repeat", doctype=it.name, docname=name
	),
	"removal of a tag": lambda who, it, name: who.call(
		"frappe.desk.doctype.tag.tag.remove_tag", tag=HUNG_TAG, dt=it.name, dn=name
	),
	"client.delete": lambda who, it, name: who.call("frappe.client.delete", doctype=it.name, name=name),
	"list's delete": lambda who, it, name: who.call(
		"frappe.desk.reportview.delete_items", doctype=it.name, items=json.dumps([name])
	),
	"REST delete": lambda who, it, name: who.delete(it.name, name),
}
