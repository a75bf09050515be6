"""`communique code --explain`: why each event, and why none, as text and as JSON lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from communique.cli.formats import open_output
from communique.cli.rows import to_row
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.coding.explaining import Considered
    from communique.service import EventExplained, Explanation, SentenceExplained

__all__ = ["write_explanations"]

LONGEST = 100


def write_explanations(explanations: Iterable["Explanation"], form: str, output: Path | None) -> None:
    """Write explanations as text (`form` "table") or JSON lines. Raises UsageError for another format."""
    if form not in ("table", "jsonl"):
        raise UsageError(f"--explain cannot be written as {form}", hint="give --format jsonl, or none for text")
    with open_output(output) as stream:
        for explanation in explanations:
            if form == "jsonl":
                for row in _make_rows(explanation):
                    stream.write(msgspec.json.encode(row).decode() + "\n")
            else:
                _write_text(explanation, stream)


def _make_rows(explanation: "Explanation") -> Iterator[dict[str, object]]:
    """Give a row for every sentence, then one for every event, in the order of the text."""
    document = explanation.document
    for sentence in explanation.sentences:
        sight = sentence.sight
        yield {"kind": "sentence", "doc": document.id, "span": sight.span, "gate": sight.gate, "why": sight.why,
               "considered": sight.considered, "events": sentence.events}  # fmt: skip
    for told in explanation.events:
        yield {"kind": "event", "event": to_row(document, told.event), "proposition": told.proposition,
               "entry": told.entry, "fields": told.fields}  # fmt: skip


def _write_text(explanation: "Explanation", stream: TextIO) -> None:
    document = explanation.document
    dated = f"{document.published} ({document.published_from})" if document.published else "no date"
    stream.write(
        " · ".join(filter(None, (document.title or document.path or document.id, document.source, dated))) + "\n"
    )
    events = {told.event.id: told for told in explanation.events}
    for sentence in explanation.sentences:
        _write_sentence(sentence, stream)
        for name in sentence.events:
            if told := events.pop(name, None):
                _write_event(told, stream)
    for told in events.values():
        _write_event(told, stream)
    stream.write("\n")


def _write_sentence(sentence: "SentenceExplained", stream: TextIO) -> None:
    sight = sentence.sight
    stream.write(f"\n{sight.span.start}-{sight.span.end} “{_shorten(sight.span.text)}”\n")
    stream.write(f"  gate: {sight.gate}; {sight.why}\n")
    for considered in sight.considered:
        outcome = f"no: {considered.refused}" if considered.refused else "yes"
        stream.write(f"  “{considered.predicate.text}” as {considered.sense} [{_tell_slots(considered)}]: {outcome}\n")


def _write_event(told: "EventExplained", stream: TextIO) -> None:
    event = told.event
    who = ", ".join(map(str, (*event.actors, *event.targets)))
    stream.write(f"  ▶ {event.type} {event.id}: {' · '.join(filter(None, (who, event.date, event.status)))}\n")
    stream.write(f"    entry        {_shorten(told.entry)}\n")
    for field in told.fields:
        where = f"“{_shorten(field.span.text)}” {field.span.start}-{field.span.end}" if field.span else "inferred"
        because = "; ".join(filter(None, (field.reason, field.knowledge)))
        stream.write(f"    {field.field:<12} {field.value} ← {where}: {because}\n")


def _tell_slots(considered: "Considered") -> str:
    return ", ".join(f"{slot} {word}" for slot, word in considered.slots)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
