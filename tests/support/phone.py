"""The member's page as a thumb uses it: everything is found by the words that stand on it."""

from playwright.sync_api import Locator, expect

from tests.support.browser import Person
from tests.support.words import zh

# a small phone, in pixels
NARROW = {"width": 360, "height": 740}


class Phone:
	"""The page /sink on a person's phone."""

	def __init__(self, person: Person):
		self.person = person
		self.page = person.page

	def home(self) -> None:
		"""Open the page where it begins."""
		self.person.open("/sink")
		expect(self.page.locator(".person h1")).to_be_visible()

	def entry(self, kind: str) -> Locator:
		"""What the home page says of one kind of registration."""
		return self.page.locator("article.entry").filter(has_text=kind)

	def go_on(self, kind: str) -> None:
		"""Open the form of one kind of registration."""
		self.entry(kind).get_by_role("link").click()
		expect(self.page.locator("form")).to_be_visible()
		self.person.settle()

	def unfold(self) -> None:
		"""Open all parts of the form that are folded."""
		for fold in self.page.locator("details.fold:not([open]) > summary").all():
			fold.tap()

	def fill(self, label: str, text: str) -> None:
		self.page.get_by_label(label).first.fill(text)

	def field(self, label: str) -> Locator:
		"""A field whose choices are pressed, by its label."""
		return self.page.locator(".field").filter(has=self.page.locator(".label", has_text=label))

	def press(self, label: str, *choices: str) -> None:
		"""Press choices of a field; one that is not in sight is searched for."""
		field = self.field(label)
		for choice in choices:
			chip = field.get_by_role("button", name=choice)
			if not chip.count():
				field.get_by_role("searchbox").fill(choice)
			chip.first.tap()

	def accept_notices(self) -> None:
		"""Read both notices, and tick them."""
		for notice in self.page.locator(".notice-box").all():
			notice.locator("summary").tap()
			notice.get_by_role("checkbox").check()

	def send(self, button: str) -> None:
		"""Press one of the buttons below the form and wait for what it leads to."""
		self.page.locator(".actions").get_by_role("button", name=button).tap()
		self.person.settle()

	def submit(self) -> None:
		"""Submit the form; the page goes home."""
		self.send(zh("Submit to Unit"))
		expect(self.page.locator(".person h1")).to_be_visible()
