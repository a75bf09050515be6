"""What a telling counts: several acts, the members of a whole, or the people who came."""

import re

from communique.linking.titles import read_title
from communique.model import Event, Telling
from communique.model.numbers import spell

__all__ = ["are_whole_and_member", "is_rounded"]

ACTS = re.compile(
    r"\b(visits|trips|tours|journeys|meetings|encounters|calls|conversations|letters|messages|times|twice|"
    r"summits|rounds|sessions|dialogues|agreements|documents|instruments|deals|accords|memoranda|memorandums|mous|"
    r"treaties|contracts|resolutions|statements)\b",
    re.I,
)
COUNTED = ("visit", "meeting", "call", "message", "gathering", "representation", "agreement", "initiative")
MANY = 3
ROUGHLY = {
    "over": 1, "more than": 1, "at least": 1, "nearly": -1, "almost": -1, "close to": -1, "up to": -1, "about": 0,
    "around": 0, "some": 0, "roughly": 0, "approximately": 0,
}  # fmt: skip


def are_whole_and_member(one: Telling, other: Telling) -> bool:
    """Tell whether one telling counts several acts or members of which the other tells one."""
    a, b = one.event, other.event
    if a.type == "initiative" and "joined" in (a.form, b.form) and _is_one_of(a, b):
        return True
    if (a.count or 1) == (b.count or 1) or a.type not in COUNTED:
        return False
    if a.count is not None and b.count is not None:
        return min(a.count, b.count) * 2 < max(a.count, b.count)
    whole, part = (a, b) if a.count is not None else (b, a)
    return (whole.count or 1) > 1 and _counts_acts(whole) and not _is_whole(part)


def _is_one_of(one: Event, other: Event) -> bool:
    """Tell whether one side names a single member of those that the other names."""
    few, many = sorted(({p.code for p in event.actors} for event in (one, other)), key=len)
    return len(few) == 1 and len(many) >= MANY and few <= many


def _counts_acts(event: Event) -> bool:
    """Tell whether the count is one of acts or members, rather than of people at one act."""
    if event.type == "gathering":
        return bool(ACTS.search(event.title))
    if event.type in ("meeting", "call", "visit"):
        return bool(ACTS.search(event.evidence.text))
    return True


def _is_whole(event: Event) -> bool:
    """Tell whether an event without a count can be the whole: several members, or nobody and nothing in particular."""
    if event.type in ("representation", "message"):
        return len(event.targets) != 1
    if event.type == "initiative":
        return len(event.actors) > 1
    return event.type == "agreement" and bool(ACTS.search(event.title)) and read_title(event.title).generic


def is_rounded(telling: Telling, exact: int) -> bool:
    """Tell whether the count of a telling is said to be rough, and `exact` is within what it allows."""
    count = telling.event.count
    if count is None:
        return False
    span = telling.event.evidence
    near = telling.document.text[max(0, span.start - 120) : span.end + 120]
    written = rf"(?:{count:,}|{count}|{spell(count).replace('-', '[- ]')})"
    found = re.search(
        rf"(?<!hand )(?<!handed )(?<!turned )(?<!took )\b({'|'.join(ROUGHLY)})\s+(?:the\s+)?{written}\b", near, re.I
    )
    if not found:
        return False
    direction = ROUGHLY[" ".join(found[1].lower().split())]
    below, above = count - max(1, count // 5), count + max(1, count // 4)
    return (direction <= 0 and below <= exact <= count) or (direction >= 0 and count <= exact <= above)
