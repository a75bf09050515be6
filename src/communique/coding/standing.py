"""Which merged acts stand: what a type needs at the least to be an act of diplomacy at all (codebook, rulings)."""

import re
from collections.abc import Sequence

from communique.coding.drafts import Draft

__all__ = ["SPEAKING", "stands"]

RECEIVING = frozenset(["meeting.receive-plain", "meeting.receive"])
SPEAKING = frozenset(["meeting.discuss"])  # says what was talked of, and only by that that there was a meeting
OWN_WORDS = frozenset(["statement", "note", "article", "communication"])
FALLING = frozenset(["severed", "downgraded"])
NEAR = 200  # characters
PRESENTING = re.compile(r"\bpresent(?:s|ed|ing)?\b", re.I)
UNNAMED = frozenset(["agreements", "documents", "accords", "treaties", "contracts", "memoranda", "deals"])


def stands(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether an act of a document, of which all are `drafts`, is one between states at all.

    A meeting within one government is none, what was discussed at one is no further one, to be received for presenting
    credentials is the ceremony, a region does not travel, what one state alone states in its own words is no
    instrument, and nor are "agreements" of any kind.
    """
    codes = draft.codes()
    match draft.type:
        case "meeting" if draft.sense in SPEAKING and any(_occasion_of(draft, other) for other in drafts):
            return False
        case "meeting" if _sum_of(draft, drafts) or any(_phoned(draft, other) for other in drafts):
            return False
        case "meeting" if any(_arrival_of(draft, other) for other in drafts):
            return False
        case "meeting" if draft.sense in RECEIVING and any(_ceremony_of(draft, other) for other in drafts):
            return False
        case "message":
            return not any(_spoken_at(draft, other) or _paper_of(draft, other) for other in drafts)
        case "representation" if draft.form == "expelled" and draft.actors and draft.targets:
            return {p.code for p in draft.actors} != {p.code for p in draft.targets}
        case "relation" if len(codes) == 1:
            return not any(_relation_of(draft, other) for other in drafts)
        case "meeting" | "call":
            return len(codes) != 1 or draft.count is not None
        case "visit":
            return not all(p.code.startswith("region:") for p in draft.actors)
        case "agreement" if draft.form == "issued" and len(codes) == 1 and all(len(code) == 3 for code in codes):
            words = set(draft.title.lower().split())
            return not words & OWN_WORDS or "joint" in words
        case "agreement":
            return draft.count is not None or draft.title.lower() not in UNNAMED
    return True


def _ceremony_of(draft: Draft, other: Draft) -> bool:
    """Tell whether credentials were presented between the same two on the same day."""
    when = draft.may_coincide(other)
    return other.type == "representation" and other.form == "credentials" and draft.codes() <= other.codes() and when


def _occasion_of(talk: Draft, other: Draft) -> bool:
    """Tell whether an act is the meeting or call at which those of another may have spoken."""
    return other is not talk and other.type in ("meeting", "call") and talk.codes() <= other.codes()


def _spoken_at(draft: Draft, other: Draft) -> bool:
    """Tell whether wishes were spoken when the two met or telephoned (codebook, ruling 5)."""
    when = draft.may_coincide(other)
    both = len(draft.codes()) > 1 and draft.codes() <= other.codes()
    return (
        draft.sense == "message.of"
        and other.type in ("meeting", "call")
        and other.status == "occurred"
        and both
        and when
    )


def _paper_of(draft: Draft, other: Draft) -> bool:
    """Tell whether a letter that is presented is one of credence."""
    return draft.form == "letter" and _ceremony_of(draft, other) and bool(PRESENTING.search(draft.evidence.text))


def _relation_of(draft: Draft, other: Draft) -> bool:
    """Tell whether a change that is told of one side alone is told elsewhere of both."""
    falling = {draft.form, other.form} <= FALLING
    alike = draft.form == other.form or falling
    when = draft.may_coincide(other)
    return other.type == "relation" and alike and when and draft.codes() < other.codes()


def _phoned(draft: Draft, other: Draft) -> bool:
    """Tell whether "consultations" of the same people told in one breath with a call are that call."""
    near = abs(draft.order - other.order) < NEAR and set(draft.actors) == set(other.actors)
    return draft.sense == "meeting.talks" and other.type == "call" and near and draft.when == other.when


def _arrival_of(draft: Draft, other: Draft) -> bool:
    """Tell whether to be received at the airport is but the arrival of a visit that is told."""
    received = draft.sense in (*RECEIVING, "meeting.read") and "airport" in draft.evidence.text.lower()
    when = draft.may_coincide(other)
    where = not draft.place.country or draft.place.country == other.place.country
    travelled = any(
        p.code == q.code and (p.name == q.name or not p.name or not q.name)
        for p in other.actors
        for q in draft.everyone()
    )
    return received and other.type == "visit" and when and where and travelled


def _sum_of(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether "met leaders of the Pacific islands" only sums up meetings that are told one by one."""
    regions = [p for p in draft.actors if p.code.startswith("region:")]
    ours = {p for p in draft.actors if p.name}
    if not regions or len(ours) != 1 or len(draft.actors) != len(regions) + 1 or draft.count is not None:
        return False
    told = [d for d in drafts if d.type == "meeting" and d is not draft and ours <= set(d.actors)]
    same_time = [d for d in told if d.may_coincide(draft)]
    return sum(len({p.code for p in d.actors}) > 1 and not _regional(d) for d in same_time) > 1


def _regional(draft: Draft) -> bool:
    return any(p.code.startswith("region:") for p in draft.actors)
