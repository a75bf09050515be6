"""What persons may do to a record; each act is kept with name and note, and none is ever deleted."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from communique.errors import UnknownIdError, UsageError
from communique.knowledge.world import load
from communique.model import FORMS, STATUSES, MergedEvent, Participant, Telling, When
from communique.record.curating import Anchor, Statement, make_links, record_decision
from communique.record.finding import find_merged
from communique.record.joining import Joiner
from communique.record.loading import chunked, load_merged, load_tellings, rank
from communique.record.lookups import Lookups
from communique.record.tables import anchors, decisions, events, merged

__all__ = ["Curation"]

PARTICIPANT = re.compile(r"([A-Z][A-Z0-9 &+-]*|region:[A-Z][^/]*)(/[^/]*\w[^/]*)?")
AS_PARTICIPANTS = "write them as CHN/Xi Jinping; RUS; region:Africa"

Value = str | int | None | Sequence[Participant]
FIELDS = ("actors", "targets", "country", "city", "region", "date", "status", "count", "title", "form")


class Curation(Lookups):
    """Decisions of persons. They stand beside what the machine says, win in the merged view, and outlive re-coding.

    An identifier is that of a merged event or of one of its tellings. `by` is the person's name, `note` says why. Each
    method gives the merged events as they are afterwards, raises UnknownIdError for an identifier that the record does
    not hold and UsageError for what makes no sense.
    """

    def accept(self, *ids: str, by: str, note: str = "") -> list[MergedEvent]:
        """Say that these merged events are right."""
        return self._decide_each(ids, Statement(action="accept", by=by, note=note))

    def reject(self, *ids: str, by: str, note: str = "") -> list[MergedEvent]:
        """Say that these are no events: look-ups leave them out unless a query asks for rejected ones."""
        return self._decide_each(ids, Statement(action="reject", by=by, note=note))

    def correct(self, id: str, *, by: str, note: str = "", **fields: Value) -> list[MergedEvent]:
        """Say what fields of a merged event should be: `actors`, `targets` ("CHN/Xi Jinping; RUS"), `country`, `city`,
        `region`, `date`, `status`, `count`, `title`, `form`; an empty value clears one.
        """
        if not fields:
            raise UsageError("nothing is corrected", hint=f"give one of {', '.join(FIELDS)}")
        with self._write() as connection:
            anchored = self._anchor_acts(connection, [id])[0]
            kind = load_tellings(connection, [anchored[0].event_pk])[anchored[0].event_pk].event.type
            for field, value in fields.items():
                told = _write_value(field, value, kind)
                statement = Statement(action="correct", by=by, note=note, field=field, value=told)
                self._keep(connection, statement, anchored)
            return self._refresh(connection, [one.event_pk for one in anchored])

    def join(self, *ids: str, by: str, note: str = "") -> list[MergedEvent]:
        """Say that these merged events are one."""
        with self._write() as connection:
            acts = self._anchor_acts(connection, ids)
            anchored = {one.event_pk: one for act in acts for one in act}
            if len({min(one.event_pk for one in act) for act in acts}) < 2:
                raise UsageError("two events are needed to join", hint="give the identifiers of both")
            kinds = {telling.event.type for telling in load_tellings(connection, anchored).values()}
            if len(kinds) > 1:
                raise UsageError(f"a {' and a '.join(sorted(kinds))} are never one event")
            self._keep(connection, Statement(action="join", by=by, note=note), list(anchored.values()))
            return self._refresh(connection, anchored)

    def split(self, *ids: str, by: str, note: str = "") -> list[MergedEvent]:
        """Say that these tellings are not the act of the rest of their merged event.

        The tellings are given by the identifiers of their events; the identifier of a merged event says of all its
        tellings that each is an act of its own.
        """
        with self._write() as connection:
            acts = self._anchor_acts(connection, ids)
            whole = {one.event_pk for one in acts[0]}
            if any({one.event_pk for one in act} != whole for act in acts):
                raise UsageError("tellings of several merged events", hint="split one merged event at a time")
            if len(whole) < 2:
                raise UsageError(f"{ids[0]} has one telling only", hint="there is nothing to split")
            query = select(events.c.pk).where(events.c.id.in_(ids), events.c.pk.in_(whole))
            leave = set(connection.execute(query).scalars()) or whole
            anchored = [Anchor(one.event_pk, 0 if one.event_pk in leave else 1) for one in acts[0]]
            self._keep(connection, Statement(action="split", by=by, note=note), anchored)
            return self._refresh(connection, whole)

    def withdraw(self, entry: int, *, by: str, note: str = "") -> list[MergedEvent]:
        """Take back a decision, by its number in the `log`; it stays there, as withdrawn."""
        _check_name(by)
        with self._write() as connection:
            standing = (decisions.c.pk == entry) & decisions.c.withdrawn.is_(None)
            values: dict[str, Any] = {"withdrawn": self._clock(), "withdrawn_by": by, "withdrawn_note": note}
            if not connection.execute(update(decisions).where(standing).values(values)).rowcount:
                raise UnknownIdError(f"has no standing decision {entry}", path=self.where)
            query = select(anchors.c.event_pk).where(anchors.c.decision_pk == entry, anchors.c.event_pk.is_not(None))
            touched = list(connection.execute(query).scalars())
            make_links(connection, [entry])
            return self._refresh(connection, touched)

    def _decide_each(self, ids: Sequence[str], statement: Statement) -> list[MergedEvent]:
        with self._write() as connection:
            acts = self._anchor_acts(connection, ids)
            for anchored in acts:
                self._keep(connection, statement, anchored)
            return self._refresh(connection, [one.event_pk for anchored in acts for one in anchored])

    def _keep(self, connection: Connection, statement: Statement, anchored: Sequence[Anchor]) -> None:
        _check_name(statement.by)
        tidy = msgspec.structs.replace(statement, by=statement.by.strip(), note=statement.note.strip())
        record_decision(connection, tidy, anchored, self._clock())

    def _anchor_acts(self, connection: Connection, ids: Iterable[str]) -> list[list[Anchor]]:
        """Give the tellings of each merged event, the one that was named first."""
        acts = []
        for id in ids:
            row = find_merged(connection, id)
            if row is None:
                raise UnknownIdError(f"has no event {id!r}", path=self.where)
            query = select(events.c.pk).where(events.c.merged_pk == row.pk)
            pks = list(connection.execute(query).scalars())
            tellings = load_tellings(connection, pks, provenance=False)
            acts.append([Anchor(pk) for pk in sorted(pks, key=lambda pk: _in_order(tellings[pk], id))])
        if not acts:
            raise UsageError("no event is named", hint="give the identifiers that `communique events` shows")
        return acts

    def _refresh(self, connection: Connection, pks: Collection[int]) -> list[MergedEvent]:
        Joiner(connection, self._clock(), self._documents).refresh(pks)
        homes: set[int] = set()
        for chunk in chunked(pks):
            query = select(events.c.merged_pk).where(events.c.pk.in_(chunk), events.c.merged_pk.is_not(None))
            homes |= set(connection.execute(query).scalars())
        rows = connection.execute(select(merged).where(merged.c.pk.in_(homes)).order_by(merged.c.id)).all()
        return load_merged(connection, rows)


def _in_order(telling: Telling, named: str) -> tuple[bool, tuple[str, str, int, str]]:
    return telling.id != named, rank(telling)


def _check_name(by: str) -> None:
    if not by.strip() or by.strip().lower() == "machine":
        raise UsageError("who decides is not told", hint="give the name of a person")


def _write_value(field: str, value: Value, kind: str) -> str:
    """Write a corrected value as it is kept. Raises UsageError for a field or a value that no event of `kind` has."""
    if field not in FIELDS:
        raise UsageError(f"an event has no field {field!r} to correct", hint=f"use one of {', '.join(FIELDS)}")
    if value is None or isinstance(value, str | int):
        told = "" if value is None else str(value).strip()
    else:
        told = "; ".join(map(str, value))
    fault = _find_fault(field, told, kind)
    if fault:
        raise UsageError(fault[0], hint=fault[1])
    return told


def _find_fault(field: str, told: str, kind: str) -> tuple[str, str] | None:
    """Tell what is wrong with a value, and what to write instead."""
    if field == "date" and told:
        try:
            When.parse(told)
        except ValueError as error:
            return str(error), "write it as 2024-05-16, 2024-05, 2024 or 2024-05-05/2024-05-10"
    if field == "actors" and not told:
        return "an event needs an actor", AS_PARTICIPANTS
    if field in ("actors", "targets"):
        odd = [one for one in told.split(";") if one.strip() and not PARTICIPANT.fullmatch(one.strip())]
        return (f"{odd[0].strip()!r} has no code of a participant", AS_PARTICIPANTS) if odd else None
    if field == "country" and told and told not in load().states:
        return f"{told!r} is no code of a state", "write it as CHN, by ISO 3166-1 alpha-3"
    if field == "status" and told not in STATUSES:
        return f"{told!r} is no status", f"use {', '.join(STATUSES)}"
    if field == "count" and told and not (told.isascii() and told.isdigit()):
        return f"{told!r} is no count", "write it as 12"
    if field == "form" and told and told not in FORMS.get(kind, ()):
        return f"{told!r} is no form of a {kind}", f"its forms: {', '.join(FORMS.get(kind, ())) or 'none'}"
    return None
