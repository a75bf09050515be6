"""The tellings of a whole collection, linked and merged in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.linking.blocking import block_keys
from communique.linking.clustering import cluster
from communique.linking.comparing import compare
from communique.linking.merging import merge
from communique.model import Link, MergedEvent, Telling

__all__ = ["link_all", "merge_all"]


def link_all(tellings: Sequence[Telling]) -> list[Link]:
    """Judge all pairs of tellings that share a key; gives the links in order of their events."""
    by_key: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for n, telling in enumerate(tellings):
        for key in block_keys(telling):
            pairs.update((before, n) for before in by_key[key])
            by_key[key].append(n)
    links = (compare(tellings[a], tellings[b]) for a, b in pairs)
    return sorted((link for link in links if link), key=lambda link: (link.one, link.other))


def merge_all(tellings: Sequence[Telling], judgements: Iterable[Link] = ()) -> list[MergedEvent]:
    """Link, cluster and merge tellings, with the `judgements` of persons; gives events by date, then identifier."""
    known = {telling.id: telling for telling in tellings}
    groups = cluster(tellings, [*link_all(tellings), *judgements])
    merged = [merge([known[event] for event in group]) for group in groups]
    return sorted(merged, key=lambda event: (event.date or "9999", event.id))
