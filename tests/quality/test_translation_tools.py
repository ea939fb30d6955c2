"""What needs a translation is found, and what is wrong with a translation is said."""

import json

import pytest

from tools.translations import catalogue
from tools.translations.__main__ import findings
from tools.translations.catalogue import Row
from tools.translations.messages import markup_texts, messages, needs_translation

DOCTYPE = {
	"doctype": "DocType",
	"name": "Sink Visit",
	"description": "A call at a home",
	"fields": [
		{"fieldname": "kind", "label": "Kind", "fieldtype": "Select", "options": "\nFirst\nLater\n1"},
		{"fieldname": "area", "label": "Area", "fieldtype": "Link", "options": "Sink Area"},
		{"fieldname": "help", "fieldtype": "HTML", "options": "<p>Ask first</p>", "description": "Read it"},
	],
	"permissions": [{"role": "Sink Member"}],
}
WORKFLOW = {
	"doctype": "Workflow",
	"workflow_name": "Visit Chain",
	"states": [{"state": "Open", "allow_edit": "Sink Member", "message": "Do it"}],
	"transitions": [{"action": "Close", "allowed": "Sink Captain"}],
}
PRINT_FORMAT = {"doctype": "Print Format", "name": "Visit Sheet", "html": "<b>{{ _('Seen by') }}</b>"}
WORKSPACE = {
	"doctype": "Workspace",
	"label": "My Day",
	"links": [{"label": "Waiting"}],
	"content": json.dumps([{"type": "paragraph", "data": {"text": "Start here"}}]),
}


@pytest.fixture
def texts(make_project):
	"""The texts found in some files, modules.txt left out."""
	return lambda files: {each.text for each in messages(make_project({"fake/modules.txt": "", **files}))}


def test_python(texts):
	source = "_('One')\nfrappe._('Two ' 'parts')\n_('Open', context='a shop')\n_(state)\nother('Three')"
	assert texts({"fake/a.py": source, "fake/test_a.py": "_('Test')"}) == {"One", "Two parts", "Open"}


def test_half_width_punctuation_is_translated_too(texts):
	source = "_(', ').join(names)\n_('{0}: {1}')\n_(' and ')\n_('{0} {1}')\n_('、')\n_('{0}/{1}')"
	assert texts({"fake/a.py": source}) == {",", "{0}: {1}", "and"}


def test_python_context(make_project):
	(message,) = messages(make_project({"fake/modules.txt": "", "fake/a.py": "_('Open', context='a shop')"}))
	assert (message.text, message.context, message.place) == ("Open", "a shop", "fake/a.py:1")


@pytest.mark.parametrize(
	("source", "expected"),
	[
		("__('One')", ("One", "")),
		('__( "It\'s" )', ("It's", "")),
		("__('One ' +\n\t'line')", ("One line", "")),
		(r"__('a \'b\' \n')", ("a 'b' \n", "")),
		("__('{0} of {1}', [done, all])", ("{0} of {1}", "")),
		("__('Open', null, 'a shop')", ("Open", "a shop")),
		("__('Open', [x], 'a shop')", ("Open", "a shop")),
		("{{ _('Open', context='a shop') }}", ("Open", "a shop")),
		("{{ frappe._('Open') }}", ("Open", "")),
	],
)
def test_scripts_and_templates(source, expected):
	assert list(markup_texts(source)) == [expected]


@pytest.mark.parametrize("source", ["lodash._('x')", "call('x')", "my__('x')", "__(state)"])
def test_scripts_that_translate_nothing(source):
	assert list(markup_texts(source)) == []


def test_doctype(texts):
	expected = {
		"Sink Visit",
		"A call at a home",
		"Kind",
		"First",
		"Later",
		"Area",
		"<p>Ask first</p>",
		"Read it",
	}
	assert texts({"fake/visit.json": DOCTYPE}) == expected | {"Sink Member"}


def test_other_records(texts):
	files = {
		"fake/workflow.json": WORKFLOW,
		"fake/print.json": PRINT_FORMAT,
		"fake/workspace.json": WORKSPACE,
		"fake/fixtures/role.json": json.dumps([{"doctype": "Role", "role_name": "Sink Guest"}]),
	}
	chain = {"Visit Chain", "Open", "Sink Member", "Do it", "Close", "Sink Captain"}
	shown = {"Visit Sheet", "Seen by", "My Day", "Waiting", "Start here", "Sink Guest"}
	assert texts(files) == chain | shown


def test_modules_are_shown(texts):
	assert texts({"fake/modules.txt": "Joint Projects\n"}) == {"Joint Projects"}


@pytest.mark.parametrize(
	"text", ["12", "{0}%", "下沉 App", "eval:doc.x", "https://example.org", "/app/x", "12px"]
)
def test_texts_that_need_no_row(text):
	assert not needs_translation(text.replace("{0}", ""))


@pytest.mark.parametrize(
	("translation", "fault"),
	[
		("", "not translated"),
		("Saved {0}", "is the English text"),
		("已保存", "the placeholders differ"),
		("已保存{1}", "the placeholders differ"),
		("已保存,{0}", "half-width punctuation"),
		("已保存{0}吗?", "half-width punctuation"),
		("{0}:已保存", "half-width punctuation"),
		("{0}已保存(共享)", "half-width punctuation"),
		("{0}保存中...", "half-width punctuation"),
	],
)
def test_faulty_rows(translation, fault):
	(sentence,) = catalogue.faults([Row("Saved {0}", translation)])
	assert fault in sentence


@pytest.mark.parametrize(
	"translation", ["已保存{0}。", "于 12:30 保存 {0}", "<b style='a:b'>保存</b>{0}", "{0}（共享）"]
)
def test_right_rows(translation):
	assert list(catalogue.faults([Row("Saved {0}", translation)])) == []


def test_a_mended_text_may_leave_out_what_frappe_fills_in():
	mended = {("Saved {0}", "")}
	assert list(catalogue.faults([Row("Saved {0}", "已保存")], mended)) == []
	(sentence,) = catalogue.faults([Row("Saved {0}", "已保存{1}")], mended)
	assert "the placeholders differ" in sentence


def test_rows_in_disorder():
	twice = [Row("B", "乙"), Row("A", "甲"), Row("A", "甲二"), Row("A", "甲三", "context")]
	assert list(catalogue.faults(twice)) == [
		"'A' has 2 rows.",
		"The rows are not sorted: python3 -m tools.translations --sort",
	]


def test_row_that_frappe_would_drop(tmp_path):
	path = tmp_path / "zh.csv"
	path.write_text("a,b,c,d\n", encoding="utf-8")
	with pytest.raises(ValueError, match="2 or 3 columns, not 4"):
		catalogue.read(path)


def test_findings(make_project):
	project = make_project(
		{
			"fake/modules.txt": "",
			"fake/a.py": "_('New')\n_('Known')",
			"fake/translations/zh.csv": "Frappe's,框架\nGone,没有了\nKnown,已知\n",
			"tools/framework_strings.txt": "# ours\nFrappe's\n",
		}
	)
	assert findings(project) == ["fake/a.py:1: 'New' has no row.", "'Gone': stale, no source has it."]


def test_missing_rows_are_printed_and_sorted_in(make_project, run_tool):
	files = {"fake/modules.txt": "", "fake/a.py": "_('B, b')\n_('C', context='x')"}
	project = make_project({**files, "fake/translations/zh.csv": "D,丁\nA,甲\n"})
	printed = run_tool("translations", project, "--missing").stdout
	assert printed == '"B, b",\nC,,x\n'
	path = project.root / "fake/translations/zh.csv"
	path.write_text(path.read_text(encoding="utf-8") + printed, encoding="utf-8")
	assert run_tool("translations", project, "--sort").returncode == 0
	assert path.read_text(encoding="utf-8") == 'A,甲\n"B, b",\nC,,x\nD,丁\n'
	assert run_tool("translations", project).returncode == 1
