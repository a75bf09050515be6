"""Hand-coded sets: their documents and events, and coded events in the same form."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.errors import EvaluationError, ReadingError
from communique.model import Document, Event, Participant, Place
from communique.reading import read

__all__ = ["Gold", "GoldConflict", "Judged", "LinkedGold", "load_gold", "load_linked_gold", "read_rows", "to_judged"]


Line = TypeVar("Line", bound=msgspec.Struct)


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the score sees it, hand-coded or coded: the fields of `events.jsonl`, with a quote for evidence."""

    doc: str
    type: str
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    place: Place = Place()
    date: str = ""
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""
    evidence: str = ""


class Gold(msgspec.Struct, frozen=True):
    """A hand-coded set."""

    documents: tuple[Document, ...]
    events: tuple[Judged, ...]


class GoldConflict(msgspec.Struct, frozen=True):
    """One line of `conflicts.jsonl`: the values that documents give to a field of one act, by document."""

    cluster: str
    field: str
    values: dict[str, str | int]


class LinkedGold(msgspec.Struct, frozen=True):
    """A hand-coded set with the cluster of every event, in order of `gold.events`, and the conflicts of clusters."""

    gold: Gold
    clusters: tuple[str, ...]
    conflicts: tuple[GoldConflict, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `events.jsonl` as it may stand: every field but `doc` and `type` may be null or left out."""

    doc: str
    type: str
    actors: list[str] | None = None
    targets: list[str] | None = None
    place: Place | None = None
    date: str | None = None
    status: str | None = None
    count: int | None = None
    title: str | None = None
    form: str | None = None
    evidence: str | None = None
    cluster: str | None = None

    def to_judged(self) -> Judged:
        """Fill what was left out."""
        return Judged(
            doc=self.doc,
            type=self.type,
            actors=tuple(map(Participant.parse, self.actors or ())),
            targets=tuple(map(Participant.parse, self.targets or ())),
            place=self.place or Place(),
            date=self.date or "",
            status=self.status or "occurred",
            count=self.count,
            title=self.title or "",
            form=self.form or "",
            evidence=self.evidence or "",
        )


def to_judged(event: Event) -> Judged:
    """Give a coded event as the score sees it."""
    return msgspec.convert(event.to_benchmark(), Row).to_judged()


def load_gold(folder: Path) -> Gold:
    """Load a hand-coded set from `documents.jsonl` and `events.jsonl`.

    Raises EvaluationError for a missing file and for a line that breaks the format.
    """
    rows = read_rows(folder / "events.jsonl", Row)
    documents = tuple(_read_documents(folder / "documents.jsonl"))
    return Gold(documents, tuple(row.to_judged() for row in rows))


def load_linked_gold(folder: Path) -> LinkedGold:
    """Load a hand-coded set whose events have a `cluster`, with its `conflicts.jsonl`.

    Raises EvaluationError for a missing file, a line that breaks the format and an event without a cluster.
    """
    path = folder / "events.jsonl"
    rows = list(read_rows(path, Row))
    lacking = next((number for number, row in enumerate(rows, 1) if not row.cluster), None)
    if lacking is not None:
        raise EvaluationError("an event has no `cluster`", path=str(path), line=lacking, hint="linking is scored by it")
    conflicts = tuple(read_rows(folder / "conflicts.jsonl", GoldConflict))
    gold = Gold(tuple(_read_documents(folder / "documents.jsonl")), tuple(row.to_judged() for row in rows))
    known = {document.id for document in gold.documents}
    stray = next((event.doc for event in gold.events if event.doc not in known), None)
    if stray is not None:
        raise EvaluationError(f"has events of a document {stray!r} that documents.jsonl has not", path=str(path))
    return LinkedGold(gold, tuple(row.cluster or "" for row in rows), conflicts)


def _read_documents(path: Path) -> Iterator[Document]:
    for outcome in read(path):
        if isinstance(outcome, ReadingError):
            raise EvaluationError(outcome.message, path=outcome.path, line=outcome.line) from outcome
        yield outcome


def read_rows(path: Path, kind: type[Line]) -> Iterator[Line]:
    """Yield the lines of a JSONL file as `kind`. Raises EvaluationError for a missing file and a line that is none."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError("cannot be read", path=str(path), hint="an evaluation set needs it") from error
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield msgspec.json.decode(line, type=kind)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"is not as it should be: {error}", path=str(path), line=number) from error
