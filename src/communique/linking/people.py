"""Who takes part, compared: codes shared, persons alike, persons who exclude each other."""

from collections.abc import Iterable
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from communique.knowledge import load
from communique.linking.spelling import fold
from communique.model import Participant, When

__all__ = ["Company", "alike", "compare_company", "is_in_office"]

PARTICLES = frozenset(
    "al el bin ibn bint ben de der den di da do dos du la le van von abu abd dr mr mrs ms sir san".split()
)
SONS = frozenset(("bin", "ibn", "bint", "ben"))
NEARLY = 84


class Company(msgspec.Struct, frozen=True):
    """What two lists of participants have in common.

    `shared` are the codes of both; `same` those with a person alike on both sides, `clash` those for which each side
    names somebody else and nobody alike; `only_one` and `only_other` are the codes of one side alone.
    """

    shared: frozenset[str]
    same: frozenset[str]
    clash: frozenset[str]
    only_one: frozenset[str]
    only_other: frozenset[str]

    @property
    def equal(self) -> bool:
        """Tell whether both sides have the same codes."""
        return bool(self.shared) and not self.only_one and not self.only_other

    @property
    def nested(self) -> bool:
        """Tell whether one side has all codes of the other."""
        return bool(self.shared) and not (self.only_one and self.only_other)


def compare_company(one: Iterable[Participant], other: Iterable[Participant], on: When | None = None) -> Company:
    """Compare two lists of participants; an organisation that stands alone counts for its members of the day `on`."""
    first, second = _names(one), _names(other)
    shared = frozenset(first) & frozenset(second)
    if not shared and on is not None:
        for few, many in ((first, second), (second, first)):
            if len(few) == 1 and len(many) > 1 and _are_members(next(iter(few)), tuple(sorted(many)), on):
                return Company(frozenset(few), frozenset(), frozenset(), frozenset(), frozenset())
    named = [code for code in shared if first[code] and second[code]]
    same = frozenset(code for code in named if any(alike(a, b) for a in first[code] for b in second[code]))
    return Company(shared, same, frozenset(named) - same, frozenset(first) - shared, frozenset(second) - shared)


@lru_cache(maxsize=4096)
def _are_members(code: str, states: tuple[str, ...], on: When) -> bool:
    return set(states) <= load().members(code, on)


@lru_cache(maxsize=65536)
def is_in_office(person: Participant, on: When) -> bool | None:
    """Tell whether a person held an office of the state or organisation then, None for a person who is not known."""
    knowledge = load()
    known = knowledge.people_called(person.name)
    if not known:
        return None
    return any(tenure.code == person.code for one in known for tenure in knowledge.offices_of(one.id, on))


def _names(participants: Iterable[Participant]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for participant in participants:
        listed = names.setdefault(participant.code, [])
        if participant.name:
            listed.append(participant.name)
    return names


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Tell whether two names can be spellings of one person's: initials, left-out names and transliterations count.

    A father's name ("bin Salman") tells two persons apart where both have one, and is nobody's own name.
    """
    (first, father), (second, other_father) = _parts(one), _parts(other)
    if father and other_father and not _nearly(father, other_father):
        return False
    if not first or not second or first == second:
        return True
    if first[-1] in second or second[-1] in first:
        return not _given_names_differ(first, second)
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return _nearly(first, second)


def _nearly(first: list[str], second: list[str]) -> bool:
    return fuzz.token_sort_ratio(" ".join(first), " ".join(second)) >= NEARLY


def _given_names_differ(first: list[str], second: list[str]) -> bool:
    """Tell whether a shared family name goes with first names of which neither begins like the other."""
    if len(first) < 2 or len(second) < 2 or set(first[:-1]) & set(second[:-1]):
        return False
    if first[0] == second[-1] or second[0] == first[-1]:
        return False
    return first[0][0] != second[0][0]


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Give the words of a name and those of the father's name in it."""
    words, father = fold(name).split(), list[str]()
    for n in range(1, len(words) - 1):
        if words[n] in SONS:
            words, father = words[:n], [w for w in words[n + 1 :] if w not in PARTICLES][:1]
            break
    return [word for word in words if word not in PARTICLES], father
