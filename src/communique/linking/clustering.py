"""Acts out of judgements: a partition of tellings that depends on what was judged, never on the order of it."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.linking.excluding import excludes, names_others
from communique.linking.times import is_vague, when_of
from communique.linking.wording import points_to_latest
from communique.model import Link, Telling

__all__ = ["cluster"]

MACHINE = "machine"
MARGIN = 0.2
FLOOR = 1e-6
NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def cluster(tellings: Sequence[Telling], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Group the events of `tellings` into acts by `links`; gives identifiers, sorted within and between groups.

    A person's link wins over the machine's, a later one of a person over an earlier; withdrawn ones do not count.
    Links are taken best first, those that put one person for another last; two groups become one when no telling of
    one excludes a telling of the other. A vague telling that fits several groups about equally well stays alone. Only
    tellings that links connect touch each other, so that each connected component can be computed for itself.
    """
    known = {telling.id: telling for telling in tellings}
    standing = [x for x in links if x.withdrawn is None and x.one in known and x.other in known]
    groups: list[tuple[str, ...]] = []
    for members, inside in _components(known, standing):
        groups += _Component({event: known[event] for event in members}, inside).solve()
    return sorted(groups)


class _Component:
    """The groups of one connected component while they grow."""

    def __init__(self, tellings: dict[str, Telling], links: list[Link]) -> None:
        self.tellings = tellings
        self.links = links
        self.group: dict[str, tuple[str, ...]] = {event: (event,) for event in tellings}
        self.apart: set[frozenset[str]] = set()
        self.links_of: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.by == MACHINE and link.same:
                self.links_of[link.one].append(link)
                self.links_of[link.other].append(link)
        self.exclusions: dict[frozenset[str], bool] = {}

    def solve(self) -> list[tuple[str, ...]]:
        """Give the groups."""
        if len(self.tellings) > 1:
            self._obey()
            machine = [x for x in self.links if x.by == MACHINE and x.same]
            clear = [x for x in machine if not self._is_vague(x)]
            for link in sorted(clear, key=lambda link: (self._names_others(link), *_best_first(link))):
                self._try(link)
            for link in sorted((x for x in machine if self._is_vague(x)), key=_best_first):
                if not self._is_torn(link):
                    self._try(link)
        return sorted(set(self.group.values()))

    def _obey(self) -> None:
        """Do what persons said, the later judgement first."""
        persons = [x for x in self.links if x.by != MACHINE]
        for link in sorted(persons, key=_latest_first):
            pair = frozenset((link.one, link.other))
            if not link.same:
                if self.group[link.one] != self.group[link.other]:
                    self.apart.add(pair)
            elif not self._is_forbidden(self.group[link.one], self.group[link.other]):
                self._join(self.group[link.one], self.group[link.other])

    def _try(self, link: Link) -> None:
        one, other = self.group[link.one], self.group[link.other]
        if one != other and self._can_join(one, other):
            self._join(one, other)

    def _join(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        joined = tuple(sorted({*one, *other}))
        for event in joined:
            self.group[event] = joined

    def _can_join(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        if self._is_forbidden(one, other):
            return False
        return not any(self._excludes(a, b) for a in one for b in other)

    def _is_forbidden(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return bool(self.apart) and any(frozenset((a, b)) in self.apart for a in one for b in other)

    def _excludes(self, a: str, b: str) -> bool:
        pair = frozenset((a, b))
        if pair not in self.exclusions:
            self.exclusions[pair] = excludes(self.tellings[a], self.tellings[b])
        return self.exclusions[pair]

    def _is_vague(self, link: Link) -> bool:
        return is_vague(self.tellings[link.one]) or is_vague(self.tellings[link.other])

    def _names_others(self, link: Link) -> bool:
        return names_others(self.tellings[link.one], self.tellings[link.other])

    def _is_torn(self, link: Link) -> bool:
        """Tell whether a vague side of the link fits another group about as well, which cannot join this one."""
        return any(
            self._has_rival(mine, theirs, link)
            for mine, theirs in ((link.one, link.other), (link.other, link.one))
            if is_vague(self.tellings[mine])
        )

    def _has_rival(self, mine: str, theirs: str, link: Link) -> bool:
        group, target = self.group[mine], self.group[theirs]
        latest = points_to_latest(self.tellings[mine])
        for event in group:
            for other in self.links_of[event]:
                rival = self.group[other.other if other.one == event else other.one]
                if rival in (group, target) or not self._can_join(group, rival) or self._can_join(rival, target):
                    continue
                if self._last_day(rival) > self._last_day(target) if latest else _margin(other, link) >= -MARGIN:
                    return True
        return False

    def _last_day(self, group: tuple[str, ...]) -> datetime.date:
        return max((when.last for event in group if (when := when_of(self.tellings[event]))), default=datetime.date.min)


def _components(known: Iterable[str], links: list[Link]) -> list[tuple[list[str], list[Link]]]:
    """Give the connected components: their events and the links inside."""
    parent = {event: event for event in known}

    def root(event: str) -> str:
        while parent[event] != event:
            parent[event] = parent[parent[event]]
            event = parent[event]
        return event

    for link in links:
        parent[root(link.one)] = root(link.other)
    members: dict[str, list[str]] = defaultdict(list)
    inside: dict[str, list[Link]] = defaultdict(list)
    for event in parent:
        members[root(event)].append(event)
    for link in links:
        inside[root(link.one)].append(link)
    return [(members[top], inside[top]) for top in members]


def _margin(one: Link, other: Link) -> float:
    """Give by how many points a link is better than another, from their scores."""
    first, second = (math.log(max(link.score, FLOOR) / max(1 - link.score, FLOOR)) for link in (one, other))
    return first - second


def _best_first(link: Link) -> tuple[float, str, str]:
    return -link.score, link.one, link.other


def _latest_first(link: Link) -> tuple[float, bool, str, str, str]:
    made = link.made or NEVER
    if made.tzinfo is None:
        made = made.replace(tzinfo=datetime.UTC)
    return -(made - NEVER).total_seconds(), link.same, link.one, link.other, link.by
