"""One function a use case; every face calls these and nothing else."""

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.errors import ReadingError, UsageError
from communique.model import Document, Event

if TYPE_CHECKING:
    from io import BufferedReader

    from communique.coding.coder import Coder
    from communique.evaluation import Report
    from communique.knowledge import Fault
    from communique.knowledge.overlay import Added
    from communique.knowledge.resolution import Identity, Resolver

__all__ = [
    "Coded",
    "add_knowledge",
    "check_knowledge",
    "code",
    "code_documents",
    "count",
    "count_knowledge",
    "date_document",
    "evaluate",
    "identify",
    "parse_day",
    "read",
    "read_stream",
]

Outcome = Document | ReadingError


class Coded(msgspec.Struct, frozen=True):
    """A document with its events, in the order of their evidence."""

    document: Document
    events: tuple[Event, ...]


def read(
    path: str | Path, *, published: datetime.date | str | None = None, source: str = "", limit: int | None = None
) -> Iterator[Outcome]:
    """Read the documents of a file or folder, each with its reference date and where that was found.

    `published` is the reference date of them all (a day in ISO 8601), `source` their source; both go before what the
    files say. Without it, the date is the metadata's, else the dateline's, else one that the text tells. `limit` is the
    size in bytes of the largest text (default: the setting). What cannot be read is yielded as a ReadingError, and the
    rest follows.
    """
    from communique import reading
    from communique.settings import get_settings

    day = parse_day(published)
    limit = limit or get_settings().max_bytes
    return map(_date_outcome, reading.read(path, published=day, source=source, limit=limit))


def read_stream(
    stream: "BufferedReader", *, published: datetime.date | str | None = None, source: str = ""
) -> Iterator[Outcome]:
    """Read the documents of an open binary stream, as `read` does."""
    from communique import reading
    from communique.settings import get_settings

    day = parse_day(published)
    limit = get_settings().max_bytes
    return map(_date_outcome, reading.read_stream(stream, published=day, source=source, limit=limit))


def count(path: str | Path) -> int:
    """Count the documents that `read` gives at most, to show progress."""
    from communique import reading

    return reading.count(path)


def code(
    text: str | Document, *, published: datetime.date | str | None = None, title: str = "", source: str = ""
) -> list[Event]:
    """Code a text (or a document of `read`) and give its events in the order of their evidence.

    `published` is the reference date (a day in ISO 8601); without it the text itself is asked. Spans point into the
    text as stored: with line endings normalised and without a comment form at its end. A text without words has no
    events.
    """
    if isinstance(text, Document):
        return list(_code_document(text).events)
    from communique.reading import Draft, make_document

    day = parse_day(published)
    try:
        document = make_document(Draft(text, title=title, source=source), published=day)
    except ReadingError:
        return []
    return list(_code_document(date_document(document)).events)


def code_documents(outcomes: Iterator[Outcome]) -> Iterator[Coded | ReadingError]:
    """Code the documents as they come; what could not be read passes through."""
    return (_code_document(outcome) if isinstance(outcome, Document) else outcome for outcome in outcomes)


def evaluate(folder: str | Path) -> "Report":
    """Code the documents of a hand-coded set and score the events against the hand-coded ones.

    `folder` has `documents.jsonl` and `events.jsonl` (docs/codebook.md, Files). Raises EvaluationError where it has
    not, and for lines that break the format.
    """
    from communique.evaluation import load_gold, score, to_judged

    gold = load_gold(Path(folder))
    events = [event for document in gold.documents for event in _code_document(date_document(document)).events]
    return score(gold, map(to_judged, events))


def identify(name: str, *, on: str, context: str = "", home: str = "") -> "Identity":
    """Tell what a name or office means in a text of the time `on` (EDTF: 2011-05-01, 2011-05, 2011), with the reason.

    `context` is the text around it, `home` the code of the source's state. Raises UsageError for what is no date and
    for an unknown code.
    """
    from communique.model import When

    resolver = _load_resolver()
    if home and home not in resolver.knowledge.states:
        raise UsageError(f"{home!r} is no state", hint="write it as FRA")
    try:
        when = When.parse(on)
    except ValueError as error:
        raise UsageError(str(error), hint="write it as 2011-05-01, 2011-05 or 2011") from error
    return resolver.resolve(name, on=when, context=context, home=home)


def check_knowledge() -> "list[Fault]":
    """List the cross-file faults of the knowledge tables, those of the overlay folder included."""
    from communique.knowledge import check, load
    from communique.settings import get_settings

    return check(load(get_settings().knowledge_overlay))


def count_knowledge() -> dict[str, int]:
    """Count the rows of every knowledge table, those of the overlay folder included."""
    from communique.knowledge import load
    from communique.knowledge.overlay import count_rows
    from communique.settings import get_settings

    return count_rows(*load(get_settings().knowledge_overlay).folders)


def add_knowledge(path: str | Path, folder: str | Path, *, table: str = "") -> "Added":
    """Add the rows of a CSV file to a table of the overlay `folder`; `table` is told by the file where not given.

    Raises KnowledgeError for a row that breaks the schema and for rows that bring a cross-file fault; nothing is then
    written.
    """
    from communique.knowledge.overlay import add_rows

    return add_rows(Path(path), Path(folder), table=table)


def date_document(document: Document) -> Document:
    """Give a document without a reference date the one that its text tells: dateline, year of a review, full date.

    A review of a year is dated to the year's last day; of several full dates in a text the last day counts, for an
    account is written after what it tells.
    """
    if document.published:
        return document
    from communique.language.dates import find_dates, find_publication_date, review_year

    dateline = find_publication_date(document.text)
    if dateline:
        return msgspec.structs.replace(document, published=dateline[0], published_from="dateline")
    year = review_year(document.title, document.text)
    if year:
        return msgspec.structs.replace(document, published=datetime.date(year, 12, 31), published_from="text")
    times = [mention.when for mention in find_dates(document.text, None) if mention.kind == "absolute" and mention.when]
    days = [when.first for when in times if when.precision == "day"]
    return msgspec.structs.replace(document, published=max(days), published_from="text") if days else document


def parse_day(published: datetime.date | str | None) -> datetime.date | None:
    """Read a day in ISO 8601. Raises UsageError where it is none."""
    if not isinstance(published, str):
        return published
    try:
        return datetime.date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"{published!r} is no day", hint="write it as 2024-05-16") from error


def _date_outcome(outcome: Outcome) -> Outcome:
    return date_document(outcome) if isinstance(outcome, Document) else outcome


def _code_document(document: Document) -> Coded:
    events = _load_coder().code(document)
    return Coded(document, tuple(sorted(events, key=lambda event: (event.evidence, event.type, event.id))))


@cache
def _load_coder() -> "Coder":
    from communique.coding.coder import Coder
    from communique.knowledge.world import load
    from communique.settings import get_settings

    return Coder(load(get_settings().knowledge_overlay))


@cache
def _load_resolver() -> "Resolver":
    from communique.knowledge import load
    from communique.knowledge.resolution import Resolver
    from communique.settings import get_settings

    return Resolver(load(get_settings().knowledge_overlay))
