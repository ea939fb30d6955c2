"""Doors to the accounts of people; each takes a word that stands in the accounts' names and addresses."""

import json
from collections.abc import Callable

from tests.support.client import Answer, Client

ACCOUNTS: dict[str, Callable[[Client, str, list[str]], Answer]] = {
	"REST list": lambda who, word, users: who.get_list("User", fields=["name", "full_name"]),
	"REST filters": lambda who, word, users: who.get_list(
		"User", fields=["name"], filters=[["User", "full_name", "like", f"%{word}%"]]
	),
	"client.get_list": lambda who, word, users: who.call(
		"frappe.client.get_list", doctype="User", limit_page_length=0
	),
	"client.get_value": lambda who, word, users: who.call(
		"frappe.client.get_value", doctype="User", fieldname="full_name", filters={"name": users[0]}
	),
	"report view": lambda who, word, users: who.call(
		"frappe.desk.reportview.get",
		doctype="User",
		fields=json.dumps(["`tabUser`.`name`", "`tabUser`.`full_name`"]),
		page_length=100_000,
	),
	"link search": lambda who, word, users: who.search_link("User", word, page_length=1000),
	"link search by ignore_user_permissions": lambda who, word, users: who.search_link(
		"User", word, page_length=1000, ignore_user_permissions=1
	),
	"link search for every kind of user": lambda who, word, users: who.search_link(
		"User", word, page_length=1000, filters={"ignore_user_type": 1}
	),
	"search by a named query": lambda who, word, users: who.search_link(
		"User", word, page_length=1000, query="frappe.core.doctype.user.user.user_query"
	),
	"mentions": lambda who, word, users: who.call(
		"frappe.desk.search.get_names_for_mentions", search_term=word
	),
	"viewers": lambda who, word, users: who.call(
		"frappe.desk.form.load.get_user_info_for_viewers", users=json.dumps(users)
	),
	"addresses for a letter": lambda who, word, users: who.call(
		"frappe.email.get_contact_list", txt=word, page_length=1000
	),
	"contacts": lambda who, word, users: who.get_list("Contact", fields=["*"]),
}
