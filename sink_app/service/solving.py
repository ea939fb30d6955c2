"""The solver, fetched only when something is to be solved: nothing else in the app pays for it."""

from dataclasses import dataclass

import frappe
from frappe import _

SEED = 20260401


class SolverMissing(frappe.ValidationError):
	"""OR-Tools is not installed on this bench."""


@dataclass(frozen=True)
class Verdict:
	"""How a search ended: whether there are values, whether nothing better exists, and by what bound."""

	solver: object
	status: str
	has_values: bool
	is_proven: bool
	objective: float
	bound: float
	seconds: float


def cp_model():
	"""OR-Tools' module for models; raises SolverMissing where it is not installed."""
	try:
		from ortools.sat.python import cp_model as module
	except ImportError as missing:
		raise SolverMissing(
			_("The solver is not installed. Please ask your administrator: bench pip install ortools.")
		) from missing
	return module


def solve(model, seconds: float) -> Verdict:
	"""Solve a model of `cp_model()` within so many seconds."""
	module = cp_model()
	solver = module.CpSolver()
	solver.parameters.max_time_in_seconds = seconds
	solver.parameters.random_seed = SEED
	# one search, so that the same question has the same answer; linear reasoning proves fair shares at once
	solver.parameters.num_workers = 1
	solver.parameters.linearization_level = 2
	code = solver.solve(model)
	has_values = code in (module.OPTIMAL, module.FEASIBLE)
	return Verdict(
		solver,
		solver.status_name(code),
		has_values,
		code == module.OPTIMAL,
		solver.objective_value if has_values else 0,
		solver.best_objective_bound if has_values else 0,
		solver.wall_time,
	)
