"""Reports from a record: the year in review, the sheet of two parties, the list of commitments."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import ReportError, UsageError
from communique.service.reading import parse_day

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from communique.knowledge import Knowledge
    from communique.model import MergedEvent, When
    from communique.record import Record
    from communique.reports.commitments import Commitment
    from communique.reports.content import Report
    from communique.reports.desk import Desk, Period
    from communique.reports.subject import Subject

__all__ = ["commitments", "form_of", "list_commitments", "review", "sheet"]

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx",
            ".json": "json"}  # fmt: skip
Day = datetime.date | str | None


def review(
    about: str | Sequence[str],
    *,
    year: int | None = None,
    first: Day = None,
    last: Day = None,
    db: "str | Path | Record | None" = None,
    templates: str | Path | None = None,
    charts: bool = False,
) -> "Report":
    """Write the review of a period from a record: `report.render("html")` gives it in a format.

    `about` is a state, leader, organisation or region by code or name ("CHN", "Xi Jinping", "EU", "region:Africa"), or
    a pair ("CHN RUS"). The period is a `year`, or from `first` to `last` (days in ISO 8601, inclusive; open where left
    out). `db` is a record or the address of one, by default that of the settings. `templates` is a folder with
    sections, sentences, a page and a style of one's own. `charts` draws them too. A record without such events gives a
    report that says so. Raises UsageError for a party or a day that cannot be read, ReportError for a template,
    MissingExtraError for charts without the extra `reports`, RecordError.
    """
    from communique.reports.building import build_review

    period = _period(year, first, last)
    knowledge = _load_knowledge()
    subject = _subject(about, knowledge, period, db)
    report, desk = build_review(_fetch(db, subject), subject, period, knowledge, templates=_folder(templates))
    return _with_charts(report, desk) if charts else report


def sheet(
    one: str,
    other: str,
    *,
    year: int | None = None,
    first: Day = None,
    last: Day = None,
    db: "str | Path | Record | None" = None,
    templates: str | Path | None = None,
    charts: bool = False,
) -> "Report":
    """Write everything between two parties in order of time, with the levels of their relations and open pledges.

    Arguments and errors are those of `review`.
    """
    from communique.reports.building import build_sheet

    period = _period(year, first, last)
    knowledge = _load_knowledge()
    subject = _subject([one, other], knowledge, period, db)
    report, desk = build_sheet(_fetch(db, subject), subject, period, knowledge, templates=_folder(templates))
    return _with_charts(report, desk) if charts else report


def commitments(
    *,
    by: str = "",
    to: str = "",
    as_of: Day = None,
    status: str = "",
    db: "str | Path | Record | None" = None,
) -> "list[Commitment]":
    """List pledges and programmes with target, deadline, reported progress and status, in order of time.

    `by` and `to` name a party that pledges and one that benefits. `as_of` is the day on which they are judged, by
    default that of the record's latest document. `status` keeps those of one status. Raises UsageError, RecordError.
    """
    from communique.model import When
    from communique.reports.commitments import STATUSES, find_commitments, latest_day

    if status and status not in STATUSES:
        raise UsageError(f"no status is called {status!r}", hint=f"known: {', '.join(STATUSES)}")
    knowledge = _load_knowledge()
    day = parse_day(as_of) if isinstance(as_of, str) else as_of
    events = _query_all(db)
    on = When.day(day or latest_day(events) or knowledge.latest_day)
    giver, receiver = (_codes(name, knowledge, on) for name in (by, to))
    return [
        commitment
        for commitment in find_commitments(events, as_of=day)
        if (not status or commitment.status == status)
        and (not by or giver & {p.code for p in commitment.event.actors})
        and (not to or receiver & {p.code for p in commitment.event.targets})
    ]


def list_commitments(found: "Iterable[Commitment]") -> list[tuple[str, ...]]:
    """Give commitments as rows of words: date, who, what, target, deadline, progress, status."""
    from communique.reports.prose.grammar import clean, shorten

    rows: list[tuple[str, ...]] = []
    for commitment in found:
        event = commitment.event
        who = " → ".join(", ".join(map(str, side)) for side in (event.actors, event.targets) if side)
        target = f"{commitment.target:,}" if commitment.target is not None else ""
        reached = f"{commitment.reached:,}" if commitment.reached is not None else ""
        told = reached or (f"{len(commitment.progress)} reports" if commitment.progress else "")
        due = commitment.deadline.edtf if commitment.deadline else ""
        what = shorten(clean(event.title or event.tellings[0].event.evidence.text), 120)
        rows.append((event.date, who, what, target, due, told, commitment.status))
    return rows


def form_of(output: Path | None, form: str | None) -> str:
    """Tell the format: the one that is given, else what the file's name says, else Markdown. Raises UsageError."""
    if form:
        return form
    if output is None:
        return "markdown"
    if output.suffix.lower() not in SUFFIXES:
        hint = f"name it with {', '.join(SUFFIXES)}, or give --format"
        raise UsageError(f"{output}: the name does not tell a format", hint=hint)
    return SUFFIXES[output.suffix.lower()]


def _with_charts(report: "Report", desk: "Desk") -> "Report":
    import msgspec

    from communique.reports.charts import draw

    wanted = {name for section in report.sections for name in section.charts}
    return msgspec.structs.replace(report, charts=draw(desk, wanted))


def _period(year: int | None, first: Day, last: Day) -> "Period":
    from communique.reports.desk import Period

    start, end = (parse_day(day) if isinstance(day, str) else day for day in (first, last))
    if year is not None:
        if start or end:
            raise UsageError("a year and a first or last day do not go together", hint="give the one or the other")
        if not 1 <= year <= 9999:
            raise UsageError(f"{year} is no year", hint="write it as 2024")
        return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    if start and end and end < start:
        raise UsageError(f"the period ends on {end}, before it begins on {start}", hint="exchange the two days")
    return Period(start, end)


def _subject(
    about: str | Sequence[str], knowledge: "Knowledge", period: "Period", db: "str | Path | Record | None"
) -> "Subject":
    """Read whom a report is about; a period without an end is that of the record's latest document."""
    from communique.model import When
    from communique.reports.subject import find_subject

    if period.when is not None:
        return find_subject(about, knowledge, period.when)
    with _open(db) as record:
        return find_subject(about, knowledge, When.day(record.latest_day() or knowledge.latest_day))


def _codes(name: str, knowledge: "Knowledge", on: "When") -> frozenset[str]:
    from communique.reports.subject import find_subject

    return find_subject(name, knowledge, on).codes if name else frozenset()


def _fetch(db: "str | Path | Record | None", subject: "Subject") -> "Iterable[MergedEvent]":
    with _open(db) as record:
        return [event for query in subject.queries() for event in record.events(query)]


def _query_all(db: "str | Path | Record | None") -> "list[MergedEvent]":
    with _open(db) as record:
        return record.events()


def _open(db: "str | Path | Record | None") -> "AbstractContextManager[Record]":
    from contextlib import nullcontext

    from communique.record import Record
    from communique.service.record import open_record

    return nullcontext(db) if isinstance(db, Record) else open_record(db)


def _folder(templates: str | Path | None) -> Path | None:
    if templates is None:
        return None
    folder = Path(templates)
    if not folder.is_dir():
        raise ReportError("is no folder of templates", path=str(folder), hint="docs/reports.md says what it may hold")
    return folder


def _load_knowledge() -> "Knowledge":
    from communique.knowledge import load
    from communique.settings import get_settings

    return load(get_settings().knowledge_overlay)
