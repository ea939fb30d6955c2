"""Someone who talks to the served site over HTTP, with nothing but their own session."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Answer:
	"""What the site answered."""

	status: int
	content: bytes
	type: str

	@property
	def ok(self) -> bool:
		return self.status < 400

	@property
	def text(self) -> str:
		return self.content.decode("utf-8", "replace")

	@property
	def body(self) -> dict:
		"""The JSON object of the answer; empty for a page or a file."""
		return json.loads(self.content) if "json" in self.type else {}

	@property
	def message(self) -> Any:
		"""What a whitelisted function returned."""
		return self.body.get("message")

	@property
	def data(self) -> Any:
		"""The record, or the records, of an answer of /api/resource."""
		return self.body.get("data")

	@property
	def refusal(self) -> str:
		"""The name of the exception that was raised, or ""."""
		return self.body.get("exc_type", "")


class Client:
	"""A session at the site, a guest's until `login`."""

	def __init__(self, url: str):
		self.url = url
		self.user = "Guest"
		self.session = requests.Session()
		# these are this machine's own addresses, whatever proxy is set
		self.session.trust_env = False
		self.session.headers["Accept"] = "application/json"

	def ask(self, method: str, path: str, **options: Any) -> Answer:
		"""Any request; `options` are those of requests."""
		reply = self.session.request(
			method, self.url + path, timeout=PATIENCE, allow_redirects=False, **options
		)
		return Answer(reply.status_code, reply.content, reply.headers.get("Content-Type", ""))

	def login(self, user: str, password: str) -> Answer:
		answer = self.ask("POST", "/api/method/login", data={"usr": user, "pwd": password})
		if answer.ok:
			self.user = user
		return answer

	def page(self, path: str, **parameters: Any) -> Answer:
		"""A page as a browser asks for it."""
		return self.ask("GET", path, params=parameters, headers={"Accept": "text/html"})

	def call(self, function: str, **arguments: Any) -> Answer:
		"""POST to a whitelisted function; whatever is not text travels as JSON."""
		return self.ask("POST", f"/api/method/{function}", data=encoded(arguments))

	def fetch(self, function: str, **arguments: Any) -> Answer:
		"""GET a whitelisted function."""
		return self.ask("GET", f"/api/method/{function}", params=encoded(arguments))

	def get_list(self, doctype: str, **parameters: Any) -> Answer:
		parameters.setdefault("limit_page_length", 0)
		return self.ask("GET", resource(doctype), params=encoded(parameters))

	def get(self, doctype: str, name: str) -> Answer:
		return self.ask("GET", resource(doctype, name))

	def insert(self, doctype: str, **values: Any) -> Answer:
		return self.ask("POST", resource(doctype), json=values)

	def put(self, doctype: str, name: str, **values: Any) -> Answer:
		return self.ask("PUT", resource(doctype, name), json=values)

	def delete(self, doctype: str, name: str) -> Answer:
		return self.ask("DELETE", resource(doctype, name))

	def search_link(self, doctype: str, text: str, **more: Any) -> Answer:
		"""What a Link field offers while someone types `text`."""
		return self.call("frappe.desk.search.search_link", doctype=doctype, txt=text, **more)

	def print_view(self, doctype: str, name: str, **parameters: Any) -> Answer:
		return self.page("/printview", doctype=doctype, name=name, **parameters)

	def pdf(self, doctype: str, name: str, **parameters: Any) -> Answer:
		door = "frappe.utils.print_format.download_pdf"
		return self.fetch(door, doctype=doctype, name=name, **parameters)

	def upload(self, name: str, content: bytes, **values: Any) -> Answer:
		"""Upload a file, private unless `is_private` is 0; `values` attach it to a record."""
		form = encoded({"is_private": 1, **values})
		return self.ask("POST", "/api/method/upload_file", data=form, files={"file": (name, content)})


def encoded(values: dict[str, Any]) -> dict[str, Any]:
	return {
		key: json.dumps(value) if isinstance(value, dict | list | bool) else value
		for key, value in values.items()
	}


def resource(doctype: str, name: str | None = None) -> str:
	path = f"/api/resource/{quote(doctype)}"
	return path if name is None else f"{path}/{quote(name)}"
