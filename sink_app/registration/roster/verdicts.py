"""What became of the rows of a roster."""

from dataclasses import dataclass, field

ADDED, KEPT, WRONG = "Added", "Kept Already", "Wrong"


@dataclass(slots=True)
class Verdict:
	row: int
	"""The row's number in its sheet."""
	name: str
	result: str
	reasons: list[str] = field(default_factory=list)
	wrong_columns: list[str] = field(default_factory=list)
	is_forwarded: bool = False
	sheet: str = ""
	"""The sheet's title where a workbook has rosters on several."""

	@property
	def place(self) -> str:
		"""Where the row stands, in a sentence."""
		return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)
