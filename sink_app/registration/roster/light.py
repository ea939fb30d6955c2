"""Many new records at once: each goes through its DocType's own rules and hooks, none through a Document.

What makes `insert()` slow is what Frappe's Document asks the database for every record. A Light has the
values of a record and what rules ask of a Document, so that controllers and hooks run on it as they are: no
rule is written twice. What the framework itself would check or change of a value is looked at in
`Kind.is_plain`; a record that is not plain has to go in by `insert()`.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

import frappe
from frappe.model import data_fieldtypes
from frappe.model.document import Document
from frappe.utils import cint, cstr, flt

from sink_app.approvals import chain
from sink_app.personal import declaration

LONGEST_TEXT = 140
SHORT = ("Data", "Link", "Select", "Dynamic Link", "Phone", "Autocomplete", "Read Only", "Barcode")
DELICATE = ("Phone", "Email", "URL", "Name")
"""Options of Data fields whose text the framework checks."""


class NotLight(AttributeError):
	"""A rule or a hook asks something that only a Document can answer."""


class Kind:
	"""What is the same for all new records of a DocType, as the session's user would make them."""

	def __init__(self, doctype: str, pristine: dict | None = None):
		"""pristine are the values of a new row, for a child table."""
		self.doctype = doctype
		self.meta = frappe.get_meta(doctype)
		self.tables: dict[str, Kind] = {}
		self.base = pristine or self._pristine()
		self.columns = list(self.base)

	def make(self, values: dict) -> "Light":
		"""A new record; values that are None are left to the defaults, as in `insert()`."""
		light = Light(self, {key: value for key, value in values.items() if value is not None})
		for fieldname, kind in self.tables.items():
			rows = [kind.make(row) for row in values.get(fieldname) or ()]
			light.set(fieldname, rows)
			for position, row in enumerate(rows, start=1):
				row.update({"parenttype": self.doctype, "parentfield": fieldname, "idx": position})
		return light

	def is_plain(self, light: "Light") -> bool:
		"""Whether the framework would take every value as it is."""
		values = light.__dict__
		return (
			all(values.get(field) not in (None, "", []) for field in self._needed)
			and not any(values.get(field) for field in self._delicate)
			and all(
				values.get(field) in options for field, options in self._selects.items() if values.get(field)
			)
			and not any(_is_long(values.get(field)) for field in self._short_texts)
			and not any(_is_markup(value) for value in values.values() if type(value) is str)
			and all(kind.is_plain(row) for field, kind in self.tables.items() for row in values[field])
		)

	def steps(self, *events: str, but: Iterable[str] = ()) -> list[Callable]:
		"""The controller's methods and the hooks of events in order; `but` are hooks seen to elsewhere."""
		hooks = frappe.get_doc_hooks()
		found = []
		for event in events:
			paths = [*hooks.get(self.doctype, {}).get(event, []), *hooks.get("*", {}).get(event, [])]
			own = _own_method(self.controller, event)
			found += [own] if own else []
			found += [_as_step(path, event) for path in paths if path not in but]
		return found

	@cached_property
	def controller(self) -> type:
		"""The class whose methods are the rules."""
		from frappe.model.base_document import get_controller

		return get_controller(self.doctype)

	@cached_property
	def fetched(self) -> dict[str, list[tuple[str, str]]]:
		"""{link: [(field, field of the linked record)]} of what a record repeats of others."""
		found = {}
		for link in self.meta.get_link_fields():
			if fields := self.meta.get_fields_to_fetch(link.fieldname):
				found[link.fieldname] = [(df.fieldname, df.fetch_from.split(".")[-1]) for df in fields]
		return found

	@cached_property
	def links(self) -> dict[str, str]:
		"""{field: DocType it links to}"""
		return {df.fieldname: df.options for df in self.meta.get_link_fields()}

	def _pristine(self) -> dict:
		"""The values of a new record; rows of its tables come with the kinds in `tables`."""
		doc = frappe.get_doc({"doctype": self.doctype})
		for table in self.meta.get_table_fields():
			doc.append(table.fieldname, {})
		doc.set("__islocal", True)
		doc._set_defaults()
		doc.set_docstatus()
		for table in self.meta.get_table_fields():
			self.tables[table.fieldname] = Kind(table.options, _values(doc.get(table.fieldname)[0]))
		values = _values(doc)
		if chain.has_chain(self.doctype):
			workflow = chain.of(self.doctype)
			values[workflow.workflow_state_field] = workflow.states[0].state
		return values

	@cached_property
	def conversions(self) -> dict[str, Callable]:
		"""What the framework makes of a value on its way into the table, by field."""
		found: dict[str, Callable] = {}
		for df in self.meta.fields:
			if df.fieldtype == "Check":
				found[df.fieldname] = lambda value: 1 if cint(value) else 0
			elif df.fieldtype == "Int":
				found[df.fieldname] = cint
			elif df.fieldtype in ("Float", "Currency", "Percent"):
				found[df.fieldname] = flt
			elif df.fieldtype in ("Date", "Datetime", "Time") or df.unique:
				found[df.fieldname] = lambda value: None if value == "" else value
		return found

	@cached_property
	def _needed(self) -> list[str]:
		return [df.fieldname for df in self.meta.fields if df.reqd]

	@cached_property
	def _delicate(self) -> list[str]:
		"""Fields whose text the framework checks, but for masks and what is repeated of other records."""
		known = {
			*declaration.shown_fields(self.doctype),
			*(field for fields in self.fetched.values() for field, _beyond in fields),
		}
		return [
			df.fieldname
			for df in self.meta.fields
			if df.fieldname not in known
			and (
				(df.fieldtype == "Data" and df.options in DELICATE)
				or df.fieldtype
				in ("Phone", "Code", "Password", "Text Editor", "HTML Editor", "Rating", "JSON")
				or df.non_negative
			)
		]

	@cached_property
	def _selects(self) -> dict[str, set[str]]:
		return {
			df.fieldname: set(df.options.split("\n")) for df in self.meta.get_select_fields() if df.options
		}

	@cached_property
	def _short_texts(self) -> list[str]:
		return [
			df.fieldname
			for df in self.meta.fields
			if df.fieldtype in SHORT and df.fieldtype in data_fieldtypes
		]


class Light:
	"""A new record that is no Document yet: its values, and what rules ask of a Document."""

	def __init__(self, kind: Kind, values: dict):
		self.__dict__.update(kind.base)
		self.__dict__.update(values)
		self.__dict__.update({"doctype": kind.doctype, "__islocal": True})
		self.kind, self.meta, self.flags = kind, kind.meta, frappe._dict()
		self._before: Light | None = None

	def __getattr__(self, name: str):
		kind = self.__dict__.get("kind")
		method = _own_method(kind.controller, name) if kind else None
		if method:
			return method.__get__(self)
		if kind and kind.meta.has_field(name):
			return None
		raise NotLight(name)

	def get(self, key: str, default=None):
		"""A value of the record."""
		return self.__dict__.get(key, default)

	def set(self, key: str, value, as_value: bool = False):
		"""Put a value into the record."""
		self.__dict__[key] = value

	def update(self, values: dict):
		"""Put several values into the record."""
		self.__dict__.update(values)

	def is_new(self) -> bool:
		"""Whether it is not in its table yet."""
		return self._before is None

	def get_doc_before_save(self) -> "Light | None":
		"""The record as its table has it; None where it has none."""
		return self._before

	def has_value_changed(self, fieldname: str) -> bool:
		"""Whether a save changes a value; everything about a new record is new."""
		return self._before is None or self._before.get(fieldname) != self.get(fieldname)

	def begin_save(self):
		"""Take what is there as written: what is set from now on are changes."""
		self._before = None
		before = Light(self.kind, self.__dict__)
		before.__dict__["flags"] = frappe._dict()
		self.__dict__.pop("__islocal", None)
		self._before = before

	def give_up_save(self):
		"""Take back what was set since the record was written."""
		if self._before:
			self.__dict__.update({column: self._before.get(column) for column in self.kind.columns})
			self.flags.pop("approval_step", None)

	def changes(self) -> dict:
		"""The columns that differ from what was written, as the table takes them."""
		old, new = self._before.row(), self.row()
		return {column: value for column, value in new.items() if value != old[column]}

	def db_set(self, fieldname: str | dict, value=None, *rest, **more):
		"""Put a value into the record, which is written after its hooks have run."""
		self.update(fieldname if isinstance(fieldname, dict) else {fieldname: value})

	def run(self, method: str, *arguments):
		"""Call a method of the controller and the hooks of that name."""
		for step in self.kind.steps(method):
			step(self, *arguments)

	def get_formatted(self, fieldname: str) -> str:
		"""A value as people read it."""
		return frappe.format_value(self.get(fieldname), df=self.meta.get_field(fieldname), doc=self)

	def as_dict(self) -> frappe._dict:
		"""The values alone."""
		return frappe._dict({column: self.get(column) for column in self.kind.columns}, doctype=self.doctype)

	def row(self) -> dict:
		"""The values as the table takes them."""
		values = {column: self.__dict__.get(column) for column in self.kind.columns}
		for field, convert in self.kind.conversions.items():
			if field in values:
				values[field] = convert(values[field])
		return values


def _values(doc: Document) -> dict:
	return dict(doc.get_valid_dict(ignore_virtual=True))


def _own_method(controller: type, name: str) -> Callable | None:
	"""A method of the controller's own; what it has from the framework's Document is none."""
	for each in controller.__mro__:
		if each.__module__.startswith("frappe.model."):
			return None
		if callable(found := each.__dict__.get(name)):
			return found
	return None


def _as_step(path: str, event: str) -> Callable:
	hook = frappe.get_attr(path)
	return lambda light: hook(light, event)


def _is_long(value) -> bool:
	return value is not None and len(cstr(value)) > LONGEST_TEXT


def _is_markup(value: str) -> bool:
	return "<" in value or ">" in value
