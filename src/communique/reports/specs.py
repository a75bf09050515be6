"""Sections as data: their order, headings, what they select and how it is told."""

from pathlib import Path

import msgspec

from communique.errors import ReportError
from communique.reports.data import FOLDER, load_yaml
from communique.reports.prose.templates import Template
from communique.reports.selection import Filter

__all__ = ["Spec", "load_specs"]


class Spec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One section of a report, as review.yaml and sheet.yaml write it."""

    id: str
    heading: str
    arrange: str
    subjects: tuple[str, ...] = ()
    select: Filter = Filter()
    limit: int = 12
    intro: str = ""
    charts: tuple[str, ...] = ()


def load_specs(name: str, known: frozenset[str], folder: Path | None = None) -> list[Spec]:
    """Load the sections from the file `name` of the user's folder, else of the package.

    `known` are the arrangements that there are. Raises ReportError for a section that breaks the form.
    """
    home = folder if folder is not None and (folder / name).exists() else FOLDER
    specs = load_yaml(name, list[Spec], home)
    for spec in specs:
        if spec.arrange not in known:
            hint = f"known: {', '.join(sorted(known))}"
            raise ReportError(
                f"section {spec.id!r}: no arrangement is called {spec.arrange!r}", path=str(home / name), hint=hint
            )
        if spec.limit < 1:
            raise ReportError(f"section {spec.id!r}: the limit must be at least 1", path=str(home / name))
        Template(spec.heading)
        Template(spec.intro)
    if len({spec.id for spec in specs}) < len(specs):
        raise ReportError("two sections have the same id", path=str(home / name))
    return specs
