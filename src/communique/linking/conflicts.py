"""Values of one act that cannot all be true, field by field, each with the tellings that give it."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence

from communique.linking.counts import is_rounded
from communique.linking.people import alike, compare_company
from communique.linking.spelling import fold
from communique.linking.times import compare_times, is_stay, when_of
from communique.linking.titles import read_title
from communique.model import Conflict, ConflictValue, Telling

__all__ = ["find_conflicts"]

Values = dict[str, list[Telling]]
PERSONAL = ("meeting", "call", "visit", "gathering", "message", "representation", "agreement")
CLOSED = 4


def find_conflicts(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """Find the fields on which tellings of one act conflict.

    A value that is merely vaguer than another takes no part; a status that changed with time is no conflict. Every
    value has the events that give it, agreeing ones included.
    """
    found: list[Conflict] = []
    for field, read in FIELDS.items():
        values = read(tellings)
        if len(values) > 1:
            listed = [ConflictValue(value, tuple(sorted({t.id for t in told}))) for value, told in values.items()]
            found.append(Conflict(field, tuple(sorted(listed, key=lambda x: (-len(x.events), x.value)))))
    return tuple(found)


def _clashing(
    tellings: Sequence[Telling], value: Callable[[Telling], str], clash: Callable[[Telling, Telling], bool]
) -> Values:
    """Give the values of the tellings that clash with another telling."""
    told = [telling for telling in tellings if value(telling)]
    found: Values = defaultdict(list)
    for telling in told:
        if any(clash(telling, other) for other in told if other is not telling):
            found[value(telling)].append(telling)
    return found


def _participants(tellings: Sequence[Telling]) -> Values:
    """Give the persons who take one place: each telling names one person for a code, and not the same."""
    found: Values = defaultdict(list)
    if tellings[0].event.type not in PERSONAL:
        return found
    for one, other in itertools.combinations(tellings, 2):
        a, b = ((*t.event.actors, *t.event.targets) for t in (one, other))
        company = compare_company(a, b)
        if not company.equal or len(company.shared) > CLOSED:
            continue
        for code in company.clash:
            for telling in tellings:
                for p in (*telling.event.actors, *telling.event.targets):
                    if p.code == code and p.name:
                        listed = found[_spelling(found, str(p))]
                        if telling not in listed:
                            listed.append(telling)
    return found


def _spelling(found: Values, participant: str) -> str:
    """Give the spelling under which a person is already listed, else the one at hand."""
    code, _, name = participant.partition("/")
    for known in found:
        if known.partition("/")[0] == code and alike(known.partition("/")[2], name):
            return known
    return participant


def _places(tellings: Sequence[Telling]) -> Values:
    def clash(one: Telling, other: Telling) -> bool:
        here, there = one.event.place, other.event.place
        if here.country and there.country and here.country != there.country:
            return True
        if not here.city or not there.city or fold(here.city) == fold(there.city):
            return False
        return one.event.type != "visit" or _both_of_one_day(one, other)

    across = len({t.event.place.country for t in tellings if t.event.place.country}) > 1

    def value(telling: Telling) -> str:
        place = telling.event.place
        return ", ".join(filter(None, (place.city, place.country))) if across or not place.city else place.city

    return _clashing(tellings, value, clash)


def _both_of_one_day(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of a stay leave no time for two cities."""
    first, second = when_of(one), when_of(other)
    return first is not None and second is not None and first.days == second.days == 1 and first.overlaps(second)


def _dates(tellings: Sequence[Telling]) -> Values:
    visit = tellings[0].event.type == "visit"
    stays = [when for t in tellings if (when := when_of(t)) and when.days > 1 and is_stay(when)]

    def clash(one: Telling, other: Telling) -> bool:
        first, second = when_of(one), when_of(other)
        if first is None or second is None:
            return False
        if first.overlaps(second):
            return compare_times(one, other).kind == "cross"
        if not visit:
            return True
        as_planned = {one.event.status, other.event.status} == {"planned", "occurred"}
        shifted = as_planned and compare_times(one, other).gap <= 1
        return not shifted and not any(stay.contains(first) and stay.contains(second) for stay in stays)

    return _clashing(tellings, lambda telling: telling.event.date, clash)


def _statuses(tellings: Sequence[Telling]) -> Values:
    def clash(one: Telling, other: Telling) -> bool:
        pair = {one.event.status, other.event.status}
        if "denied" in pair:
            return "occurred" in pair
        if pair != {"occurred", "cancelled"}:
            return False
        cancelled, occurred = (one, other) if one.event.status == "cancelled" else (other, one)
        told, happened = cancelled.document.published, when_of(occurred)
        return told is None or happened is None or told >= happened.first

    return _clashing(tellings, lambda telling: telling.event.status, clash)


def _counts(tellings: Sequence[Telling]) -> Values:
    def clash(one: Telling, other: Telling) -> bool:
        a, b = one.event.count, other.event.count
        return a is not None and b is not None and a != b and not is_rounded(one, b) and not is_rounded(other, a)

    return _clashing(tellings, lambda t: "" if t.event.count is None else str(t.event.count), clash)


def _titles(tellings: Sequence[Telling]) -> Values:
    kind = tellings[0].event.type

    def clash(one: Telling, other: Telling) -> bool:
        first, second = read_title(one.event.title), read_title(other.event.title)
        if first.ordinal is not None and second.ordinal is not None and first.ordinal != second.ordinal:
            return True
        if first.amounts - second.amounts and second.amounts - first.amounts:
            return True
        return kind == "relation" and "partnership" in first.words & second.words and first.words != second.words

    return _clashing(tellings, lambda telling: telling.event.title, clash)


def _forms(tellings: Sequence[Telling]) -> Values:
    if tellings[0].event.type != "visit":
        return {}
    return _clashing(tellings, lambda t: t.event.form, lambda one, other: one.event.form != other.event.form)


FIELDS: dict[str, Callable[[Sequence[Telling]], Values]] = {
    "participants": _participants,
    "place": _places,
    "date": _dates,
    "status": _statuses,
    "count": _counts,
    "title": _titles,
    "form": _forms,
}
