"""Where the pictures and stylesheets of a print may come from.

WeasyPrint asks a fetcher for every address it meets. Nothing comes from the network and nothing by a path on
the server: a fetcher answers for the addresses it knows and refuses the others; the print goes on without.
"""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import DataHandler, Request

try:
	from weasyprint.urls import URLFetcher, URLFetcherResponse
except ImportError:
	# WeasyPrint before 68 takes any callable that returns a dict.
	URLFetcher, URLFetcherResponse = object, None

# Relative addresses need a base to stand on; this name cannot exist in any network.
BASE_URL = "http://print.invalid/"
LARGEST_FILE = 20 * 1024 * 1024


class Refused(ValueError):
	"""An address a print may not read."""


class Fetcher(URLFetcher):
	"""Answers WeasyPrint with the files that `locate` allows, and with data: addresses.

	:param locate: takes the decoded path of an address on this site and returns the file to read,
		or raises Refused, or OSError if there is none
	:param hosts: names this site is reached under, besides relative addresses
	"""

	def __init__(self, locate: Callable[[str], Path], hosts: tuple[str, ...] = ()):
		super().__init__()
		self.locate = locate
		self.hosts = (urlsplit(BASE_URL).netloc, *hosts)

	def __call__(self, url: str):
		return self.fetch(url)

	def fetch(self, url: str, headers=None):
		"""Return what WeasyPrint asked for.

		:raises Refused: if the address is not allowed; WeasyPrint logs it and leaves the picture out
		"""
		content, mime_type = self.read(url)
		if URLFetcherResponse:
			return URLFetcherResponse(url, content, {"Content-Type": mime_type})
		return {"string": content, "mime_type": mime_type}

	def read(self, url: str) -> tuple[bytes, str]:
		"""Return the bytes and the MIME type behind an address."""
		if url[:5].lower() == "data:":
			response = DataHandler().data_open(Request(url))
			return response.read(), response.headers.get_content_type()
		path = self.file(url)
		if path.stat().st_size > LARGEST_FILE:
			raise Refused(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB")
		return path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"

	def file(self, url: str) -> Path:
		"""Return the file on disk that an address of this site stands for."""
		parts = urlsplit(urljoin(BASE_URL, url))
		if parts.scheme not in ("http", "https") or parts.netloc not in self.hosts:
			raise Refused("only files of this site are printed")
		path = unquote(parts.path)
		if "\0" in path or "\\" in path or ".." in path.split("/"):
			raise Refused("the address leaves its folder")
		return self.locate(path)


def nothing(path: str) -> Path:
	"""Refuse every file: for prints made outside a site."""
	raise Refused("this print has no files")
