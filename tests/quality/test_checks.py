"""Each check catches its sin, and lets the same thing done well pass."""

import pytest

from tools.checks.__main__ import CHECKS, run

PERSON = {
	"doctype": "DocType",
	"name": "Sink Person",
	"module": "Service",
	"autoname": "hash",
	"sort_field": "modified",
	"sort_order": "DESC",
	"fields": [{"fieldname": "community"}, {"fieldname": "mobile"}],
}
DOCTYPE_PATH = "fake/service/doctype/sink_person/sink_person.json"
WORKFLOW = {"doctype": "Workflow", "workflow_name": "Chain", "document_type": "Sink Person"}


@pytest.fixture
def sentences(make_project):
	"""Run one check over files and return what it says, without the paths."""

	def check(name: str, files: dict) -> list[str]:
		return [finding.sentence for finding in run(make_project(files), [name])[name]]

	return check


@pytest.fixture
def code(sentences):
	"""Run one check over one module of the app."""
	return lambda name, text, path="fake/service/work.py": sentences(name, {path: text})


@pytest.fixture
def doctype(sentences):
	"""Run the DocType check over a record that differs from a good one by the keys given."""

	def check(files: dict | None = None, **changes) -> list[str]:
		folder = DOCTYPE_PATH.rpartition("/")[0]
		beside = {f"{folder}/__init__.py": "", f"{folder}/sink_person.py": "class SinkPerson(Document): ..."}
		return sentences("doctypes", {**beside, DOCTYPE_PATH: {**PERSON, **changes}, **(files or {})})

	return check


def test_syntax(sentences):
	code, record = sentences("syntax", {"fake/a.py": "def (:", "fake/b.json": "{,}", "fake/c.py": "x = 1"})
	assert code.startswith("Python cannot read this")
	assert record.startswith("This is no JSON")


def test_sizes(sentences):
	controller = "fake/service/doctype/sink_person/sink_person.py"
	assert sentences("sizes", {controller: "x = 1\n" * 251, "fake/public/js/a.js": "a;\n" * 501}) == [
		"501 lines, 500 is the limit: split it by concern.",
		"251 lines, 250 is the limit: split it by concern.",
	]


def test_size_of_a_function(code):
	body = "	x = 1\n"
	assert code("sizes", f"def long():\n{body * 40}") == ["long has 41 lines, 40 is the limit."]
	assert code("sizes", f"def fits():\n{body * 39}") == []


def test_docstrings(code):
	source = "def said():\n\t'''Say.'''\n\ndef unsaid(): ...\n\ndef _own(): ...\n\ndef execute(): ..."
	assert code("docstrings", source) == ["unsaid has no docstring."]


@pytest.mark.parametrize(
	"line",
	[
		"frappe.get_all('X')",
		"frappe.db.sql('select 1')",
		"frappe.set_user('Administrator')",
		"doc.insert(ignore_permissions=True)",
		"frappe.get_list('X', ignore_permissions=1)",
		"doc.flags.ignore_permissions = True",
		"options = {'ignore_permissions': True}",
		"from frappe import get_all as rows; rows('X')",
	],
)
def test_permissions(code, line):
	(sentence,) = code("permissions", line)
	assert "say why in a comment" in sentence
	assert code("permissions", f"# acts for itself: the scheduler has no user\n{line}") == []
	assert code("permissions", f"{line}  # acts for itself: the scheduler has no user") == []
	assert code("permissions", f"# acts for itself:\n{line}") != []
	assert code("permissions", line, "fake/service/test_work.py") == []


def test_permissions_explained_above_a_statement_of_many_lines(code):
	source = "# acts for itself: only counts\nrows = dict(\n\tfirst=1,\n\trest=frappe.get_all('X'),\n)"
	assert code("permissions", source) == []


def test_transactions_of_controllers(code):
	path = "fake/service/doctype/sink_person/sink_person.py"
	assert len(code("permissions", "frappe.db.commit()\nfrappe.db.rollback()", path)) == 2
	assert code("permissions", "frappe.db.rollback(save_point='one')", path) == []
	assert code("permissions", "frappe.db.commit()", "fake/service/job.py") == []


@pytest.mark.parametrize(
	"source",
	[
		"try:\n\tx()\nexcept:\n\traise",
		"try:\n\tx()\nexcept Exception:\n\tpass",
		"for y in z:\n\ttry:\n\t\tx()\n\texcept (ValueError, BaseException):\n\t\tcontinue",
		"with contextlib.suppress(Exception):\n\tx()",
	],
)
def test_swallowed_errors(code, source):
	assert len(code("errors", source)) == 1


def test_errors_that_are_dealt_with(code):
	assert code("errors", "try:\n\tx()\nexcept ValueError:\n\tpass") == []
	assert code("errors", "try:\n\tx()\nexcept Exception:\n\tfrappe.log_error()") == []


@pytest.mark.parametrize(
	"line",
	[
		"frappe.throw('No')",
		"frappe.throw(f'No {x}')",
		"frappe.msgprint('No {0}'.format(x))",
		"frappe.throw(_(f'No {x}'))",
		"frappe.throw(_('No {0}'.format(x)))",
		"_('No ' + x)",
	],
)
def test_messages_that_cannot_be_translated(code, line):
	assert len(code("errors", line)) == 1


def test_messages_that_can_be_translated(code):
	assert (
		code("errors", "frappe.throw(_('No {0}').format(x), Refused)\nfrappe.throw(reason)\n_(state)") == []
	)


def test_endpoint_without_types(code):
	source = "@frappe.whitelist()\ndef read(self, name, size: int = 1, **rest): ..."
	assert code("endpoints", source) == ["read takes name, rest from the web without a type."]


def test_endpoint_for_guests(code):
	source = "@frappe.whitelist(allow_guest=True)\ndef ask(): ..."
	assert code("endpoints", source) == ["ask is open to guests without @rate_limit."]
	limited = source.replace("def", "@rate_limit(limit=5, seconds=60)\ndef")
	assert code("endpoints", limited) == []


@pytest.mark.parametrize(
	"write",
	[
		"doc.save()",
		"frappe.get_doc(values).insert()",
		"frappe.db.set_value('X', 'a', 'b', 1)",
		"frappe.enqueue('x')",
		"helper()",
	],
)
def test_endpoint_that_writes_on_get(code, write):
	source = f"def helper():\n\tfrappe.delete_doc('X', 'a')\n\n@frappe.whitelist()\ndef act():\n\t{write}"
	(sentence,) = code("endpoints", source)
	assert sentence.startswith("act writes (")
	assert code("endpoints", source.replace("whitelist()", 'whitelist(methods=["POST"])')) == []
	assert code("endpoints", source.replace("whitelist()", 'whitelist(methods=["GET", "POST"])')) != []


def test_endpoint_that_only_reads(code):
	source = "@whitelist()\ndef read():\n\tnames.insert(0, 'a')\n\tfrappe.cache.set_value('a', 1)"
	assert code("endpoints", f"from frappe import whitelist\n{source}") == []


def test_templates(sentences):
	files = {
		"fake/www/a.html": "<p>{{ name | safe }}</p>\n<p>{{ name }} | safe</p>",
		"fake/b.json": {"doctype": "Print Format", "html": "{%- autoescape false %}"},
		"fake/c.html": '<p>{{ doc.words or "" | e }}</p>\n<p>{{ (doc.words or "") | e }}</p>',
	}
	assert len(sentences("templates", files)) == 3


def test_doctype_that_is_right(doctype):
	assert doctype() == []


@pytest.mark.parametrize(
	("changes", "words"),
	[
		({"name": "Person"}, "must start with 'Sink '"),
		({"module": "Elsewhere"}, "'Elsewhere' does not stand in modules.txt"),
		({"autoname": "naming_series:"}, "autoname 'naming_series:'"),
		({"autoname": "PER-.####"}, "autoname 'PER-.####'"),
		({"sort_field": ""}, "sort_field not set"),
		({"show_title_field_in_link": 1}, "tells anybody a person's name"),
		({"allow_rename": 1}, "allow_rename"),
		({"row_format": "Dynamic"}, "row_format is unknown"),
		({"fields": [{"fieldname": "a", "link_filters": "[]"}]}, "link_filters on a is unknown"),
		({"fields": [{"fieldname": "mobile", "in_global_search": 1}]}, "in_global_search on mobile"),
	],
)
def test_doctype_that_breaks_a_convention(doctype, changes, words):
	# A record with another name also lacks its controller's class.
	sentence, *_ = doctype(**changes)
	assert words in sentence


def test_doctype_with_a_chain_declares_its_state(doctype):
	workflow = {"fake/workflows/chain.json": WORKFLOW}
	assert doctype(workflow) == [
		"Workflow 'Chain' keeps its state in 'workflow_state', which is not declared."
	]
	assert doctype(workflow, fields=[{"fieldname": "workflow_state"}]) == []


def test_doctype_read_by_roles_that_nobody_holds(doctype):
	role = {"doctype": "Role", "name": "Sink Clerk", "role_name": "Sink Clerk"}
	rows = [{"role": "Sink Clerk", "read": 1}, {"role": "System Manager", "read": 1}]
	[sentence] = doctype(permissions=rows)
	assert "Role 'Sink Clerk' is in no fixture" in sentence
	assert doctype({"fake/fixtures/role.json": [role]}, permissions=rows) == []


def test_doctype_without_a_controller(sentences):
	found = sentences("doctypes", {DOCTYPE_PATH: PERSON})
	assert found == ["__init__.py is missing beside it.", "sink_person.py is missing beside it."]


def test_doctype_whose_controller_has_another_name(doctype):
	controller = DOCTYPE_PATH.replace(".json", ".py")
	assert doctype({controller: "class Person(Document): ..."}) == ["sink_person.py has no class SinkPerson."]


HOOKS = '''\
"""Wiring."""
from fake.access import query
after_install = "fake.service.work.install"
before_uninstall = "fake.service.work.gone"
app_include_js = "desk.bundle.js"
doctype_js = {"User": "public/js/user.js"}
has_permission = {name: "fake.service.work.Rule" for name in query.names}
key = lambda row: row
def helper(): ...
'''


def test_wiring(sentences):
	work = "def install(): ...\nclass Rule: ..."
	only_assigns = "hooks.py only assigns: put what works into a module it names."
	assert sentences("wiring", {"fake/hooks.py": HOOKS, "fake/service/work.py": work}) == [
		"fake.service.work.gone names nothing in the app.",
		"desk.bundle.js: no such bundle in fake/public.",
		"public/js/user.js: no such file in fake.",
		only_assigns,
		only_assigns,
	]


def test_patches(sentences):
	patches = "[pre_model_sync]\n# first\nfake.patches.one #2026-11-22\n\nfake.patches.two\nexecute:x()\n"
	files = {"fake/patches.txt": patches, "fake/patches/one.py": "def execute(): ..."}
	assert sentences("wiring", files) == ["fake.patches.two has no function execute."]


def test_workspaces(sentences):
	content = '[{"type": "header", "data": {"text": "<b>%s</b>"}}]'
	record = {"doctype": "Workspace", "name": "Community", "content": content % "Today"}
	assert len(sentences("workspaces", {"fake/a.json": record})) == 1
	assert sentences("workspaces", {"fake/a.json": {**record, "content": content % "今天"}}) == []


def test_engines(sentences):
	files = {DOCTYPE_PATH: PERSON, "fake/service/rule.py": "DOCTYPE = 'Sink Person'"}
	assert sentences("engines", files) == []
	assert sentences("engines", {**files, "fake/access/rule.py": "DOCTYPE = 'Sink Person'"}) == [
		"The engine access names 'Sink Person', which belongs to service."
	]


# Written in two parts, or this very file would be a finding.
@pytest.mark.parametrize(
	("line", "words"),
	[
		("log = '/ho" + "me/somebody/bench/logs'", "place of one machine"),
		("cd /ro" + "ot/bench", "place of one machine"),
		("index = 'https://py" + "pi.org/simple'", "host of a registry"),
		("https://mir" + "ror.example.org/debian", "host of a registry"),
		('  "resolved"' + ': "x"', "lock file with addresses"),
		("-----BEGIN " + "RSA PRIVATE KEY-----", "secret"),
		("db_pass" + "word = 'kX93jf82jd'", "secret"),
		("https://user:pass" + "word@example.org", "secret"),
		("id = '11010519491231" + "002X'", "id number"),
	],
)
def test_committed(sentences, line, words):
	(sentence,) = sentences("committed", {"docs/notes.md": line})
	assert words in sentence


@pytest.mark.parametrize(
	"line",
	[
		"/home/frappe/frappe-bench is the official place",
		"the packages come from PyPI and npm",
		"password = secrets.token_urlsafe(24)",
		"masked as 4201**********1234; 420106199013011234 has no such month",
		"https://example.org/home/page/index",
	],
)
def test_committed_lines_that_may_be(sentences, line):
	assert sentences("committed", {"docs/notes.md": line}) == []


def test_committed_names_the_index_of_this_machine(sentences, monkeypatch):
	monkeypatch.setenv("PIP_INDEX_URL", "https://packages.office.example/simple")
	assert sentences("committed", {"docs/notes.md": "see packages.office.example"}) == [
		"Names a place of one machine."
	]


def test_command_line(make_project, run_tool):
	project = make_project({"fake/work.py": "frappe.get_all('X')"})
	done = run_tool("checks", project)
	assert done.returncode == 1
	assert done.stdout.startswith("fake/work.py:1: frappe.get_all passes")
	assert done.stdout.splitlines()[-1].startswith("1 findings: ")
	assert all(f"{name} " in done.stdout for name in CHECKS)
	assert run_tool("checks", project, "--only", "sizes").returncode == 0
