"""What the realtime server tells: of a record, only who may read it; of a list, nothing that stands in it."""

import frappe
import pytest

from tests.isolation.asking import Finding
from tests.support import data
from tests.support.client import Client
from tests.support.socket import Socket

LISTENERS = ("city", "sibling district", "none")


@pytest.fixture
def rooms(isolation, oracle) -> dict[str, dict[str, tuple[str, bool]]]:
	"""{listener: {record: (mark, whether it is theirs)}}"""
	found: dict[str, dict] = {label: {} for label in LISTENERS}
	for label, rooms in found.items():
		for doctype, sides in isolation.planted.items():
			visible = oracle.visible(isolation.people[label], doctype)
			for record in sides.values():
				rooms[record["name"]] = record["mark"], record["name"] in visible
	return found


@pytest.fixture
def sockets(isolation, site, rooms):
	"""Listeners in every room of the planted records that they get into."""
	found = {}
	for label in LISTENERS:
		# a connection keeps its session waiting: the listener has one of its own
		who = Client(isolation.url)
		assert who.login(isolation.people[label].user, data.password()).ok
		found[label] = Socket(who, site)
		for doctype, sides in isolation.planted.items():
			found[label].emit("doctype_subscribe", doctype)
			for record in sides.values():
				found[label].emit("doc_subscribe", doctype, record["name"])
				found[label].emit("doc_open", doctype, record["name"])
				# who is let into a document's room is told who looks at it
				if rooms[label][record["name"]][1]:
					assert record["name"] in found[label].hear(30, [record["name"]])
	return found


def test_only_who_reads_a_record_hears_of_it(isolation, rooms, sockets, probes):
	for doctype, sides in isolation.planted.items():
		for record in sides.values():
			frappe.get_doc(doctype, record["name"]).notify_update()
			remark = {"doc": {"content": record["mark"]}, "key": "comments", "action": "add"}
			frappe.publish_realtime("docinfo_update", remark, doctype=doctype, docname=record["name"])
	frappe.db.commit()
	findings = []
	for label, socket in sockets.items():
		theirs = [mark for mark, is_theirs in rooms[label].values() if is_theirs]
		heard = socket.hear(20 if theirs else 3, theirs)
		heard += socket.hear()
		for name, (mark, is_theirs) in rooms[label].items():
			leaked = mark if mark in heard and not is_theirs else ""
			findings.append(Finding(label, "rooms", leaked, name if is_theirs and mark not in heard else ""))
	probes(findings)


def test_guests_get_into_no_room(isolation, site):
	socket = Socket(Client(isolation.url), site)
	for doctype, sides in isolation.planted.items():
		socket.emit("doctype_subscribe", doctype)
		socket.emit("doc_subscribe", doctype, sides["here"]["name"])
	frappe.get_doc("Sink Member", isolation.planted["Sink Member"]["here"]["name"]).notify_update()
	frappe.db.commit()
	assert "_update" not in socket.hear()
