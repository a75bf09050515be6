"""Reading: files, folders and streams as documents with their reference date."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.errors import ReadingError, UsageError
from communique.model import Document

if TYPE_CHECKING:
    from io import BufferedReader

__all__ = ["Outcome", "count", "date_document", "parse_day", "read", "read_stream"]

Outcome = Document | ReadingError


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
