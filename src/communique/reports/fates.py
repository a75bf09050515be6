"""What became of pledges, what sources disagree on, and where two parties stand: the arrangements that judge."""

import datetime
from collections.abc import Sequence

from communique.model import MergedEvent, When
from communique.reports.arranging import NOUNS, Told
from communique.reports.commitments import Commitment, Progress, find_commitments, latest_day
from communique.reports.content import Block, Fragment, Statement
from communique.reports.desk import Desk
from communique.reports.prose.grammar import a, number, quote
from communique.reports.specs import Spec
from communique.reports.telling import begin_within, finish

__all__ = ["commitments", "commitments_of", "conflicts", "standing", "tell_fate"]


def commitments(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell pledges and programmes of the period, and earlier ones of which the period has news, with their status."""
    found = commitments_of(desk)
    if not found:
        return [], []
    ranked = sorted(found, key=lambda c: desk.ranking.prominence(c.event), reverse=True)[: spec.limit]
    chosen = {commitment.event.id for commitment in ranked}
    statements = [_tell_commitment(desk, c) for c in found if c.event.id in chosen]
    rest = [c.event for c in found if c.event.id not in chosen]
    blocks = [Block("list", tuple(statements))]
    if said := desk.rest(rest, spec.heading):
        blocks.append(Block("paragraph", tuple(said)))
    return blocks, []


def commitments_of(desk: Desk) -> list[Commitment]:
    """Give the commitments that a report tells: made in its period, reported on in it, or still open in it."""
    selection = desk.selection
    told = {event.id for event in selection.told}
    found = find_commitments((*selection.earlier, *selection.told), as_of=_as_of(desk))
    return [c for c in found if c.event.id in told or c.status == "open" or told & set(_events_of(c.progress))]


def conflicts(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell the events on which sources disagree, each with all values and who gives them."""
    shown, rest = desk.ranking.first(events, spec.limit)
    blocks = [Block("list", tuple(desk.teller.tell(event, in_full=True) for event in shown))] if shown else []
    if said := desk.rest(rest, spec.heading):
        blocks.append(Block("paragraph", tuple(said)))
    return blocks, []


def standing(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell where two parties stand: levels of their relations in order of time, the last meeting, call and visit."""
    known = [*desk.selection.earlier, *desk.selection.told]
    done = [event for event in known if event.status == "occurred" and event.when is not None]
    relations = [event for event in done if event.type == "relation"]
    statements: list[Statement] = [desk.teller.tell(event) for event in relations[-spec.limit :]]
    for kind, noun in (("meeting", "meeting"), ("visit", "visit"), ("call", "telephone call")):
        of_kind = [event for event in done if event.type == kind]
        if of_kind:
            latest = max(of_kind, key=lambda event: (event.when.first if event.when else datetime.date.min, event.id))
            told = desk.teller.tell(latest)
            opening = Fragment(f"The last {noun} on record: ")
            first = Fragment(begin_within(told.fragments[0].text), told.fragments[0].references)
            statements.append(finish([opening, first, *told.fragments[1:]], told.events))
    pending = [c for c in commitments_of(desk) if c.status in ("open", "progress", "unknown")]
    if pending:
        figure = desk.figures.count([c.event for c in pending], "pledges that are not known to be met")
        words = f"{number(len(pending))} {'pledges' if len(pending) > 1 else 'pledge'}"
        verb = "are" if len(pending) > 1 else "is"
        opening = Fragment(f"{words} {verb} not known to be met or withdrawn", (), (figure.id,))
        statements.append(finish([opening, Fragment(".")], tuple(c.event.id for c in pending)))
    return ([Block("list", tuple(statements))] if statements else []), []


def tell_fate(desk: Desk, commitment: Commitment) -> list[Fragment]:
    """Tell what became of a commitment: deadline, reported progress, status."""
    parts: list[Fragment] = []
    due = desk.calendar.span(commitment.deadline) if commitment.deadline else ""
    reports = commitment.progress[-3:]
    target = f"{commitment.target:,}" if commitment.target is not None else ""
    for report in reports:
        when = desk.calendar.when(When.parse(report.date) if report.date else None)
        opening = f" Reported{' ' + when if when else ''}: {_reported(desk, report, target)}"
        parts += [Fragment(opening, _cite(desk, report)), Fragment(".")]
    sentence = {
        "met": " The target is met.",
        "progress": f" It is due by {due}." if due else " The record holds no deadline.",
        "open": f" It is due by {due}; the record holds no report of progress.",
        "overdue": f" It was due by {due}; the record holds no report that it was met.",
        "withdrawn": " It was withdrawn or postponed.",
        "unknown": " The record holds no deadline, and no report of what became of it.",
    }[commitment.status]
    return [*parts, Fragment(sentence)]


def _reported(desk: Desk, report: Progress, target: str) -> str:
    """Write what a report counts, else the act that it tells."""
    event = report.event
    if report.value is not None:
        exact = f"{report.value:,}"
        value = desk.teller.count(event) if event and event.count == report.value else f"{report.rough} {exact}".strip()
        return f"{value} of {target}" if target else value
    noun = NOUNS[event.type] if event else "report"
    return f"{a(noun)} ({quote(event.title)})" if event and event.title else a(noun)


def _cite(desk: Desk, report: Progress) -> tuple[int, ...]:
    if report.event is not None:
        return desk.references.cite(report.event)
    if report.document is not None and report.span is not None:
        return desk.references.cite_span(report.document, report.span)
    return ()


def _events_of(reports: Sequence[Progress]) -> tuple[str, ...]:
    return tuple(report.event.id for report in reports if report.event is not None)


def _tell_commitment(desk: Desk, commitment: Commitment) -> Statement:
    told = desk.teller.tell(commitment.event)
    events = (*told.events, *_events_of(commitment.progress[-3:]))
    return Statement((*told.fragments, *tell_fate(desk, commitment)), events)


def _as_of(desk: Desk) -> datetime.date | None:
    latest = latest_day((*desk.selection.told, *desk.selection.earlier))
    last = desk.period.last
    return min(filter(None, (latest, last)), default=None)
