"""Events as the codebook defines them, with the evidence of every field."""

import hashlib
from functools import cached_property

import msgspec

from communique.model.documents import Span

__all__ = ["EVENT_TYPES", "FORMS", "STATUSES", "Event", "Participant", "Place", "Provenance"]

EVENT_TYPES = (
    "visit", "meeting", "call", "message", "gathering", "representation", "agreement", "relation", "initiative",
    "pledge", "aid", "mediation", "commemoration", "sanction", "statement",
)  # fmt: skip
STATUSES = ("occurred", "planned", "cancelled", "denied")
FORMS = {
    "visit": ("state", "official", "working", "private"),
    "message": ("congratulation", "condolence", "letter", "invitation"),
    "gathering": ("chaired", "hosted", "attended"),
    "representation": ("credentials", "appointed", "recalled", "expelled", "opened", "closed"),
    "agreement": ("signed", "adopted", "issued", "renewed", "ratified", "agreed"),
    "relation": ("established", "restored", "upgraded", "downgraded", "severed"),
    "initiative": ("proposed", "launched", "joined", "supported"),
    "sanction": ("imposed", "lifted"),
    "statement": ("support", "oppose", "condemn", "protest", "urge", "warn", "welcome"),
}


class Participant(msgspec.Struct, frozen=True, order=True):
    """A state, organisation, region or movement by `code`, or a person (`name`) who acts for it."""

    code: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.code}/{self.name}" if self.name else self.code

    @classmethod
    def parse(cls, text: str) -> "Participant":
        """Read `CODE` or `CODE/Full Name`."""
        code, _, name = text.partition("/")
        return cls(code.strip(), name.strip())


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an act took place: ISO 3166-1 alpha-3 country, city name, or a region where no more is said."""

    country: str = ""
    city: str = ""
    region: str = ""

    def __bool__(self) -> bool:
        return bool(self.country or self.city or self.region)


class Provenance(msgspec.Struct, frozen=True):
    """Where one value of one field came from: the characters it was read from, or what it was inferred from.

    `span` is None where the value was inferred; `reason` then names what from ("published", "tenure", "gathering").
    """

    field: str
    value: str
    span: Span | None
    reason: str


class Event(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One diplomatic act as one document tells it (codebook.md).

    `evidence` is the quote that shows the act. `provenance` leads each field back to its characters. `speaker` is who
    says it, where the document reports the act as somebody's words. `lexicon` names the entry that was matched.
    """

    document: str
    type: str
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...] = ()
    place: Place = Place()
    date: str = ""
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""
    evidence: Span
    speaker: str = ""
    lexicon: str = ""
    provenance: tuple[Provenance, ...] = ()

    @cached_property
    def id(self) -> str:
        """A stable identifier, derived from the document, the evidence and every field of the codebook."""
        key = "\x1f".join([
            self.document, self.type, str(self.evidence.start), str(self.evidence.end),
            *map(str, self.actors), ">", *map(str, self.targets),
            self.place.country, self.place.city, self.place.region, self.date, self.status,
            "" if self.count is None else str(self.count), self.title, self.form,
        ])  # fmt: skip
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def to_benchmark(self) -> dict[str, object]:
        """Give the event as a row of a benchmark's `events.jsonl` (codebook, Files); empty fields are left out."""
        row: dict[str, object] = {
            "doc": self.document,
            "type": self.type,
            "actors": [str(p) for p in self.actors],
            "targets": [str(p) for p in self.targets],
            "place": msgspec.to_builtins(self.place),
            "date": self.date,
            "status": self.status,
            "count": self.count,
            "title": self.title,
            "form": self.form,
            "evidence": self.evidence.text,
        }
        return {name: value for name, value in row.items() if value not in (None, "", [], {})}
