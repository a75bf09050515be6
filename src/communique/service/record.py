"""The record: documents coded and kept, and what it says of them."""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from communique import __version__
from communique.errors import CodingError, CommuniqueError, ReadingError
from communique.model import Document, Event, Link, LogEntry, MergedEvent
from communique.service import coding
from communique.service.reading import Outcome
from communique.service.workers import Alone, CodesDocuments, Crew, Report, Team, Ticket

if TYPE_CHECKING:
    from communique.record import Added, Record

__all__ = ["Shown", "add_documents", "count_cores", "load_event", "name_coder", "open_record", "tell_migration"]

AT_ONCE = 50
AHEAD = 32
PATIENCE = 0.5


def open_record(db: str | Path | None = None, *, create: bool = False) -> "Record":
    """Open a record; without an address the one of the settings. Raises RecordError where there is none to open."""
    from communique.record import Record
    from communique.settings import get_settings

    return Record.open(db or get_settings().db, create=create)


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def name_coder() -> str:
    """Name the coder by its version and a hash of its code and tables, those of the overlay folder included.

    Another name means that documents are coded anew.
    """
    from communique.settings import get_settings

    package = Path(__file__).parent.parent
    folders = [package / name for name in ("coding", "knowledge", "language", "model")]
    overlay = get_settings().knowledge_overlay
    digest = hashlib.sha256()
    for folder in [*folders, *([overlay] if overlay else [])]:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"communique {__version__} {digest.hexdigest()[:12]}"


def add_documents(
    outcomes: Iterator[Outcome],
    record: "Record",
    *,
    workers: int,
    report: Report,
    coder: str = "",
    make_coder: Callable[[], CodesDocuments] | None = None,
) -> Iterator["Added | CommuniqueError"]:
    """Code the documents as they come and keep them in a record; tells of each, in their order, what became of it.

    What could not be read passes through, what could not be coded is a CodingError. A document that the record has
    with the events of this coder is not coded again, so that a call that was broken off goes on where it was. Several
    documents share a transaction: of what was not told yet, nothing is kept. `workers` is the number of processes (1:
    this one), `report` is told of processes that died, `coder` names who codes (default: `name_coder`). Raises
    RecordError where the record cannot be written.
    """
    maker = make_coder or coding.load_coder
    crew: Crew = Alone(maker) if workers <= 1 else Team(workers, maker, report=report)
    with crew:
        yield from _Loading(record, crew, coder or name_coder()).run(outcomes)


class _Loading:
    """Documents on their way into a record."""

    def __init__(self, record: "Record", crew: Crew, coder: str) -> None:
        self.record = record
        self.crew = crew
        self.coder = coder
        self.queue: deque[Ticket | Added | CommuniqueError] = deque()
        self.batch: list[tuple[Document, Sequence[Event]]] = []
        self.since = 0.0

    def run(self, outcomes: Iterator[Outcome]) -> Iterator["Added | CommuniqueError"]:
        """Tell what becomes of each document."""
        for outcome in outcomes:
            self.queue.append(self._begin(outcome))
            while self.queue and (len(self.queue) > AHEAD * self.crew.size or _is_done(self.queue[0])):
                yield from self._step()
        while self.queue:
            yield from self._step()
        yield from self._write()

    def _begin(self, outcome: Outcome) -> "Ticket | Added | CommuniqueError":
        if isinstance(outcome, ReadingError):
            return outcome
        return self.record.see(outcome, coder=self.coder) or self.crew.submit(outcome)

    def _step(self) -> Iterator["Added | CommuniqueError"]:
        """Take the first of the queue if it is done, wait for it otherwise."""
        first = self.queue[0]
        if isinstance(first, Ticket):
            if first.outcome is None:
                self.crew.wait(PATIENCE)
            elif isinstance(first.outcome, CodingError):
                self.queue[0] = first.outcome
            else:
                self.queue.popleft()
                self.batch.append((first.document, first.outcome))
                self.since = self.since or time.monotonic()
            if self.batch and (len(self.batch) >= AT_ONCE or time.monotonic() - self.since > PATIENCE):
                yield from self._write()
        else:
            yield from self._write()
            self.queue.popleft()
            yield first

    def _write(self) -> Iterator["Added | CommuniqueError"]:
        batch, self.batch, self.since = self.batch, [], 0.0
        if not batch:
            return
        try:
            yield from self.record.add_many(batch, coder=self.coder)
        except CodingError:
            for one in batch:
                try:
                    yield self.record.add(*one, coder=self.coder)
                except CodingError as error:
                    yield error


def _is_done(one: object) -> bool:
    return not isinstance(one, Ticket) or one.outcome is not None


def tell_migration(record: "Record") -> str:
    """Tell that opening a record migrated it, "" where it did not."""
    if not record.migrated_from:
        return ""
    return f"{record.where}: migrated from version {record.migrated_from} of its tables"


class Shown(msgspec.Struct, frozen=True):
    """A merged event, the links of its tellings with each other and with others, and what persons decided on them."""

    event: MergedEvent
    links: tuple[Link, ...]
    log: tuple[LogEntry, ...]


def load_event(record: "Record", id: str) -> Shown:
    """Load everything about a merged event. Raises UnknownIdError."""
    event = record.event(id)
    ids = [telling.id for telling in event.tellings]
    return Shown(event, tuple(record.links(*ids)), tuple(record.log(*ids)))
