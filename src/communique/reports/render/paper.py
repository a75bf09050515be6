"""What paper can hold: of a very long appendix only the rows that the text tells of, each with its number."""

import msgspec

from communique.reports.content import Report

__all__ = ["MOST_ROWS", "fit", "tell_cut"]

MOST_ROWS = 400


def fit(report: Report) -> Report:
    """Give the report with at most the rows and references that its sentences use, where it has more than 400 rows."""
    if len(report.appendix) <= MOST_ROWS:
        return report
    statements = report.statements()
    told = {event for statement in statements if statement.references for event in statement.events}
    rows = tuple(listed for listed in report.appendix if listed.event in told)[:MOST_ROWS]
    cited = {n for statement in statements for n in statement.references} | {n for row in rows for n in row.references}
    references = tuple(reference for reference in report.references if reference.number in cited)
    return msgspec.structs.replace(report, appendix=rows, references=references)


def tell_cut(report: Report, whole: int) -> str:
    """Say that rows are left out, empty where none are."""
    if len(report.appendix) == whole:
        return ""
    return (
        f"Of {whole:,} rows, the {len(report.appendix):,} that the text tells of are printed here with their numbers; "
        "the editions in HTML, Markdown and JSON have all."
    )
