"""What a person can read in whatever the site sends: pages, records, tables, papers."""

import io
import json
import subprocess

import openpyxl

from tests.support.client import Answer


def readable(answer: Answer) -> str:
	"""The text of an answer, with nothing left escaped, packed or drawn."""
	if answer.content.startswith(b"%PDF"):
		return pdf_text(answer.content)
	if answer.content.startswith(b"PK"):
		return sheet_text(answer.content)
	if answer.body:
		return json.dumps(answer.body, ensure_ascii=False)
	return answer.text


def pdf_text(content: bytes) -> str:
	"""The text of a PDF, its lines as they lie on the paper."""
	command = ["pdftotext", "-layout", "-", "-"]
	return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout.decode()


def sheet_text(content: bytes) -> str:
	"""The cells of all sheets of an Excel file."""
	book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
	rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
	return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
