"""What every format shows in the same words: the marks behind a piece of a sentence, and what a figure counts."""

from collections.abc import Mapping, Sequence

import msgspec

from communique.reports.content import Chart, Figure, Fragment, Reference, Report, Section, Statement
from communique.reports.prose.dates import write_day

__all__ = ["NOTE", "View", "rows_of"]

MOST_PRINTED = 30
NOTE = (
    "Written from a record of events by communique. A number in square brackets leads to a source, a number with c to "
    "what was counted. Titles in quotation marks are the sources' own words. Dates are as precise as the sources are."
)


class View(msgspec.Struct, frozen=True):
    """A report with the look-ups that its formats need."""

    report: Report
    figures: Mapping[str, Figure]
    rows: Mapping[str, int]
    charts: Mapping[str, Chart]

    @classmethod
    def of(cls, report: Report, whole: Report | None = None) -> "View":
        """Make the look-ups; `whole` is the report of which this one is cut."""
        return cls(
            report,
            {figure.id: figure for figure in report.figures},
            {listed.event: listed.row for listed in (whole or report).appendix},
            {chart.id: chart for chart in report.charts},
        )

    def marks(self, statement: Statement, fragment: Fragment) -> tuple[str, ...]:
        """Give the marks behind a fragment: numbers of references, and figures whose events it does not itself cite."""
        cited = set(statement.events) if statement.references else set()
        counts = [name for name in fragment.figures if not set(self.figures[name].events) <= cited]
        return (*map(str, fragment.references), *counts)

    def charts_of(self, section: Section) -> list[Chart]:
        """List the charts of a section that there are."""
        return [self.charts[name] for name in section.charts if name in self.charts]

    def counted(self, figure: Figure) -> str:
        """Say which rows of the appendix a figure counts: "rows 1–41, 43"; of a cut appendix the first thirty."""
        rows = sorted(self.rows[event] for event in figure.events if event in self.rows)
        if not rows:
            return "events outside the period"
        shown = rows[:MOST_PRINTED] if len(self.rows) > len(self.report.appendix) else rows
        more = f" and {len(rows) - len(shown):,} more" if len(shown) < len(rows) else ""
        return f"row{'s' if len(rows) > 1 else ''} {rows_of(shown)}{more}"

    @staticmethod
    def origin(reference: Reference) -> str:
        """Say where a reference leads: source, title, date."""
        day = write_day(reference.date) if reference.date else "without a date"
        title = f"“{reference.title}”" if reference.title and reference.title != reference.source else ""
        return ", ".join(filter(None, (reference.source, title, day)))


def rows_of(rows: Sequence[int]) -> str:
    """Write numbers in order with runs drawn together: "1–4, 7, 9–10"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
