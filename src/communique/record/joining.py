"""Links between tellings and the merged events that follow: only what a change can touch is done anew."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from communique.linking import block_keys, cluster, compare, merge
from communique.model import Document, Link, MergedEvent, Telling
from communique.model.queries import fold
from communique.record.curating import anchor_anew, find_decisions
from communique.record.loading import chunked, load_tellings
from communique.record.pages import shorten
from communique.record.rows import company_rows
from communique.record.tables import blocks, events, links, merged, parties

__all__ = ["Joiner", "Relinked", "read_link"]

MACHINE = "machine"
AT_ONCE = 2000
HOMECOMING = update(events).where(events.c.pk == bindparam("event")).values(merged_pk=bindparam("home"))


class Relinked(msgspec.Struct, frozen=True):
    """What judging anew came to: links of the machine that stand, and how many of them were made and withdrawn."""

    links: int
    made: int
    withdrawn: int


class Joiner:
    """Keep links and merged events right within one transaction.

    `documents` holds documents that were loaded before, by key: a stored document never changes.
    """

    def __init__(self, connection: Connection, moment: datetime.datetime, documents: dict[int, Document]) -> None:
        self.connection = connection
        self.moment = moment
        self.documents = documents
        self.tellings: dict[int, Telling] = {}

    def update(self, fresh: Collection[int], stale: Collection[int]) -> dict[str, int]:
        """Link the `fresh` events, drop the `stale` ones, and refresh every merged event that either touches.

        Gives the number of links made, by the identifier of the later event's document.
        """
        gone, come = set(stale) - set(fresh), set(fresh)
        touched = self._drop(gone)
        touched |= anchor_anew(self.connection, gone, come)
        made = self._link(sorted(come))
        self.refresh(touched | come)
        return made

    def refresh(self, seeds: Iterable[int]) -> set[int]:
        """Cluster and merge anew all that the events `seeds` are connected with; gives these events."""
        members, judged = self._connected(seeds)
        self._load(members)
        told = [self.tellings[pk] for pk in sorted(members)]
        pks = {self.tellings[pk].id: pk for pk in members}
        named = [read_link(row, self.tellings[row.one_pk].id, self.tellings[row.other_pk].id) for row in judged]
        known = {telling.id: telling for telling in told}
        decided = find_decisions(self.connection, members)
        fresh = []
        for group in cluster(told, named):
            keys = [pks[one] for one in group]
            decisions = [decision for pk in keys for decision in decided.get(pk, ())]
            fresh.append((merge([known[one] for one in group], decisions), keys))
        self._replace(members, fresh)
        return members

    def _load(self, pks: Iterable[int]) -> None:
        lacking = set(pks) - self.tellings.keys()
        self.tellings |= load_tellings(self.connection, lacking, provenance=False, known=self.documents)

    def _drop(self, stale: Collection[int]) -> set[int]:
        """Take events out of blocks, links and the merged view; give those that they were joined with."""
        touched: set[int] = set()
        for chunk in chunked(stale):
            of_stale = or_(links.c.one_pk.in_(chunk), links.c.other_pk.in_(chunk))
            standing = select(links.c.one_pk, links.c.other_pk).where(of_stale, links.c.withdrawn.is_(None))
            touched |= {pk for pair in self.connection.execute(standing) for pk in pair}
            machine = update(links).where(of_stale, links.c.by == MACHINE, links.c.withdrawn.is_(None))
            self.connection.execute(machine.values(withdrawn=self.moment))
            self.connection.execute(delete(blocks).where(blocks.c.event_pk.in_(chunk)))
            homes = list(self.connection.execute(_homes(chunk)).scalars())
            for some in chunked(homes):
                query = select(events.c.pk).where(events.c.merged_pk.in_(some))
                touched |= set(self.connection.execute(query).scalars())
            self._delete_merged(homes)
        return touched - set(stale)

    def _link(self, fresh: Sequence[int]) -> dict[str, int]:
        """Index the fresh events, judge each against those that share a key, and keep the links."""
        made: dict[str, int] = defaultdict(int)
        rows = []
        for pair, link in self._judge(fresh):
            rows.append(link_row(link, {self.tellings[pk].id: pk for pk in pair}, self.moment))
            made[self.tellings[pair[1]].document.id] += 1
        if rows:
            self.connection.execute(insert(links), rows)
        return made

    def _judge(self, fresh: Sequence[int]) -> Iterator[tuple[tuple[int, int], Link]]:
        """Index the fresh events and give each pair of them and of others with a common key that is linked."""
        self._load(fresh)
        keys = [{"key": key, "event_pk": pk} for pk in fresh for key in _keys_of(self.tellings[pk])]
        if keys:
            self.connection.execute(insert(blocks), keys)
        pairs = set(self._pairs(fresh))
        self._load({pk for pair in pairs for pk in pair})
        for pair in sorted(pairs):
            link = compare(*(self.tellings[pk] for pk in pair))
            if link is not None:
                yield pair, link

    def rebuild(self) -> Relinked:
        """Judge all events in view anew and refresh every merged event; links that came out as they were stay."""
        query = select(events.c.pk).where(events.c.withdrawn.is_(None)).order_by(events.c.pk)
        everything = list(self.connection.execute(query).scalars())
        self.connection.execute(delete(blocks))
        standing = self._standing()
        total = made = 0
        for part in _parts(everything):
            rows = []
            for pair, link in self._judge(part):
                total += 1
                if standing.get(pair, (0, ""))[1] == _mark(link.score, link.reasons):
                    del standing[pair]
                else:
                    rows.append(link_row(link, {self.tellings[pk].id: pk for pk in pair}, self.moment))
            made += len(rows)
            if rows:
                self.connection.execute(insert(links), rows)
            self.tellings.clear()
        for chunk in chunked(pk for pk, _ in standing.values()):
            self.connection.execute(update(links).where(links.c.pk.in_(chunk)).values(withdrawn=self.moment))
        done: set[int] = set()
        for part in _parts(everything):
            done |= self.refresh(set(part) - done)
            self.tellings.clear()
        return Relinked(links=total, made=made, withdrawn=len(standing))

    def _standing(self) -> dict[tuple[int, int], tuple[int, str]]:
        """Give the machine's standing links by their pair: key and what they say."""
        query = select(links).where(links.c.by == MACHINE, links.c.withdrawn.is_(None))
        found = self.connection.execute(query)
        return {tuple(sorted((r.one_pk, r.other_pk))): (r.pk, _mark(r.score, r.reasons)) for r in found}

    def _pairs(self, fresh: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give each pair of a fresh event and another document's that have a key in common."""
        other, its, home = blocks.alias(), events.alias(), events.alias()
        for chunk in chunked(fresh):
            query = (
                select(blocks.c.event_pk, other.c.event_pk)
                .join(other, blocks.c.key == other.c.key)
                .join(home, home.c.pk == blocks.c.event_pk)
                .join(its, its.c.pk == other.c.event_pk)
                .where(blocks.c.event_pk.in_(chunk), home.c.document_pk != its.c.document_pk)
                .distinct()
            )
            yield from (tuple(sorted(pair)) for pair in self.connection.execute(query))

    def _connected(self, seeds: Iterable[int]) -> tuple[set[int], list[Row[Any]]]:
        """Give all events in view that standing links, or a merged event, connect with `seeds`; and those links."""
        frontier = self._in_view(seeds)
        members: set[int] = set()
        judged: dict[int, Row[Any]] = {}
        while frontier:
            members |= frontier
            found: set[int] = set()
            for chunk in chunked(frontier):
                for column in (links.c.one_pk, links.c.other_pk):
                    query = select(links).where(column.in_(chunk), links.c.withdrawn.is_(None))
                    for row in self.connection.execute(query):
                        judged[row.pk] = row
                        found |= {row.one_pk, row.other_pk}
                mates = select(events.c.pk).where(events.c.merged_pk.in_(_homes(chunk)))
                found |= set(self.connection.execute(mates).scalars())
            frontier = self._in_view(found - members)
        inside = [row for row in judged.values() if row.one_pk in members and row.other_pk in members]
        return members, inside

    def _in_view(self, pks: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for chunk in chunked(pks):
            query = select(events.c.pk).where(events.c.pk.in_(chunk), events.c.withdrawn.is_(None))
            found |= set(self.connection.execute(query).scalars())
        return found

    def _replace(self, members: Collection[int], fresh: Sequence[tuple[MergedEvent, list[int]]]) -> None:
        """Put merged events in the place of those that the `members` belonged to."""
        for chunk in chunked(members):
            self._delete_merged(self.connection.execute(_homes(chunk)).scalars())
        if not fresh:
            return
        query = insert(merged).returning(merged.c.pk, sort_by_parameter_order=True)
        pks = list(self.connection.execute(query, [merged_row(one) for one, _ in fresh]).scalars())
        rows = [row for (one, _), pk in zip(fresh, pks, strict=True) for row in company_rows(one, pk)]
        if rows:
            self.connection.execute(insert(parties), rows)
        homes = [{"home": pk, "event": event} for (_, told), pk in zip(fresh, pks, strict=True) for event in told]
        self.connection.execute(HOMECOMING, homes)

    def _delete_merged(self, pks: Iterable[int]) -> None:
        for chunk in chunked(pks):
            self.connection.execute(update(events).where(events.c.merged_pk.in_(chunk)).values(merged_pk=None))
            self.connection.execute(delete(parties).where(parties.c.merged_pk.in_(chunk)))
            self.connection.execute(delete(merged).where(merged.c.pk.in_(chunk)))


def _keys_of(telling: Telling) -> list[str]:
    return sorted(set(map(shorten, block_keys(telling))))


def _parts(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    return (pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE))


def _mark(score: float, reasons: Iterable[str]) -> str:
    return "\n".join([str(score), *reasons])


def read_link(row: Row[Any], one: str, other: str) -> Link:
    """Make the link of a row between the events `one` and `other`."""
    first, second = sorted((one, other))
    return Link(
        one=first,
        other=second,
        same=row.same,
        score=row.score,
        by=row.by,
        reasons=tuple(row.reasons),
        note=row.note,
        made=row.made,
        withdrawn=row.withdrawn,
    )


def link_row(link: Link, pks: dict[str, int], moment: datetime.datetime) -> dict[str, Any]:
    """Give the row of a link; `pks` has the keys of its two events."""
    return {
        "one_pk": pks[link.one],
        "other_pk": pks[link.other],
        "same": link.same,
        "score": link.score,
        "by": link.by,
        "reasons": list(link.reasons),
        "note": link.note,
        "made": link.made or moment,
    }


def merged_row(event: MergedEvent) -> dict[str, Any]:
    """Give the row of a merged event, with what queries look at."""
    when = event.when
    words = " ".join([event.title, *(telling.event.evidence.text for telling in event.tellings)])
    return {
        "id": event.id,
        "type": event.type,
        "country": event.place.country,
        "city": event.place.city,
        "city_folded": fold(event.place.city),
        "region": event.place.region,
        "date": event.date,
        "first": when.first if when else None,
        "last": when.last if when else None,
        "status": event.status,
        "counted": event.count,
        "title": event.title,
        "title_folded": fold(event.title),
        "form": event.form,
        "words": fold(words),
        "sources": len(event.sources),
        "sources_folded": "\x1e".join(map(fold, event.sources)),
        "conflicts": msgspec.to_builtins(event.conflicts),
        "conflicting": len(event.conflicts),
        "decision": event.decision,
    }


def _homes(pks: Collection[int]) -> Any:
    return select(events.c.merged_pk).where(events.c.pk.in_(pks), events.c.merged_pk.is_not(None)).distinct()
