"""One way to make PDFs: A4, Chinese, letterhead and page numbers on every sheet. See README.md."""

from .documents import PrintRefused, attachment, of_document, render

__all__ = ["PrintRefused", "attachment", "of_document", "render"]
