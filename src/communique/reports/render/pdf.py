"""A report as PDF: the HTML page on A4 paper, by WeasyPrint."""

import logging
from pathlib import Path

from communique.errors import MissingExtraError, ReportError
from communique.reports.content import Report
from communique.reports.render import html

__all__ = ["write"]


def write(report: Report, templates: Path | None = None) -> bytes:
    """Give the PDF. Raises MissingExtraError without WeasyPrint, ReportError where the system lacks Pango."""
    page = html.write(report, templates, printed=True)
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise MissingExtraError("weasyprint", "reports") from error
    except OSError as error:
        hint = "install it: apt-get install libpango-1.0-0 libpangoft2-1.0-0, or brew install pango"
        raise ReportError("a PDF needs the library Pango of the system", hint=hint) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return bytes(HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_tags=True) or b"")


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: a page has all it needs in it."""
    raise ValueError(f"{url} is not fetched")
