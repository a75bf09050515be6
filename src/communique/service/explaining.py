"""Why a document has the events that it has: proposition, lexicon entry, knowledge and inference behind every field."""

import datetime
from typing import TYPE_CHECKING

import msgspec

from communique.errors import ReadingError
from communique.model import Document, Event, Participant, Provenance, Span, When
from communique.service.coding import load_coder
from communique.service.reading import date_document, parse_day

if TYPE_CHECKING:
    from communique.coding.explaining import Considered, Reasoning, Sight
    from communique.knowledge.world import Knowledge

__all__ = ["EventExplained", "Explanation", "FieldExplained", "SentenceExplained", "explain", "explain_document"]

REASONS = {
    "stated": "stated there",
    "read": "seen there by the learned reader",
    "reference": "whom the words mean by what the text said before",
    "review year": "a review of one year: what it does not date happened then",
}


class FieldExplained(msgspec.Struct, frozen=True):
    """One value: the characters that it was read from (None where inferred), the reason, and what the tables add."""

    field: str
    value: str
    span: Span | None
    reason: str
    knowledge: str = ""


class EventExplained(msgspec.Struct, frozen=True):
    """An event with the proposition that told it, the entry of the lexicon, and the fields with their grounds."""

    event: Event
    proposition: "Considered | None"
    entry: str
    fields: tuple[FieldExplained, ...]


class SentenceExplained(msgspec.Struct, frozen=True):
    """A sentence: what the gate made of it and why, what was considered, and which events (identifiers) it tells."""

    sight: "Sight"
    events: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True):
    """The sentences of a document in order, and its events."""

    document: Document
    sentences: tuple[SentenceExplained, ...]
    events: tuple[EventExplained, ...]


def explain(
    text: str | Document, *, published: datetime.date | str | None = None, title: str = "", source: str = ""
) -> Explanation | None:
    """Code a text as `code` does and say why: every event field by field, every sentence with what was considered.

    None for a text without words. The events are those that `code` gives.
    """
    if isinstance(text, Document):
        return explain_document(text)
    from communique.reading import Draft, make_document

    day = parse_day(published)
    try:
        document = make_document(Draft(text, title=title, source=source), published=day)
    except ReadingError:
        return None
    return explain_document(date_document(document))


def explain_document(document: Document) -> Explanation:
    """Explain one document as it is, its reference date included."""
    coder = load_coder()
    reasoning = coder.explain(document)
    events = sorted(reasoning.events, key=lambda event: (event.evidence, event.type))
    sentences = tuple(
        SentenceExplained(sight, tuple(event.id for event in events if _told_in(event, sight)))
        for sight in reasoning.sights
    )
    explained = tuple(_explain_event(event, reasoning, document, coder.knowledge) for event in events)
    return Explanation(document, sentences, explained)


def _told_in(event: Event, sight: "Sight") -> bool:
    return any(sight.span.covers(span) for span in _predicates(event))


def _predicates(event: Event) -> list[Span]:
    return [row.span for row in event.provenance if row.field == "type" and row.span is not None]


def _explain_event(event: Event, reasoning: "Reasoning", document: Document, knowledge: "Knowledge") -> EventExplained:
    first = next(iter(_predicates(event)), event.evidence)
    told = (c for sight in reasoning.sights for c in sight.considered if not c.refused)
    proposition = next((c for c in told if c.predicate == first and c.sense == event.lexicon), None)
    fields = [_explain_field(row, event, document, knowledge) for row in event.provenance]
    named = {row.field for row in event.provenance}
    if proposition is not None:
        how = f"told as {proposition.told or 'background'}" if "status" not in named else ""
        fields += [FieldExplained("status", event.status, first, how)] if how else []
    if event.form and "form" not in named:
        fields.append(FieldExplained("form", event.form, first, f"the form of {event.lexicon}"))
    return EventExplained(event, proposition, _tell_entry(event.lexicon), tuple(fields))


def _tell_entry(name: str) -> str:
    """Tell an entry of the lexicon: its name and its predicates."""
    from communique.knowledge.senses import load_lexicon

    sense = next((sense for sense in load_lexicon().senses if sense.id == name), None)
    if sense is None:
        return f"{name} (the learned reader: no entry of the lexicon tells it)" if name.endswith(".read") else name
    kinds = [f"{kind} {', '.join(words)}" for kind, words in (("verbs", sense.verbs), ("nouns", sense.nouns)) if words]
    return f"{name} ({'; '.join(kinds)})"


def _explain_field(row: Provenance, event: Event, document: Document, knowledge: "Knowledge") -> FieldExplained:
    reason = REASONS.get(row.reason, row.reason)
    known = ""
    if row.field == "type":
        reason = f"the predicate of {row.reason}"
    elif row.field == "participant":
        known = _tell_participant(Participant.parse(row.value), event, document, knowledge)
    elif row.field == "place" and event.place.country and row.span is not None:
        known = _tell_place(event, row.span, knowledge)
    elif row.field == "date" and row.span is not None and row.value[:4] not in row.span.text and document.published:
        reason = f"{reason}, a time in words; published on {document.published} ({document.published_from})"
    return FieldExplained(row.field, row.value, row.span, reason, known)


def _tell_participant(participant: Participant, event: Event, document: Document, knowledge: "Knowledge") -> str:
    """Tell the office of a person at the time of the act, or what the code stands for."""
    from communique.knowledge.bearers import tell_tenure

    if not participant.name:
        return f"{participant.code} is {knowledge.name_of(participant.code)}"
    on = When.parse(event.date) if event.date else When.day(document.published) if document.published else None
    people = [person for person in knowledge.people_called(participant.name) if person.id.startswith(participant.name)]
    tenures = [tenure for person in people for tenure in knowledge.offices_of(person.id, on)]
    own = [tenure for tenure in tenures if tenure.code == participant.code] or tenures
    if own:
        return tell_tenure(knowledge, own[-1])
    if people:
        return "in the tables, without an office on the day"
    return "not in the tables: name and state are as the text tells"


def _tell_place(event: Event, span: Span, knowledge: "Knowledge") -> str:
    name = knowledge.name_of(event.place.country)
    if event.place.city and name not in span.text:
        return f"{event.place.city} lies in {name}"
    return f"{event.place.country} is {name}"
