"""The audit: a text against a record."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique.errors import ReadingError, UsageError
from communique.model import Document, MergedEvent, Place, Query
from communique.model.claims import VERDICTS, Audit, Check
from communique.service.coding import load_coder
from communique.service.record import open_record

if TYPE_CHECKING:
    from io import BufferedReader

    from communique.model.claims import Verdict
    from communique.record import Record

__all__ = ["audit", "audit_file", "audit_page", "audit_rows", "read_review"]

Track = Callable[[Iterable["Verdict"], Callable[[], int | None]], Iterator["Verdict"]]


class Telling(msgspec.Struct, frozen=True, omit_defaults=True):
    """One source's words on an act, as they are written out."""

    source: str
    document: str
    published: datetime.date | None
    url: str
    quote: str


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """One act of the record, as it is written out."""

    id: str
    type: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: Place
    date: str
    status: str
    count: int | None
    title: str
    form: str
    tellings: tuple[Telling, ...]


class Row(msgspec.Struct, frozen=True):
    """One claim with its verdict, as it is written out."""

    id: str
    quote: str
    start: int
    end: int
    verdict: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    holds: tuple[str, ...]
    checks: tuple[Check, ...]
    query: Query
    supporting: tuple[Act, ...]
    contradicting: tuple[Act, ...]
    sources: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """An audit as it is written out as JSON."""

    title: str
    source: str
    published: datetime.date | None
    counts: dict[str, int]
    claims: tuple[Row, ...]


def audit(
    text: "str | Document", record: "Record | str | Path", *, published: str | None = None, source: str = ""
) -> Audit:
    """Find the claims of a text and give the verdict of a record on each.

    `text` is the text itself or a document of `read`; `record` an open Record or its address. `published` and `source`
    say when and by whom the text was published: what the same source tells in the record does not support it. A text
    without claims gives an audit without verdicts. Raises UsageError for a day that is none, ReadingError for a text
    without words, RecordError as `Record.open` does.
    """
    from communique.record import Record

    document = text if isinstance(text, Document) else _make_document(text, published, source)
    if isinstance(record, Record):
        return _collect(document, record)
    with Record.open(record, create=False) as opened:
        return _collect(document, opened)


def audit_file(document: Document, db: str | None, track: Track | None = None) -> tuple[Audit, bool]:
    """Audit a document against the record at an address, else that of the settings; tell too whether it is empty.

    `track` passes the verdicts on as they come, to show progress.
    """
    with open_record(db) as opened:
        return _collect(document, opened, track), not opened.count()


def audit_page(audit: Audit) -> str:
    """Give an audit as one HTML page that needs nothing else: the text with its claims coloured, evidence beside it."""
    from communique.auditing.page import render_page

    return render_page(audit, load_coder().knowledge)


def audit_rows(audit: Audit) -> Sheet:
    """Give an audit as plain rows, one a claim, with the acts that decided it and the quotes of their sources."""
    rows = [
        Row(
            id=v.claim.id, quote=v.claim.quote.text, start=v.claim.quote.start, end=v.claim.quote.end,
            verdict=v.verdict, reasons=v.reasons, missing=v.missing, holds=v.holds, checks=v.checks,
            query=v.claim.query, supporting=tuple(map(_act, v.supporting)),
            contradicting=tuple(map(_act, v.contradicting)), sources=v.sources,
        )
        for v in audit.verdicts
    ]  # fmt: skip
    document = audit.document
    counts = {name: audit.count(name) for name in VERDICTS}
    return Sheet(document.title, document.source, document.published, counts, tuple(rows))


def read_review(path: "str | Path | BufferedReader", *, published: str | None = None, source: str = "") -> Document:
    """Read the one document of a file or of an open binary stream.

    Raises ReadingError where it cannot be read, UsageError where there are more.
    """
    from communique import reading
    from communique.service.reading import parse_day
    from communique.settings import get_settings

    day, limit = parse_day(published), get_settings().max_bytes
    if isinstance(path, str | Path):
        outcomes = list(reading.read(Path(path), published=day, source=source, limit=limit))
    else:
        outcomes = list(reading.read_stream(path, published=day, source=source, limit=limit))
    failed = next((outcome for outcome in outcomes if isinstance(outcome, ReadingError)), None)
    if failed is not None:
        raise failed
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    if len(documents) != 1:
        name = path if isinstance(path, str | Path) else "the input"
        raise UsageError(f"{name} holds {len(documents)} documents", hint="an audit takes one text")
    return documents[0]


def _collect(document: Document, record: "Record", track: Track | None = None) -> Audit:
    from communique.auditing import find_claims, judge_claims, place_in_time

    coder = load_coder()
    placed = place_in_time(document, record.latest_day() or coder.knowledge.latest_day)
    claims = find_claims(placed, coder)
    verdicts: Iterable[Verdict] = judge_claims(placed, claims, record, coder)
    return Audit(placed, tuple(track(verdicts, lambda: len(claims)) if track else verdicts))


def _act(event: MergedEvent) -> Act:
    return Act(
        id=event.id, type=event.type, actors=tuple(map(str, event.actors)), targets=tuple(map(str, event.targets)),
        place=event.place, date=event.date, status=event.status, count=event.count, title=event.title, form=event.form,
        tellings=tuple(
            Telling(t.source, t.document.id, t.document.published, t.document.url, t.event.evidence.text)
            for t in event.tellings
        ),
    )  # fmt: skip


def _make_document(text: str, published: str | None, source: str) -> Document:
    from communique.reading import Draft, make_document
    from communique.service.reading import parse_day

    return make_document(Draft(text, source=source), published=parse_day(published))
