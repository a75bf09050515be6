"""What a report is made of, apart from any format: statements with references, figures, sections, charts."""

import datetime
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["Block", "Chart", "Figure", "Fragment", "Listed", "Reference", "Report", "Section", "Statement"]


class Figure(msgspec.Struct, frozen=True):
    """A number of a report: the value, what was counted, and the identifiers of the counted events."""

    id: str
    value: int
    what: str
    events: tuple[str, ...]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered reference: which characters of which document say it.

    `start` and `end` are offsets in the stored text of `document`; `quote` is that text, shortened with an ellipsis
    where it is very long. `party` is the code of the state or organisation that the source speaks for, if known.
    """

    number: int
    source: str
    title: str
    date: datetime.date | None
    url: str
    document: str
    start: int
    end: int
    quote: str
    party: str = ""


class Fragment(msgspec.Struct, frozen=True):
    """A piece of a sentence, the numbers of the references behind it, and the figures that it states."""

    text: str
    references: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()


class Statement(msgspec.Struct, frozen=True):
    """One sentence (or two that belong together) and the identifiers of the events that it tells."""

    fragments: tuple[Fragment, ...]
    events: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words without the marks of references."""
        return "".join(fragment.text for fragment in self.fragments)

    @property
    def references(self) -> tuple[int, ...]:
        """Numbers of all references, in order of first use."""
        return tuple(dict.fromkeys(n for fragment in self.fragments for n in fragment.references))

    @property
    def figures(self) -> tuple[str, ...]:
        """Identifiers of all figures, in order of first use."""
        return tuple(dict.fromkeys(f for fragment in self.fragments for f in fragment.figures))


class Block(msgspec.Struct, frozen=True):
    """Statements that stand together: a paragraph, or a list with one statement an item."""

    kind: Literal["paragraph", "list"]
    statements: tuple[Statement, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a report under a heading; `charts` names those that belong to it."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    charts: tuple[str, ...] = ()

    def statements(self) -> "tuple[Statement, ...]":
        """All statements, those of the parts below included."""
        own = [statement for block in self.blocks for statement in block.statements]
        return (*own, *(statement for section in self.sections for statement in section.statements()))


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart with its text alternative: a description and the table of what is drawn.

    `wide` and `narrow` are SVG files for a desk and for a phone.
    """

    id: str
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: str
    narrow: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the appendix, by its number: an event of the record in short, with its references."""

    row: int
    event: str
    date: str
    type: str
    status: str
    who: str
    what: str
    references: tuple[int, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A review or a sheet, ready for any format.

    `lead` sums up; `appendix` lists every event that the report is built on, told in the sections or not; `figures`
    say what was counted; `first` and `last` are the days of the period, None where it is open.
    """

    kind: Literal["review", "sheet"]
    title: str
    about: str
    first: datetime.date | None
    last: datetime.date | None
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...] = ()
    charts: tuple[Chart, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[Reference, ...] = ()
    appendix: tuple[Listed, ...] = ()

    def render(self, form: str = "markdown", *, templates: Path | None = None) -> bytes:
        """Give the report as "markdown", "html", "pdf", "docx" or "json"; text is UTF-8.

        `templates` is a folder with a page or a style of one's own. Raises UsageError, MissingExtraError, ReportError.
        """
        from communique.reports.render import render

        return render(self, form, templates=templates)

    def statements(self) -> tuple[Statement, ...]:
        """All statements in reading order."""
        return (*self.lead, *(statement for section in self.sections for statement in section.statements()))
