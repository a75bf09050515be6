"""Verdicts in plain sentences."""

from collections.abc import Sequence

import msgspec

from communique.model import MergedEvent
from communique.model.claims import Check, Claim

__all__ = ["Reasons", "tell_event", "tell_reasons"]

FIELDS = {
    "who": "the participant", "where": "the place", "when": "the time", "status": "whether it took place",
    "form": "the form", "what": "the object", "title": "the name", "level": "the level of the relationship", "number": "the number", "host": "the host",
    "count": "the count", "days": "the length", "members": "the number of those taking part", "sum": "the sum",
    "first": "that it was the first", "only": "that it was the only one", "last": "that it was the last",
    "ordinal": "the ordinal", "comparison": "the comparison", "name": "the name", "item": "the item",
}  # fmt: skip
MOST = 3


class Reasons(msgspec.Struct, frozen=True):
    """The sentences of a verdict: why, what is missing, and which part holds."""

    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    holds: tuple[str, ...]


def tell_reasons(
    claim: Claim, verdict: str, checks: Sequence[Check], supporting: Sequence[MergedEvent],
    contradicting: Sequence[MergedEvent], *, own: bool,
) -> Reasons:  # fmt: skip
    """Say why a claim has its verdict."""
    reasons: list[str] = []
    missing = [_tell_missing(check) for check in checks if check.outcome == "missing"]
    disputed = [check for check in checks if check.outcome == "disputed"]
    wrong = [check for check in checks if check.outcome == "wrong"]
    holds = tuple(f"{FIELDS[c.field]}: {c.claimed}" for c in checks if c.outcome == "holds")
    if own:
        reasons.append("Only the claimant's own text tells it; that does not support it.")
        missing.append("a source other than the claimant")
    elif verdict == "supported":
        reasons.append(_list("The record has it", supporting))
    reasons += [f"The record gives {FIELDS[c.field]} as {c.found}, the text as {c.claimed}." for c in wrong]
    reasons += [f"Sources differ on {FIELDS[c.field]} ({c.found}); the text says {c.claimed}." for c in disputed]
    if verdict == "contradicted" and contradicting:
        reasons.append(_list("Against it", contradicting))
    if verdict == "unverified" and not own:
        if supporting:
            reasons.append(_list("The record has a part of it", supporting))
        elif not disputed:
            reasons.append("The record holds no such act.")
            missing.append("a document that reports the act")
    return Reasons(tuple(reasons), tuple(dict.fromkeys(missing)), holds if verdict != "supported" else ())


def tell_event(event: MergedEvent) -> str:
    """Give an event in one line."""
    place = ", ".join(part for part in (event.place.city, event.place.country, event.place.region) if part)
    who = ", ".join(map(str, event.participants))
    status = event.status if event.status != "occurred" else ""
    parts = (event.date, status, event.form, event.type, event.title, f"of {who}" if who else "", f"in {place}" if place else "")
    return " ".join(part for part in parts if part)


def _list(opening: str, events: Sequence[MergedEvent]) -> str:
    shown = "; ".join(f"{tell_event(event)} ({', '.join(event.sources)})" for event in events[:MOST])
    more = f"; and {len(events) - MOST} more" if len(events) > MOST else ""
    return f"{opening}: {shown}{more}."


def _tell_missing(check: Check) -> str:
    if check.field == "item":
        return f"a document that reports {check.claimed}"
    return f"{FIELDS[check.field]} ({check.claimed}): the record has {check.found or 'nothing'}"
