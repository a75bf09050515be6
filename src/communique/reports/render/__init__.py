"""Formats of a report: Markdown, HTML, PDF, DOCX and JSON."""

from collections.abc import Callable
from pathlib import Path

from communique.errors import UsageError
from communique.reports.content import Report

__all__ = ["FORMATS", "is_binary", "render"]

FORMATS = ("markdown", "html", "pdf", "docx", "json")
BINARY = ("pdf", "docx")


def is_binary(form: str) -> bool:
    """Tell whether a format is one of bytes, which no terminal shows."""
    return form in BINARY


def render(report: Report, form: str, *, templates: Path | None = None) -> bytes:
    """Give a report in one of `FORMATS`; text is UTF-8.

    `templates` is a folder with the user's own report.html.jinja and report.css. Raises UsageError for an unknown
    format, MissingExtraError where a library lacks, ReportError for a template that does not work.
    """
    from communique.reports.render import docx, html, json, markdown, pdf

    writers: dict[str, Callable[[], bytes]] = {
        "markdown": lambda: markdown.write(report).encode(),
        "html": lambda: html.write(report, templates).encode(),
        "pdf": lambda: pdf.write(report, templates),
        "docx": lambda: docx.write(report),
        "json": lambda: json.write(report),
    }
    if form not in writers:
        raise UsageError(f"no format is called {form!r}", hint=f"known: {', '.join(FORMATS)}")
    return writers[form]()
