"""One event out of the tellings of one act: the more specific of all, and what they disagree on."""

import datetime
import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from communique.linking.conflicts import find_conflicts
from communique.linking.decisions import apply_decisions
from communique.linking.people import alike
from communique.linking.spelling import fold
from communique.linking.times import is_stay, when_of
from communique.linking.titles import read_title
from communique.model import Conflict, Decision, MergedEvent, Participant, Place, Telling, When

__all__ = ["act_id", "merge"]

Value = TypeVar("Value", bound=Hashable)
STAYS = ("visit", "gathering")
FORM_ORDER = ("hosted", "chaired", "attended", "ratified", "renewed", "signed", "adopted", "issued", "agreed")


def merge(tellings: Sequence[Telling], decisions: Sequence[Decision] = ()) -> MergedEvent:
    """Merge the tellings of one act, in whatever order they come, and apply what persons decided about it.

    The identifier is that of the earliest telling's event, so that it stays when later documents tell the act too.
    Decisions on other events do not count. Raises ValueError where there is no telling, or the types differ.
    """
    told = sorted(tellings, key=_in_order)
    if not told or len({telling.event.type for telling in told}) > 1:
        raise ValueError("an act needs tellings, all of one type")
    conflicts = find_conflicts(told)
    actors, targets = _merge_participants(told, conflicts)
    merged = MergedEvent(
        id=act_id(told[0].id),
        type=told[0].event.type,
        actors=actors,
        targets=targets,
        place=_merge_place(told),
        date=_merge_date(told),
        status=_merge_status(told, conflicts),
        count=_vote(told, lambda t: t.event.count),
        title=_merge_title(told),
        form=_merge_form(told),
        tellings=tuple(told),
        conflicts=conflicts,
    )
    return apply_decisions(merged, decisions)


def act_id(event: str) -> str:
    """Give the identifier of the act whose earliest telling is the event of this identifier."""
    return hashlib.sha256(f"act {event}".encode()).hexdigest()[:16]


def _in_order(telling: Telling) -> tuple[str, str, int, str]:
    published = telling.document.published
    return published.isoformat() if published else "9999", telling.document.id, telling.event.evidence.start, telling.id


def _vote(told: Iterable[Telling], value: Callable[[Telling], Value | None]) -> Value | None:
    """Give the value that most sources give, the earliest of a tie; None and empty values do not vote."""
    sources: dict[Value, set[str]] = {}
    for telling in told:
        given = value(telling)
        if given is not None and given != "":
            sources.setdefault(given, set()).add(telling.source)
    return max(sources, key=lambda given: len(sources[given])) if sources else None


def _merge_participants(
    told: list[Telling], conflicts: tuple[Conflict, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    everyone: dict[Participant, set[str]] = {}
    sides: dict[Participant, list[bool]] = {}
    for telling in told:
        for side, listed in ((True, telling.event.actors), (False, telling.event.targets)):
            for participant in listed:
                known = next((p for p in everyone if _one_person(p, participant)), participant)
                everyone.setdefault(known, set()).add(telling.source)
                sides.setdefault(known, []).append(side)
    named = {p.code for p in everyone if p.name}
    rejected = _outvoted(conflicts, everyone)
    kept = [p for p in everyone if (p.name or p.code not in named) and p not in rejected]
    actors = tuple(p for p in kept if any(sides[p]))
    return actors, tuple(p for p in kept if not any(sides[p]))


def _one_person(one: Participant, other: Participant) -> bool:
    return one.code == other.code and bool(one.name) == bool(other.name) and alike(one.name, other.name)


def _outvoted(conflicts: tuple[Conflict, ...], everyone: dict[Participant, set[str]]) -> set[Participant]:
    """Give the persons of a conflict whom fewer sources name, or later ones, than another for the same place."""
    rejected: set[Participant] = set()
    for conflict in conflicts:
        if conflict.field == "participants":
            values = [Participant.parse(value.value) for value in conflict.values]
            for code in {value.code for value in values}:
                rivals = [p for p in everyone if p.code == code and any(_one_person(p, v) for v in values)]
                best = max(rivals, key=lambda p: len(everyone[p]))
                rejected |= set(rivals) - {best}
    return rejected


def _merge_place(told: list[Telling]) -> Place:
    country = _vote(told, lambda t: t.event.place.country)
    if not country:
        city = _vote(told, lambda t: t.event.place.city) or ""
        return Place(city=city, region="" if city else _vote(told, lambda t: t.event.place.region) or "")
    inside = [t for t in told if t.event.place.country == country and t.event.place.city]
    folded = _vote(inside, lambda t: fold(t.event.place.city))
    city = next((t.event.place.city for t in inside if fold(t.event.place.city) == folded), "")
    return Place(country=country, city=city)


def _merge_date(told: list[Telling]) -> str:
    """Give the time that most sources allow, among those that are not vaguer than another; of a stay the whole stay."""
    dated = [(telling, when) for telling in told if (when := when_of(telling)) is not None]
    stays = {when for _, when in dated if is_stay(when)} if told[0].event.type in STAYS else set()

    def is_vaguer(when: When) -> bool:
        if when in stays:
            return any(stay != when and stay.contains(when) for stay in stays)
        return any(other.days < when.days and when.contains(other) for _, other in dated)

    def support(when: When) -> int:
        return len({telling.source for telling, other in dated if other.overlaps(when)})

    best = max((pair for pair in dated if not is_vaguer(pair[1])), key=lambda pair: support(pair[1]), default=None)
    return best[0].event.date if best else ""


def _merge_status(told: list[Telling], conflicts: tuple[Conflict, ...]) -> str:
    """Give what became of the act: what most say where they conflict, else what was told last."""
    settled = [telling for telling in told if telling.event.status != "planned"]
    if not settled:
        return "planned"
    if any(conflict.field == "status" for conflict in conflicts):
        return _vote(settled, lambda t: t.event.status) or "occurred"
    return max(settled, key=lambda t: t.document.published or datetime.date.min).event.status


def _merge_title(told: list[Telling]) -> str:
    titled = [telling for telling in told if telling.event.title]
    if not titled:
        return ""
    number = _vote(titled, lambda t: read_title(t.event.title).ordinal)
    fit = [t for t in titled if read_title(t.event.title).ordinal == number] or titled
    return max(fit, key=lambda t: _weight(t.event.title)).event.title


def _weight(title: str) -> tuple[int, int]:
    read = read_title(title)
    return len(read.names) + len(read.words) + len(read.amounts), len(read.kinds)


def _merge_form(told: list[Telling]) -> str:
    if told[0].event.type in ("gathering", "agreement"):
        given = {telling.event.form for telling in told}
        return next((form for form in FORM_ORDER if form in given), "")
    return _vote(told, lambda t: t.event.form) or ""
