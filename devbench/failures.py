"""What may go wrong, said in one sentence."""


class Failure(Exception):
	"""A condition the user can act on. Its text is one clear sentence; it is shown without a traceback."""
