"""共建项目清单 and “三个一” as Excel, in the columns of their prints (hook: paper_sheets)."""

from frappe import _

from sink_app.joint_projects import printed
from sink_app.registration.paper_sheets import Paper, Part

WIDTHS = (18, 28, 28, 14, 60)


def of_list(doc) -> list[Paper]:
	"""A list of joint projects: its rows, why it has few, remarks, the steps of its chain."""
	sheet = printed.sink_project_sheet(doc)
	rows = [[_cell(row[column.key]) for column in sheet.columns] for row in sheet.rows]
	return [
		Paper(
			title=f"{doc.year}{_('Annual List of Joint Projects')}",
			subject=f"{sheet.unit} — {sheet.community}{sheet.version}",
			widths=[column.width * 2 for column in sheet.columns],
			parts=[Part(rows, [column.label for column in sheet.columns])],
			foot=[*sheet.remarks, *(_step(step) for step in sheet.steps)],
		)
	]


def of_three_ones(doc) -> list[Paper]:
	"""The list of the three ones as it was agreed on, and the report of what came of it."""
	sheet = printed.sink_three_ones_sheet(doc)
	subject = f"{sheet.branch} — {sheet.compound}"
	planned = [[one.label, one.name, one.more, one.due, one.content] for one in sheet.ones]
	reported = [[one.label, one.name, one.more, one.done, one.result] for one in sheet.ones]
	head, said = [_("Matters"), _("Content"), _("About What")], "：".join
	return [
		Paper(
			f"{doc.year}{_('List of the Three Ones')}",
			WIDTHS,
			[Part(planned, [*head, _("Planned Date"), _("Goal and Measures")])],
			subject,
			[_step(step) for step in sheet.steps],
		),
		Paper(
			f"{_('Year {0}').format(doc.year)}{_('Report on the Three Ones')}",
			WIDTHS,
			[Part(reported, [*head, _("Done On"), _("What Came of It")])],
			subject,
			[
				said(
					(
						_("July Notice to the Members"),
						" ".join(filter(None, (sheet.days["notice_on"], doc.notice_words))),
					)
				),
				said((_("Problems and Next Steps"), doc.report_words or "")),
			],
		),
	]


def _step(step) -> str:
	return "：".join(filter(None, (f"{step.when[:10]} {step.action} {step.who}", step.said)))


def _cell(told: str | int | list[str]) -> str:
	return "\n".join(told) if isinstance(told, list) else str(told)
