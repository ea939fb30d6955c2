"""What can stop a print. The engine knows no language; `documents` puts these into the user's words."""


class PrintError(Exception):
	"""A print that cannot be made as asked."""


class TooLarge(PrintError):
	"""The print has more pieces than one PDF may have.

	:param size: how many elements and lines of text the page has
	:param limit: how many it may have
	"""

	def __init__(self, size: int, limit: int):
		super().__init__(f"The print has {size} elements and lines, one PDF may have {limit}.")
		self.size = size
		self.limit = limit


class BadPaper(PrintError):
	"""The paper's size or margins leave no room to print on."""
