"""Engines know no domain DocType by name: the domain declares itself to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.checks.project import Finding, Project


def check(project: Project) -> Iterator[Finding]:
	"""Yield DocTypes of other packages that an engine's code names."""
	homes = {record["name"]: path.split("/")[1] for path, record in project.doctypes.items()}
	engines = {f"{project.app}/{name}/": name for name in project.settings["engines"]}
	for path in project.app_code:
		engine = next((name for folder, name in engines.items() if path.startswith(folder)), None)
		if engine is None:
			continue
		source = project.source(path)
		for node in source.nodes:
			home = homes.get(node.value) if isinstance(node, ast.Constant) else None
			if home and home != engine:
				sentence = f"The engine {engine} names {node.value!r}, which belongs to {home}."
				yield Finding(path, node.lineno, sentence)
