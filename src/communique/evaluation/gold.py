"""Hand-coded sets: their documents and events, and coded events in the same form."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.errors import EvaluationError, ReadingError
from communique.model import Document, Event, Participant, Place
from communique.reading import read

__all__ = ["Gold", "Judged", "load_gold", "to_judged"]


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
    rows = _read_rows(folder / "events.jsonl")
    documents = tuple(_read_documents(folder / "documents.jsonl"))
    return Gold(documents, tuple(row.to_judged() for row in rows))


def _read_documents(path: Path) -> Iterator[Document]:
    for outcome in read(path):
        if isinstance(outcome, ReadingError):
            raise EvaluationError(outcome.message, path=outcome.path, line=outcome.line) from outcome
        yield outcome


def _read_rows(path: Path) -> Iterator[Row]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError("cannot be read", path=str(path), hint="an evaluation set needs it") from error
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield msgspec.json.decode(line, type=Row)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"is no coded event: {error}", path=str(path), line=number) from error
