"""Files, folders and streams: which format each has, and its documents or what is wrong with it."""

import datetime
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from communique.errors import ReadingError
from communique.reading.documents import Draft, Outcome, make_document
from communique.reading.jsonl import read_jsonl
from communique.reading.markdown import read_markdown
from communique.reading.pdf import read_pdf
from communique.reading.text import read_text

__all__ = ["DEFAULT_LIMIT", "count", "read", "read_stream"]

DEFAULT_LIMIT = 20_000_000
LARGEST_PDF = 10
SNIFFED = 2048
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


class Reader(msgspec.Struct, frozen=True):
    """What the caller wants of all documents; see `read`."""

    published: datetime.date | None
    source: str
    limit: int


def read(
    path: str | Path, *, published: datetime.date | None = None, source: str = "", limit: int = DEFAULT_LIMIT
) -> Iterator[Outcome]:
    """Read the documents of a file, or of all visible files of a folder and its folders, in the order of their names.

    `published` and `source` go before what a file says itself. A text, a page or a JSONL line of more than `limit`
    bytes is not read (a PDF may have ten times as many, for its pictures). Whatever cannot be read is yielded as a
    ReadingError, and the rest follows; nothing is raised.
    """
    reader = Reader(published, source, limit)
    for file in _list_files(Path(path)):
        try:
            with file.open("rb") as stream:
                yield from _read_open(stream, str(file), SUFFIXES.get(file.suffix.lower(), ""), reader)
        except OSError as error:
            yield ReadingError((error.strerror or str(error)).lower(), path=str(file))


def read_stream(
    stream: BufferedReader,
    *,
    name: str = "stdin",
    published: datetime.date | None = None,
    source: str = "",
    limit: int = DEFAULT_LIMIT,
) -> Iterator[Outcome]:
    """Read the documents of an open binary stream, as `read` does; the format is told by its first bytes."""
    yield from _read_open(stream, name, "", Reader(published, source, limit))


def count(path: str | Path) -> int:
    """Count the documents that `read` will give at most: a JSONL file has one a line."""
    total = 0
    for file in _list_files(Path(path)):
        if SUFFIXES.get(file.suffix.lower()) != "jsonl" or not file.is_file():
            total += 1
            continue
        with file.open("rb") as lines:
            total += sum(1 for line in lines if line.strip())
    return total


def _list_files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden:
            yield file


def _read_open(stream: BufferedReader, path: str, kind: str, reader: Reader) -> Iterator[Outcome]:
    kind = kind or _sniff(stream.peek(SNIFFED)[:SNIFFED])
    try:
        if kind == "jsonl":
            yield from _read_lines(stream, path, reader)
            return
        largest = reader.limit * (LARGEST_PDF if kind == "pdf" else 1)
        data = stream.read(largest + 1)
        if len(data) > largest:
            raise ReadingError(
                f"is larger than the limit of {largest / 1_000_000:g} MB",
                path=path,
                hint="COMMUNIQUE_MAX_MEGABYTES raises it",
            )
        if not data.strip():
            raise ReadingError("is empty", path=path)
        yield _finish(_convert(data, kind, path), path, None, reader)
    except ReadingError as error:
        yield error


def _read_lines(stream: BufferedReader, path: str, reader: Reader) -> Iterator[Outcome]:
    empty = True
    for number, draft in read_jsonl(stream, path=path, limit=reader.limit):
        empty = False
        if isinstance(draft, ReadingError):
            yield draft
            continue
        try:
            yield _finish(draft, path, number, reader)
        except ReadingError as error:
            yield error
    if empty:
        yield ReadingError("is empty", path=path)


def _finish(draft: Draft, path: str, line: int | None, reader: Reader) -> Outcome:
    return make_document(draft, published=reader.published, source=reader.source, path=path, line=line)


def _convert(data: bytes, kind: str, path: str) -> Draft:
    if kind == "pdf":
        return read_pdf(data, path=path)
    if kind == "markdown":
        return read_markdown(data, path=path)
    if kind == "web":
        from communique.reading.web import read_web

        return read_web(data, path=path)
    return read_text(data, path=path)


def _sniff(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in start):
        return "web"
    return "jsonl" if start.startswith((b'{"', b'{ "')) else "text"
