"""Questions as SQL over the merged view; the database answers exactly what `Query.matches` would."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Row, Select, not_, select

from communique.errors import UsageError
from communique.model import Participant, Query
from communique.model.queries import fold
from communique.record.rows import fold_name
from communique.record.search import holds_part, is_indexed
from communique.record.tables import events, merged, parties

__all__ = ["ORDERS", "conditions", "find_merged", "select_merged"]

ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "date": (merged.c.first.is_(None), merged.c.first, merged.c.last, merged.c.id),
    "newest": (merged.c.first.is_(None), merged.c.first.desc(), merged.c.last.desc(), merged.c.id),
    "sources": (merged.c.sources.desc(), merged.c.first.is_(None), merged.c.first, merged.c.id),
}


def select_merged(query: Query, *, order: str, limit: int | None, dialect: Dialect) -> Select[Any]:
    """Make the statement that gives the rows of `merged` that a query asks for. Raises UsageError for the order."""
    if order not in ORDERS:
        raise UsageError(f"{order!r} is no order of events", hint=f"use {', '.join(ORDERS)}")
    return select(merged).where(*conditions(query, dialect)).order_by(*ORDERS[order]).limit(limit)


def find_merged(connection: Connection, id: str) -> Row[Any] | None:
    """Find the row of `merged` by its identifier, a former one, or that of a telling."""
    home = select(merged).join(events, events.c.merged_pk == merged.c.pk)
    by_telling = (home.where(events.c.act == id), home.where(events.c.id == id))
    for statement in (select(merged).where(merged.c.id == id), *by_telling):
        row = connection.execute(statement).first()
        if row is not None:
            return row
    return None


def conditions(query: Query, dialect: Dialect) -> list[ColumnElement[bool]]:
    """Give what must hold of a row of `merged`."""
    wanted = [
        _takes_part(query, one, side)
        for side, company in (("", query.who), ("actor", query.actors), ("target", query.targets))
        for one in company
    ]
    wanted += [
        column.in_(values)
        for column, values in (
            (merged.c.type, query.types),
            (merged.c.form, query.forms),
            (merged.c.status, query.statuses),
        )
        if values
    ]
    wanted += [
        column == value
        for column, value in (
            (merged.c.country, query.country),
            (merged.c.city_folded, fold(query.city)),
            (merged.c.region, query.region),
        )
        if value
    ]
    if query.last is not None:
        wanted.append(merged.c.first <= query.last)
    if query.first is not None:
        wanted.append(merged.c.last >= query.first)
    for column, words in ((merged.c.title_folded, query.title), (merged.c.words, query.text)):
        for word in fold(words).split():
            indexed = is_indexed(word, dialect)
            wanted += [holds_part(column, word, dialect), *([] if indexed is None else [indexed])]
    if query.source:
        wanted.append(holds_part(merged.c.sources_folded, fold(query.source), dialect))
    if query.least_sources > 0:
        wanted.append(merged.c.sources >= query.least_sources)
    if query.conflict is not None:
        disputed = merged.c.conflicting > 0
        wanted.append(disputed if query.conflict else not_(disputed))
    wanted.append(merged.c.decision == query.decision if query.decision else merged.c.decision != "rejected")
    return wanted


def _takes_part(query: Query, wanted: Participant, side: str) -> ColumnElement[bool]:
    """Ask that somebody takes part, within the time of the query, so that an index alone answers it."""
    same: list[ColumnElement[bool]] = []
    if wanted.code:
        same.append(parties.c.code == wanted.code)
    if wanted.name:
        same.append(parties.c.name_folded == fold_name(wanted.name))
    if side:
        same.append(parties.c.side == side)
    if query.last is not None:
        same.append(parties.c.first <= query.last)
    if query.first is not None:
        same.append(parties.c.last >= query.first)
    return merged.c.pk.in_(select(parties.c.merged_pk).where(*same))
