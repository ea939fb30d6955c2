"""Whether a user reaches many records: asked once a place of the trees instead of once a record."""

import frappe

from sink_app.access import declaration


class Reach:
	"""The session user's rights on records of one DocType, by where they stand.

	Who reaches a node reaches what is filed at it, whatever else a record is filed at; so a node is asked
	for once, and the record itself only where none of its nodes is in reach.
	"""

	def __init__(self, doctype: str, *rights: str):
		self._doctype = doctype
		self._rights = rights
		self._nodes: dict[tuple[str, str], bool] = {}
		self._refusals: dict[tuple, frappe.PermissionError] = {}

	def require(self, record):
		"""Raise what Frappe raises where the user may not do this to a record; it need not be a Document."""
		scope = declaration.scope_of(self._doctype)
		links = [field for fields in scope.nodes.values() for field in fields if "." not in field]
		nodes = [(field, node) for field in links if (node := record.get(field))]
		decisive = self._lowest(scope, nodes)
		if any(self._reaches(field, node) for field, node in decisive):
			return
		key = tuple(decisive)
		if key in self._refusals:
			raise self._refusals[key]
		try:
			for right in self._rights:
				self._as_document(record).check_permission(right)
		except frappe.PermissionError as refusal:
			self._refusals[key] = refusal
			raise

	@staticmethod
	def _lowest(scope: declaration.Scope, nodes: list[tuple[str, str]]) -> list[tuple[str, str]]:
		"""The link of each tree that decides where a record is filed."""
		filled = dict(nodes)
		found = []
		for fields in scope.nodes.values():
			field = next((field for field in fields if field in filled), None)
			if field:
				found.append((field, filled[field]))
		return found

	def _reaches(self, field: str, node: str) -> bool:
		if (field, node) not in self._nodes:
			probe = frappe.get_doc({"doctype": self._doctype, field: node, "owner": frappe.session.user})
			probe.set("__islocal", True)
			self._nodes[field, node] = all(probe.has_permission(right) for right in self._rights)
		return self._nodes[field, node]

	def _as_document(self, record):
		if record.is_new():
			return frappe.get_doc({**record.as_dict(), "doctype": self._doctype, "name": None})
		return frappe.get_doc(self._doctype, record.name)
