"""A step runs once for the same inputs; a killed or failed one runs again."""

import threading
from pathlib import Path

import pytest

from devbench.failures import Failure
from devbench.steps import Step, Steps


class Recorder:
	"""Makes steps that note their runs."""

	def __init__(self, folder: Path):
		self.folder = folder
		self.ran: list[str] = []
		self.key = "a"

	def step(self, name: str, **more) -> Step:
		def make():
			self.ran.append(name)

		return Step(name, name, **({"make": make, "key": lambda: self.key} | more))


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
	return Recorder(tmp_path)


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
	return Steps(tmp_path)


def test_runs_once_for_the_same_inputs(recorder: Recorder, steps: Steps):
	steps.run([recorder.step("one")])
	steps.run([recorder.step("one")])
	assert recorder.ran == ["one"]


def test_runs_again_for_other_inputs(recorder: Recorder, steps: Steps):
	steps.run([recorder.step("one")])
	recorder.key = "b"
	steps.run([recorder.step("one")])
	assert recorder.ran == ["one", "one"]


def test_runs_again_when_what_it_made_is_gone(recorder: Recorder, steps: Steps, tmp_path: Path):
	made = tmp_path / "made"
	step = recorder.step("one", make=lambda: (made.touch(), recorder.ran.append("one")), outputs=(made,))
	steps.run([step])
	made.unlink()
	steps.run([step])
	assert recorder.ran == ["one", "one"]


def test_keeps_the_order_asked_for(recorder: Recorder, steps: Steps):
	last = recorder.step("last", after=("middle",))
	middle = recorder.step("middle", after=("first",))
	steps.run([last, middle, recorder.step("first")])
	assert recorder.ran == ["first", "middle", "last"]


def test_independent_steps_run_side_by_side(recorder: Recorder, steps: Steps):
	both = threading.Barrier(2, timeout=5)
	steps.run([recorder.step("one", make=both.wait), recorder.step("two", make=both.wait)])


def test_a_failing_step_keeps_those_after_it_from_running(recorder: Recorder, steps: Steps):
	def fail():
		raise Failure("It broke.")

	first = recorder.step("first", make=fail)
	with pytest.raises(Failure, match="It broke"):
		steps.run([first, recorder.step("second", after=("first",))])
	assert recorder.ran == []


def test_a_failed_step_discards_what_it_left_and_runs_again(recorder: Recorder, steps: Steps):
	def fail():
		raise Failure("It broke.")

	discarded = []
	with pytest.raises(Failure):
		steps.run([recorder.step("one", make=fail)])
	steps.run([recorder.step("one", discard=lambda: discarded.append(True))])
	assert recorder.ran == ["one"]
	assert discarded == [True]


def test_a_finished_step_discards_nothing_before_its_next_run(recorder: Recorder, steps: Steps):
	discarded = []
	step = recorder.step("one", discard=lambda: discarded.append(True))
	steps.run([step])
	recorder.key = "b"
	steps.run([step])
	assert discarded == []


def test_only_what_was_done_is_reported(recorder: Recorder, steps: Steps, capsys: pytest.CaptureFixture):
	quiet = Step("quiet", "Quiet", lambda: False)
	busy = Step("busy", "Busy", lambda: True)
	steps.run([quiet, busy, recorder.step("one")])
	steps.run([quiet, recorder.step("one")])
	assert sorted(line.split()[0] for line in capsys.readouterr().out.splitlines()) == ["Busy", "one"]
