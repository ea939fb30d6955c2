"""A print reads the files it is given, and nothing else."""

import base64
import logging

import pytest

from sink_app.pdf import engine
from sink_app.pdf.sources import Fetcher, Refused, nothing

DOT = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


@pytest.fixture
def fetcher(tmp_path):
	"""A fetcher for one folder, reached as http://office.example as well."""
	(tmp_path / "files").mkdir()
	(tmp_path / "files" / "公章.png").write_bytes(DOT)
	return Fetcher(lambda path: tmp_path / path[1:], ("office.example",))


@pytest.mark.parametrize("base", ["", "http://print.invalid", "http://office.example"])
def test_a_file_of_the_site_is_read(fetcher, base):
	assert fetcher.read(f"{base}/files/%E5%85%AC%E7%AB%A0.png?v=1") == (DOT, "image/png")


@pytest.mark.parametrize(
	"url",
	[
		"file:///etc/passwd",
		"http://elsewhere.example/files/x.png",
		"http://169.254.169.254/latest/meta-data",
		"http://office.example:8080/files/x.png",
		"ftp://office.example/files/x.png",
		"/files/%2e%2e/%2e%2e/etc/passwd",
		"/files/..%5c..%5cpasswd",
		"/files/x%00.png",
	],
)
def test_other_addresses_are_refused(url):
	reached = []
	with pytest.raises(Refused):
		Fetcher(reached.append, ("office.example",)).read(url)
	assert not reached


def test_plain_dots_end_at_the_sites_root_as_in_a_browser():
	reached = []

	def locate(path):
		reached.append(path)
		raise Refused("no such folder")

	with pytest.raises(Refused):
		Fetcher(locate).read("/files/../../../etc/passwd")
	assert reached == ["/etc/passwd"]


def test_a_print_outside_a_site_has_no_files():
	with pytest.raises(Refused):
		Fetcher(nothing).read("/files/x.png")


def test_a_picture_in_the_page_itself_needs_no_file():
	url = "data:image/png;base64," + base64.b64encode(DOT).decode()
	assert Fetcher(nothing).read(url) == (DOT, "image/png")


def test_a_broken_picture_is_left_out_and_told(fetcher, printed, caplog, tmp_path):
	(tmp_path / "files" / "broken.png").write_bytes(b"no picture")
	page = "".join(
		f'<p>第{number}行<img src="{url}"></p>'
		for number, url in enumerate(
			["/files/gone.png", "/files/broken.png", "http://elsewhere.example/a.png"]
		)
	)
	with caplog.at_level(logging.WARNING, "sink_app.pdf.engine"):
		done = printed(engine.render(page, fetcher=fetcher))
	assert "第0行第1行第2行" in done.text
	told = " ".join(record.getMessage() for record in caplog.records)
	assert all(name in told for name in ("gone.png", "broken.png", "elsewhere.example"))


def test_only_the_print_that_fails_is_told_of_it(caplog):
	with caplog.at_level(logging.WARNING):
		engine.render("<img src='/files/gone.png'>", log=logging.getLogger("first"))
		engine.render("<p>whole</p>", log=logging.getLogger("second"))
	assert {record.name for record in caplog.records if record.levelno == logging.WARNING} == {"first"}
