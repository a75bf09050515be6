"""JSONL of documents, one object a line, in the benchmark's format (docs/codebook.md, Files)."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from communique.errors import ReadingError
from communique.reading.documents import Draft, parse_date
from communique.reading.text import decode

__all__ = ["read_jsonl"]


class Row(msgspec.Struct, frozen=True):
    """One line as it may stand; other fields are ignored."""

    text: str
    id: str | int = ""
    title: str | None = ""
    source: str | None = ""
    url: str | None = ""
    published: str | None = ""
    language: str | None = ""


def read_jsonl(stream: BinaryIO, *, path: str = "", limit: int) -> Iterator[tuple[int, Draft | ReadingError]]:
    """Read line by line, giving each line's number with its document or what is wrong with it.

    A line over `limit` bytes is an error and never held in memory as a whole; blank lines are passed over.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            _skip_line(stream, line, limit)
            yield number, ReadingError(f"is a line over the limit of {limit:,} bytes", path=path, line=number)
        elif line.strip():
            yield number, _read_line(line, path, number)


def _skip_line(stream: BinaryIO, line: bytes, limit: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limit)


def _read_line(line: bytes, path: str, number: int) -> Draft | ReadingError:
    try:
        text = decode(line, path=path, line=number)
        if not isinstance(msgspec.json.decode(text), dict):
            return ReadingError("is not a JSON object", path=path, line=number)
        row = msgspec.json.decode(text, type=Row)
    except ReadingError as error:
        return error
    except msgspec.ValidationError as error:
        return ReadingError(f"is no document: {error}", path=path, line=number)
    except msgspec.DecodeError as error:
        return ReadingError(f"is not JSON: {error}", path=path, line=number)
    published = row.published or ""
    if published and not parse_date(published):
        return ReadingError(f"`published` is no date: {published!r}", path=path, line=number)
    return Draft(
        row.text,
        title=row.title or "",
        source=row.source or "",
        url=row.url or "",
        published=published,
        language=row.language or "",
        id=str(row.id),
    )
