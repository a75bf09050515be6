"""Verdicts, acts and questions in plain sentences."""

import re
from collections.abc import Sequence

import msgspec

from communique.knowledge.world import Knowledge
from communique.model import MergedEvent, Query
from communique.model.claims import Check, Claim

__all__ = ["FIELDS", "OPENINGS", "Reasons", "say", "tell_event", "tell_query", "tell_reasons"]

FIELDS = {
    "who": "who took part", "where": "the place", "when": "the time", "status": "whether it took place",
    "form": "the form", "what": "the object", "title": "the name", "level": "the level of the relationship",
    "number": "the ordinal", "host": "the host", "count": "the count", "days": "the length",
    "members": "how many took part", "sum": "the sum", "first": "that it was the first",
    "only": "that it was the only one", "last": "that it was the last", "ordinal": "which one it was",
    "comparison": "the comparison", "name": "the name", "item": "the item", "amount": "the number",
}  # fmt: skip
MOST = 3
OPENINGS = ("The record has it", "Against it", "The record has a part of it")
PARTY = re.compile(r"\b[A-Z][A-Z0-9:-]*/([^,/]+)")
CODE = re.compile(r"(?<![\w/])(?:[A-Z]{3}|region:[\w ]+)\b")


class Reasons(msgspec.Struct, frozen=True):
    """The sentences of a verdict: why, what is missing, and which part holds."""

    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    holds: tuple[str, ...]


def tell_reasons(
    claim: Claim, verdict: str, checks: Sequence[Check], supporting: Sequence[MergedEvent],
    contradicting: Sequence[MergedEvent], knowledge: Knowledge, *, own: bool,
) -> Reasons:  # fmt: skip
    """Say why a claim has its verdict."""
    reasons: list[str] = []
    missing = [_tell_missing(check, knowledge) for check in checks if check.outcome == "missing"]
    agreed: dict[str, list[str]] = {}
    for check in checks:
        if check.outcome == "holds":
            agreed.setdefault(FIELDS[check.field], []).append(say(check.claimed, knowledge))
    holds = [f"{field}: {', '.join(dict.fromkeys(values))}" for field, values in agreed.items()]
    if own:
        reasons.append("Only the claimant's own text tells it; that does not support it.")
        missing.append("a source other than the claimant")
    elif verdict == "supported":
        reasons.append(_list(OPENINGS[0], supporting, knowledge))
    for check in checks:
        claimed, found = say(check.claimed, knowledge), say(check.found, knowledge)
        if check.outcome == "wrong":
            reasons.append(f"The record differs on {FIELDS[check.field]}: it has {found}, the text says {claimed}.")
        elif check.outcome == "disputed":
            reasons.append(f"Sources differ on {FIELDS[check.field]} ({found}); the text says {claimed}.")
    if verdict == "contradicted" and contradicting:
        reasons.append(_list(OPENINGS[1], contradicting, knowledge))
    if verdict == "unverified" and not own:
        if supporting:
            reasons.append(_list(OPENINGS[2], supporting, knowledge))
        else:
            reasons.append("The record holds no such act.")
            missing.append("a document that reports the act")
    return Reasons(
        tuple(reasons), tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(holds)) if verdict != "supported" else ()
    )


def tell_event(event: MergedEvent, knowledge: Knowledge) -> str:
    """Give an event in one line, states by their names."""
    kind = " ".join(part for part in (event.form if event.type == "visit" else "", event.type) if part)
    status = f" ({event.status})" if event.status != "occurred" else ""
    place = ", ".join(
        part for part in (event.place.city, _name(event.place.country, knowledge), event.place.region) if part
    )
    who = ", ".join(p.name or _name(p.code, knowledge) for p in event.participants)
    title = f"“{event.title}”" if event.title else ""
    return ", ".join(part for part in (event.date or "no date", f"{kind}{status}", title, who, place) if part)


def tell_query(query: Query, knowledge: Knowledge) -> str:
    """Give a question to the record in one line."""
    parts = [" or ".join(query.types) or "any act"]
    if query.forms or query.statuses:
        parts.append(" ".join((*query.forms, *query.statuses)))
    if query.who:
        parts.append("with " + " and ".join(_name(p.code, knowledge) for p in query.who))
    place = ", ".join(part for part in (query.city, _name(query.country, knowledge), query.region) if part)
    if place:
        parts.append(f"in {place}")
    if query.title:
        parts.append(f"named “{query.title}”")
    if query.first and query.last:
        parts.append(f"on {query.first}" if query.first == query.last else f"from {query.first} to {query.last}")
    return "; ".join(parts)


def say(text: str, knowledge: Knowledge) -> str:
    """Put names for the codes of a value ("FRA/Emmanuel Macron" is Emmanuel Macron, "CHN" China)."""
    return CODE.sub(lambda found: _name(found.group(), knowledge), PARTY.sub(r"\1", text))


def _name(code: str, knowledge: Knowledge) -> str:
    return knowledge.name_of(code).removeprefix("region:")


def _list(opening: str, events: Sequence[MergedEvent], knowledge: Knowledge) -> str:
    shown = "; ".join(f"{tell_event(event, knowledge)} [{'; '.join(event.sources)}]" for event in events[:MOST])
    more = f"; and {len(events) - MOST} more" if len(events) > MOST else ""
    return f"{opening}: {shown}{more}."


def _tell_missing(check: Check, knowledge: Knowledge) -> str:
    claimed = say(check.claimed, knowledge)
    if check.field == "item":
        return f"a document that reports {claimed}"
    return f"{FIELDS[check.field]} ({claimed}); in the record: {say(check.found, knowledge) or 'nothing'}"
