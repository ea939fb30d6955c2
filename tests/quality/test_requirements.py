"""The report says of every duty which tests prove it, and counts none that did not run."""

import pytest

from tools.requirements import OUTCOMES, Proof, outcomes, read_results, report, unknown, written_tests

RESULTS = """
<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_org_01_keeps"/>
<testcase classname="tests.test_a.TestChain" name="test_org_02_sends[one]"/>
<testcase classname="tests.test_a.TestChain" name="test_org_02_sends[two]"><failure/></testcase>
<testcase classname="tests.test_a" name="test_org_03_waits"><skipped/></testcase>
<testcase classname="tests.test_gone" name="test_org_05_deleted"/>
<testcase classname="tests.test_a" name="test_org_06_breaks"><error/></testcase>
</testsuite></testsuites>
"""
TESTS = """
def test_org_01_keeps(): ...
class TestChain:
	def test_org_02_sends(self): ...
def test_org_03_waits(): ...
def test_org_04_org_01_both(): ...
def test_org_06_breaks(): ...
def test_org_99_no_such_duty(): ...
def test_http_404_is_no_duty(): ...
"""
IDS = [f"ORG-0{number}" for number in range(1, 8)]


@pytest.fixture
def project(make_project):
	"""A project with seven duties, a test file and the results of a run."""
	return make_project(
		{
			"docs/requirements.csv": "id,quote\n" + "".join(f"{each},x\n" for each in IDS),
			"tests/test_a.py": TESTS,
			".bench/test-results/all.xml": RESULTS.strip(),
		}
	)


def test_report(project, run_tool):
	done = run_tool("requirements", project)
	assert done.returncode == 1
	assert done.stdout.splitlines() == [
		"ORG-01 unrun test_org_04_org_01_both",
		"ORG-02 fail test_org_02_sends",
		"ORG-03 skip test_org_03_waits",
		"ORG-04 unrun test_org_04_org_01_both",
		"ORG-05 none",
		"ORG-06 fail test_org_06_breaks",
		"ORG-07 none",
		"0 of 7",
	]
	assert "test_org_99_no_such_duty names ORG-99" in done.stderr


def test_proved_when_all_its_tests_passed(project):
	(project.root / ".bench/test-results/more.xml").write_text(
		'<testsuite><testcase classname="tests.test_a" name="test_org_04_org_01_both"/></testsuite>'
	)
	results = read_results(sorted((project.root / ".bench/test-results").glob("*.xml")))
	lines = list(report(outcomes(IDS, list(written_tests(project)), results)))
	assert lines[0] == "ORG-01 pass test_org_01_keeps, test_org_04_org_01_both"
	assert lines[-1] == "2 of 7"


def test_tests_of_mixins_are_those_of_the_classes_that_use_them(make_project):
	source = """
class Shared:
	def test_org_01_a(self): ...
class Real(FrappeTestCase):
	def test_org_02_b(self): ...
"""
	project = make_project({"fake/test_x.py": source})
	assert list(written_tests(project)) == [Proof("fake.test_x", "test_org_02_b")]


def test_ids_in_names():
	assert Proof("m", "test_org_01_reg_12_both").ids == ["ORG-01", "REG-12"]
	assert list(unknown(["ORG-01"], [Proof("m", "test_http_404"), Proof("m", "test_org_01_x")])) == []
	assert OUTCOMES[0] == "fail"


def test_a_project_without_results(make_project, run_tool):
	project = make_project({"docs/requirements.csv": "id\nORG-01\n"})
	done = run_tool("requirements", project)
	assert (done.returncode, done.stdout) == (0, "ORG-01 none\n0 of 1\n")
	assert "run make test first" in done.stderr
