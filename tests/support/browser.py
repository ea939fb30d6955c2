"""People at a browser: each has a Chromium context of their own, a desk or a phone before them."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
	BrowserContext,
	ConsoleMessage,
	Error,
	Locator,
	Page,
	Playwright,
	Response,
	TimeoutError,
	expect,
)

PATIENCE = 30_000  # milliseconds
# how long each try to choose in a Link field may take, in milliseconds
OFFERED_WITHIN = (10_000, PATIENCE)
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
	"viewport": {"width": 390, "height": 844},
	"device_scale_factor": 2,
	"is_mobile": True,
	"has_touch": True,
}
# Chromium asks its maker's servers for nothing, and root may start it
QUIET = (
	*("--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server"),
	*("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
# what a browser says when it leaves a page in the middle of a request
LEFT_BEHIND = ("net::ERR_ABORTED", "net::ERR_NETWORK_IO_SUSPENDED")
# the framework selects a number 0.1 s after its box was entered, also when the box is gone by then
TOO_LATE = "document.activeElement.select is not a function"
# what the Desk says of an answer that refuses
REFUSAL = re.compile(r"status of 4\d\d|PermissionError|RecordMovedOn|script error: undefined$")

expect.set_options(timeout=PATIENCE)


def launch(playwright: Playwright):
	"""Debian's Chromium, without a window."""
	program = shutil.which("chromium")
	if not program:
		raise LookupError("chromium is not on the PATH; `make up` installs it.")
	return playwright.chromium.launch(
		executable_path=program, args=list(QUIET), chromium_sandbox=os.getuid() != 0
	)


class Person:
	"""Somebody at a browser. `troubles` is what went wrong on their pages without anybody saying so."""

	def __init__(self, context: BrowserContext, name: str):
		self.name = name
		self.context = context
		self.page: Page = context.new_page()
		self.troubles: list[str] = []
		self.page.set_default_timeout(PATIENCE)
		self.page.on("pageerror", self._note_script_error)
		self.page.on("console", lambda line: line.type == "error" and self._note_complaint(line))
		self.page.on("requestfailed", self._note_failed_request)
		self.page.on("response", self._note_server_error)

	def _note(self, trouble: str) -> None:
		self.troubles.append(f"{self.name} at {self.page.url}: {trouble}")

	def _note_script_error(self, error: Error) -> None:
		if TOO_LATE not in error.message:
			self._note(f"script error: {error}")

	def _note_complaint(self, line: ConsoleMessage) -> None:
		self._note(f"console: {line.text} ({line.location['url']})")

	def _note_failed_request(self, request) -> None:
		if request.failure not in LEFT_BEHIND:
			self._note(f"request failed: {request.method} {request.url}: {request.failure}")

	def _note_server_error(self, response: Response) -> None:
		if response.status >= 500:
			self._note(f"answer {response.status}: {response.request.method} {response.url}")

	@contextmanager
	def expecting_refusals(self) -> Iterator[None]:
		"""Inside, the site may refuse what is asked; the browser's complaints about it are no trouble."""
		before = len(self.troubles)
		yield
		told = self.troubles[before:]
		self.troubles[before:] = [each for each in told if not REFUSAL.search(each)]

	def log_in(self, user: str, password: str) -> None:
		"""Log in without the form."""
		reply = self.context.request.post("/api/method/login", form={"usr": user, "pwd": password})
		assert reply.ok, f"{user} cannot log in: {reply.status} {reply.text()[:300]}"

	def log_in_by_form(self, user: str, password: str) -> None:
		"""Log in as people do, on the login page that is open."""
		self.page.locator("#login_email").fill(user)
		self.page.locator("#login_password").fill(password)
		self.page.locator(".form-login .btn-login").click()

	def open(self, path: str) -> None:
		"""Go to a page of the site and wait until it has settled."""
		self.page.goto(path)
		self.settle()

	def settle(self) -> None:
		"""Wait until the page asks the site for nothing more and shows no busy sign."""
		self.page.wait_for_load_state("load")
		self.page.wait_for_function(
			"""() => {
				const idle = !window.jQuery || jQuery.active === 0;
				const busy = document.querySelector("#freeze.in, body[data-ajax-state='triggered']");
				return idle && !busy && document.fonts.status === "loaded";
			}"""
		)
		try:
			self.page.wait_for_load_state("networkidle", timeout=3000)
		except Error:
			# the realtime connection may be polling
			pass

	def open_desk(self, path: str = "") -> None:
		"""Go to a page of the Desk."""
		self.open(f"/app/{path}")
		expect(self.page.locator(".navbar")).to_be_visible()

	def open_form(self, doctype: str, name: str) -> None:
		"""Open a record in the Desk and wait for its form."""
		self.open(f"/app/{slug(doctype)}/{name}")
		expect(self.form).to_be_visible()

	@property
	def form(self) -> Locator:
		return self.page.locator(".page-container:visible .form-layout").first

	@property
	def dialog(self) -> Locator:
		"""The dialog that lies on top."""
		return self.page.locator(".modal.show .modal-content").last

	def act(self, action: str) -> None:
		"""Take a step of the record's chain from the Actions menu; `action` as it is shown."""
		self.page.locator(".page-container:visible .actions-btn-group button").click()
		menu = self.page.locator(".page-container:visible .actions-btn-group .dropdown-menu")
		menu.get_by_text(action, exact=True).click()

	def fill_link(self, where: Locator, text: str) -> None:
		"""Type into a Link field and take the first of what it offers that holds the text."""
		offered = self.page.locator(".awesomplete ul:not([hidden]) li").filter(has_text=text).first
		for patience in OFFERED_WITHIN:
			# a form that is drawn anew in the midst forgets what was typed
			where.click()
			where.fill("")
			where.fill(text)
			try:
				offered.click(timeout=patience)
				break
			except TimeoutError:
				if patience == OFFERED_WITHIN[-1]:
					raise
		self.settle()

	def text(self) -> str:
		"""All text the page shows."""
		return self.page.locator("body").inner_text()

	def picture(self, path: Path) -> None:
		"""What the screen shows, as PNG."""
		path.parent.mkdir(parents=True, exist_ok=True)
		self.page.screenshot(path=path, animations="disabled", caret="hide")


def slug(doctype: str) -> str:
	"""The DocType's part of an address in the Desk."""
	return doctype.lower().replace(" ", "-")
