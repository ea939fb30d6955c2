"""DocType records keep the house's conventions and run on every Frappe version we serve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.checks.project import Finding, Project
from tools.checks.source import defined

NEWER_KEYS = {"link_filters", "row_format", "sticky", "not_nullable"}
FRAMEWORK_ROLES = {"Administrator", "All", "Guest", "System Manager", "Website Manager", "Workspace Manager"}
NAMINGS = ("hash", "format:", "field:")


def check(project: Project) -> Iterator[Finding]:
	"""Yield DocTypes whose record or folder breaks a convention."""
	states = _workflow_states(project)
	roles = FRAMEWORK_ROLES | _own_roles(project)
	for path, record in project.doctypes.items():
		sentences = [
			*_identity(project, record),
			*_naming(record),
			*_listing(record),
			*_newer_keys(record),
			*_scope(project, record),
			*_workflow(record, states),
			*_roles(record, roles),
			*_files(project, path, record),
		]
		yield from (Finding(path, 0, sentence) for sentence in sentences)


def _identity(project: Project, record: dict) -> Iterator[str]:
	prefix = project.settings["prefix"]
	if not record.get("name", "").startswith(prefix):
		yield f"The name must start with {prefix!r}, or it may clash with another app's."
	if record.get("module") not in project.modules:
		yield f"Module {record.get('module')!r} does not stand in modules.txt."


def _naming(record: dict) -> Iterator[str]:
	autoname = record.get("autoname", "")
	if record.get("istable") or record.get("issingle"):
		return
	if not autoname.startswith(NAMINGS):
		yield f"autoname {autoname!r}: use hash, format: or field: (a series locks its counter for everyone)."


def _listing(record: dict) -> Iterator[str]:
	missing = [key for key in ("sort_field", "sort_order") if not record.get(key)]
	if missing and not record.get("issingle"):
		yield f"{' and '.join(missing)} not set: Frappe's default differs between versions."


def _newer_keys(record: dict) -> Iterator[str]:
	for key in sorted(NEWER_KEYS & record.keys()):
		yield f"{key} is unknown to older Frappe versions."
	for field in record.get("fields", []):
		for key in sorted(NEWER_KEYS & field.keys()):
			yield f"{key} on {field['fieldname']} is unknown to older Frappe versions."


def _scope(project: Project, record: dict) -> Iterator[str]:
	fields = {field["fieldname"]: field for field in record.get("fields", [])}
	is_personal = bool(fields.keys() & set(project.settings["personal_fields"]))
	is_scoped = bool(fields.keys() & set(project.settings["scope_fields"]))
	if is_personal and record.get("show_title_field_in_link"):
		yield "show_title_field_in_link tells anybody a person's name: leave it off."
	if is_scoped and record.get("allow_rename"):
		yield "allow_rename on a scoped record: its name is opaque and stays."
	if not (is_scoped or is_personal):
		return
	for name, field in fields.items():
		if field.get("in_global_search"):
			yield f"in_global_search on {name}: the global search does not know who stands where."


def _workflow_states(project: Project) -> dict[str, tuple[str, str]]:
	"""State field and workflow's name by DocType, of the chains that ship."""
	records = [record for path in project.app_files(".json") for record in project.records(path)]
	return {
		record["document_type"]: (
			record.get("workflow_state_field") or "workflow_state",
			record.get("workflow_name") or record.get("name", ""),
		)
		for record in records
		if record.get("doctype") == "Workflow"
	}


def _workflow(record: dict, states: dict[str, tuple[str, str]]) -> Iterator[str]:
	if record.get("name") not in states:
		return
	field, workflow = states[record["name"]]
	if field not in {each["fieldname"] for each in record.get("fields", [])}:
		yield f"Workflow {workflow!r} keeps its state in {field!r}, which is not declared."


def _own_roles(project: Project) -> set[str]:
	"""The roles that the app's fixtures bring."""
	paths = [path for path in project.app_files(".json") if "/fixtures/" in path]
	records = [record for path in paths for record in project.records(path)]
	return {record.get("role_name") or record["name"] for record in records if record["doctype"] == "Role"}


def _roles(record: dict, roles: set[str]) -> Iterator[str]:
	named = {row["role"] for row in record.get("permissions", [])}
	for role in sorted(named - roles):
		yield f"Role {role!r} is in no fixture of the app: Frappe would make it, and no office could hold it."


def _files(project: Project, path: str, record: dict) -> Iterator[str]:
	folder = PurePosixPath(path).parent
	controller = f"{folder}/{folder.name}.py"
	for file in (f"{folder}/__init__.py", controller):
		if file not in project.files:
			yield f"{PurePosixPath(file).name} is missing beside it."
	name = record["name"].replace(" ", "").replace("-", "")
	if controller in project.files and name not in defined(project.tree(controller)):
		yield f"{folder.name}.py has no class {name}."
