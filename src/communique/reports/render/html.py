"""A report as one self-contained HTML page: no scripts, no requests, charts inline, everything of a source escaped."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from communique.errors import ReportError
from communique.reports.content import Report
from communique.reports.data import FOLDER
from communique.reports.prose.dates import write_day
from communique.reports.render.marks import NOTE, View
from communique.reports.render.paper import fit, tell_cut

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["write"]

PAGE = "report.html.jinja"
STYLE = "report.css"


def write(report: Report, templates: Path | None = None, *, printed: bool = False) -> str:
    """Give the page. `templates` is a folder with the user's own page or style; `printed` is for paper."""
    from jinja2 import TemplateError

    style = _find(STYLE, templates)
    try:
        page = _environment(templates).get_template(PAGE)
        shown = fit(report) if printed else report
        view = View.of(shown, report)
        return page.render(
            report=shown,
            view=view,
            cut=tell_cut(shown, len(view.rows)),
            style=style.read_text(encoding="utf-8"),
            note=NOTE,
            printed=printed,
        )
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        raise ReportError(f"the page cannot be written: {error}", path=str(_find(PAGE, templates))) from error


@cache
def _environment(templates: Path | None) -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    folders = [str(folder) for folder in (templates, FOLDER) if folder is not None]
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = write_day
    environment.filters["web"] = _web
    return environment


def _find(name: str, templates: Path | None) -> Path:
    own = templates / name if templates is not None else None
    return own if own is not None and own.exists() else FOLDER / name


def _web(url: str) -> str:
    """Give an address that a page may lead to; empty for any other scheme."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
