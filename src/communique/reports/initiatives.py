"""Initiatives and their supporters: what belongs to one stands together, those who joined in one sentence."""

from collections import defaultdict
from collections.abc import Sequence

from communique.model import MergedEvent
from communique.model.queries import fold
from communique.reports.arranging import Told, with_rest
from communique.reports.content import Block, Statement
from communique.reports.desk import Desk
from communique.reports.prose.grammar import clean
from communique.reports.specs import Spec

__all__ = ["initiatives"]

JOINING = ("joined", "supported")
MOST_JOINING = 12


def initiatives(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell initiatives by name: who proposed and launched each, who joined and supported it, what sources count."""
    shown, rest = desk.ranking.first(events, spec.limit)
    by_name: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in shown:
        by_name[fold(clean(event.title)) or event.id].append(event)
    statements: list[Statement] = []
    for listed in by_name.values():
        statements += [desk.teller.tell(event) for event in listed if not _joins(event)]
        for form in JOINING:
            joining = [event for event in listed if _joins(event) and event.form == form]
            for start in range(0, len(joining), MOST_JOINING):
                part = joining[start : start + MOST_JOINING]
                told = desk.teller.tell_joining(part) if len(part) > 1 else desk.teller.tell(part[0])
                statements.append(told)
    return with_rest(desk, [Block("list", tuple(statements))], rest, spec), []


def _joins(event: MergedEvent) -> bool:
    return event.form in JOINING and event.count is None and event.status == "occurred" and bool(event.title)
