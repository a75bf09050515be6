"""What persons decide, as statements beside the machine's: kept with name and note, and found again after re-coding.

A decision is anchored to the events that the person saw. Where one of them is no longer told (the document was
corrected or coded anew), the event of the same type whose evidence lies in the same place, or reads the same, takes its
part; until there is one, the decision rests.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product
from typing import Any

import msgspec
from rapidfuzz import fuzz
from sqlalchemy import Connection, Row, delete, insert, select, update

from communique.model import Decision, LogEntry, Telling
from communique.record.loading import chunked, load_tellings
from communique.record.tables import anchors, decisions, documents, events, links

__all__ = [
    "ACTIONS",
    "Anchor",
    "Statement",
    "anchor_anew",
    "find_decisions",
    "make_links",
    "read_log",
    "record_decision",
]

ACTIONS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "join": "", "split": ""}
ALIKE = 80
LEAST_OVERLAP = 0.3
TICK = datetime.timedelta(milliseconds=1)


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A decision before it is kept; `field` and `value` are those of a correction."""

    action: str
    by: str
    note: str = ""
    field: str = ""
    value: str = ""


class Anchor(msgspec.Struct, frozen=True):
    """An event that a decision speaks of; of a split, `part` 0 leaves and `part` 1 stays."""

    event_pk: int
    part: int = 0


def record_decision(
    connection: Connection, statement: Statement, anchored: Sequence[Anchor], moment: datetime.datetime
) -> int:
    """Keep a decision with its anchors and the links that follow from it; gives its key.

    No two decisions are of one moment, whatever the clock says: the later one wins.
    """
    latest = connection.execute(select(decisions.c.made).order_by(decisions.c.made.desc()).limit(1)).scalar()
    moment = max(moment, latest + TICK) if latest else moment
    values = {"action": statement.action, "by": statement.by, "note": statement.note, "made": moment}
    values |= {"field": statement.field, "value": statement.value}
    pk = connection.execute(insert(decisions).returning(decisions.c.pk), [values]).scalar_one()
    rows = [
        {"decision_pk": pk, "position": at, "part": one.part, "origin_pk": one.event_pk, "event_pk": one.event_pk}
        for at, one in enumerate(anchored)
    ]
    connection.execute(insert(anchors), rows)
    make_links(connection, [pk])
    return int(pk)


def make_links(connection: Connection, pks: Collection[int]) -> None:
    """Make the links of decisions anew from the events that they speak of today."""
    for chunk in chunked(pks):
        connection.execute(delete(links).where(links.c.decision_pk.in_(chunk)))
        query = select(decisions).where(decisions.c.pk.in_(chunk), decisions.c.action.in_(("join", "split")))
        for row in connection.execute(query).all():
            standing = select(anchors.c.event_pk, anchors.c.part).where(
                anchors.c.decision_pk == row.pk, anchors.c.event_pk.is_not(None)
            )
            found = connection.execute(standing.order_by(anchors.c.position)).all()
            pairs = _pairs_of(row.action, [(one.event_pk, one.part) for one in found])
            common = {"score": 1.0, "reasons": [], "by": row.by, "note": row.note, "made": row.made}
            common |= {"same": row.action == "join", "decision_pk": row.pk, "withdrawn": row.withdrawn}
            told = [{"one_pk": min(pair), "other_pk": max(pair), **common} for pair in sorted(pairs)]
            if told:
                connection.execute(insert(links), told)


def _pairs_of(action: str, anchored: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    leave = [pk for pk, part in anchored if part == 0]
    stay = [pk for pk, part in anchored if part == 1]
    pairs = combinations(leave, 2) if action == "join" or not stay else product(leave, stay)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def find_decisions(connection: Connection, pks: Collection[int]) -> dict[int, list[Decision]]:
    """Give the standing decisions on events in view, by the key of the event that each is now said of.

    A decision is said of the first of its events that is in view, so that it never counts for two acts.
    """
    concerned: set[int] = set()
    for chunk in chunked(pks):
        concerned |= set(
            connection.execute(select(anchors.c.decision_pk).where(anchors.c.event_pk.in_(chunk))).scalars()
        )
    found: dict[int, list[Decision]] = {}
    for chunk in chunked(concerned):
        query = (
            select(decisions, events.c.id.label("event"), events.c.pk.label("event_pk"))
            .join(anchors, anchors.c.decision_pk == decisions.c.pk)
            .join(events, events.c.pk == anchors.c.event_pk)
            .where(decisions.c.pk.in_(chunk), decisions.c.withdrawn.is_(None), events.c.withdrawn.is_(None))
            .where(decisions.c.action.in_([action for action, verdict in ACTIONS.items() if verdict]))
            .order_by(decisions.c.pk, anchors.c.position)
        )
        seen: set[int] = set()
        for row in connection.execute(query):
            if row.pk not in seen:
                seen.add(row.pk)
                found.setdefault(row.event_pk, []).append(
                    Decision(
                        event=row.event,
                        verdict=ACTIONS[row.action],
                        by=row.by,
                        field=row.field,
                        value=row.value,
                        note=row.note,
                        made=row.made,
                    )
                )
    return found


def anchor_anew(connection: Connection, gone: Collection[int], come: Collection[int]) -> set[int]:
    """Anchor decisions on events that are `gone` from view, or rest, to events of the same page in view.

    `come` are events that came into view. Gives the keys of all events of the decisions that were touched.
    """
    loose = _resting(connection, come)
    for chunk in chunked(gone):
        query = select(anchors.c.decision_pk, anchors.c.position, anchors.c.origin_pk)
        loose += list(connection.execute(query.where(anchors.c.event_pk.in_(chunk))))
    changed: set[int] = set()
    for one in loose:
        successor = _find_successor(connection, one.origin_pk)
        where = (anchors.c.decision_pk == one.decision_pk) & (anchors.c.position == one.position)
        connection.execute(update(anchors).where(where).values(event_pk=successor))
        changed.add(one.decision_pk)
    make_links(connection, changed)
    touched: set[int] = set()
    for chunk in chunked(changed):
        query = select(anchors.c.event_pk).where(anchors.c.decision_pk.in_(chunk), anchors.c.event_pk.is_not(None))
        touched |= set(connection.execute(query).scalars())
    return touched


def _resting(connection: Connection, come: Collection[int]) -> list[Row[Any]]:
    """Give the anchors without an event that stand on pages of which events came into view."""
    if not connection.execute(select(anchors.c.position).where(anchors.c.event_pk.is_(None)).limit(1)).first():
        return []
    found: list[Row[Any]] = []
    for chunk in chunked(come):
        pages = select(documents.c.page).join(events, events.c.document_pk == documents.c.pk)
        query = (
            select(anchors.c.decision_pk, anchors.c.position, anchors.c.origin_pk)
            .join(events, events.c.pk == anchors.c.origin_pk)
            .join(documents, documents.c.pk == events.c.document_pk)
            .where(anchors.c.event_pk.is_(None), documents.c.page.in_(pages.where(events.c.pk.in_(chunk))))
        )
        found += list(connection.execute(query))
    return found


def _find_successor(connection: Connection, origin_pk: int) -> int | None:
    """Give the event in view that tells, in the present version of the page, what the origin told."""
    origin = load_tellings(connection, [origin_pk])[origin_pk]
    document_pk = connection.execute(select(events.c.document_pk).where(events.c.pk == origin_pk)).scalar_one()
    present = document_pk
    while (later := _superseding(connection, present)) is not None:
        present = later
    query = select(events.c.pk).where(
        events.c.document_pk == present, events.c.type == origin.event.type, events.c.withdrawn.is_(None)
    )
    candidates = load_tellings(connection, list(connection.execute(query).scalars()))
    likeness = {pk: _liken(origin, one, same_text=present == document_pk) for pk, one in candidates.items()}
    best = max(likeness, key=lambda pk: (likeness[pk], candidates[pk].id), default=None)
    return best if best is not None and likeness[best][0] > 0 else None


def _superseding(connection: Connection, document_pk: int) -> int | None:
    query = select(documents.c.superseded_by).where(documents.c.pk == document_pk)
    later: int | None = connection.execute(query).scalar_one()
    return later


def _liken(origin: Telling, other: Telling, *, same_text: bool) -> tuple[float, int]:
    """Tell how alike the evidence of two events is (0 for not at all), then how many fields are equal."""
    mine, theirs = origin.event.evidence, other.event.evidence
    if same_text:
        shared = min(mine.end, theirs.end) - max(mine.start, theirs.start)
        alike = shared / max(1, min(mine.end - mine.start, theirs.end - theirs.start))
        alike = alike if alike >= LEAST_OVERLAP else 0.0
    else:
        ratio = fuzz.partial_ratio(mine.text, theirs.text)
        alike = ratio / 100 if ratio >= ALIKE else 0.0
    fields = ("actors", "targets", "place", "date", "status", "count", "title", "form")
    equal = sum(getattr(origin.event, field) == getattr(other.event, field) for field in fields)
    return round(alike, 3), equal


def read_log(connection: Connection) -> list[LogEntry]:
    """List all decisions, the earliest first."""
    origin = events.alias()
    query = (
        select(anchors.c.decision_pk, events.c.id, origin.c.id)
        .join(origin, origin.c.pk == anchors.c.origin_pk)
        .outerjoin(events, events.c.pk == anchors.c.event_pk)
        .order_by(anchors.c.decision_pk, anchors.c.position)
    )
    spoken: dict[int, list[tuple[str | None, str]]] = {}
    for decision_pk, today, then in connection.execute(query):
        spoken.setdefault(decision_pk, []).append((today, then))
    return [
        LogEntry(
            id=row.pk,
            action=row.action,
            by=row.by,
            made=row.made,
            note=row.note,
            field=row.field,
            value=row.value,
            events=_once(today for today, _ in spoken.get(row.pk, ()) if today),
            lost=_once(then for today, then in spoken.get(row.pk, ()) if not today),
            withdrawn=row.withdrawn,
            withdrawn_by=row.withdrawn_by,
            withdrawn_note=row.withdrawn_note,
        )
        for row in connection.execute(select(decisions).order_by(decisions.c.pk))
    ]


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
