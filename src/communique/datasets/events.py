"""The table of events: one row a merged event, with what its sources disagree on."""

from collections.abc import Iterable, Iterator

from communique.datasets.tables import Column, Row, Table
from communique.model import EVENT_TYPES, FORMS, STATUSES, MergedEvent

__all__ = ["EVENTS", "event_rows"]

EVENTS = Table(
    "events",
    "Diplomatic events",
    "One row a diplomatic act: the more specific of all that its sources say of it.",
    (
        Column("id", "Identifier of the event; it stays when later documents tell the act too.", required=True),
        Column("type", "Type of the act (codebook, Types).", required=True, options=EVENT_TYPES),
        Column(
            "form", "Form of the act (codebook, Types).", options=tuple(sorted({f for o in FORMS.values() for f in o}))
        ),
        Column("status", "Whether it took place.", required=True, options=STATUSES),
        Column("date", "When, in EDTF (ISO 8601-2): a day, a month, a year, or an interval of these."),
        Column("first_day", "First day that the date allows.", "date"),
        Column("last_day", "Last day that the date allows.", "date"),
        Column(
            "actors", "Who acts, as `CODE` or `CODE/Full Name`, separated by `;` (codebook, Fields).", required=True
        ),
        Column("targets", "Who is acted upon, in the same form."),
        Column("country", "Where: ISO 3166-1 alpha-3."),
        Column("city", "Where: city."),
        Column("region", "Where: region, where no country is said."),
        Column("count", "How many acts, members, people or ambassadors are counted.", "integer"),
        Column("title", "Name of the gathering, instrument, initiative or level, or what was given or said."),
        Column("conflicts", "Fields on which the sources cannot all be right, separated by `;`."),
        Column("conflict_values", "Those values, as field: value [documents] | value [documents], separated by `;`."),
        Column("decision", "What a person made of it.", options=("accepted", "corrected", "rejected")),
        Column("documents", "Number of documents that tell it.", "integer", required=True),
        Column("sources", "Who tells it, separated by `;`.", required=True),
        Column("evidence", "The words that show it, in the earliest document.", required=True),
        Column("document", "Identifier of that document.", required=True),
        Column("published", "When that document was published.", "date"),
        Column("url", "Address of that document."),
    ),
    ("id",),
)


def event_rows(events: Iterable[MergedEvent]) -> Iterator[Row]:
    """Give the rows of the events that nobody rejected."""
    for event in events:
        if event.decision != "rejected":
            yield _row(event)


def _row(event: MergedEvent) -> Row:
    told, when = event.tellings[0], event.when
    return (
        event.id,
        event.type,
        event.form or None,
        event.status,
        event.date or None,
        when.first if when else None,
        when.last if when else None,
        ";".join(map(str, event.actors)),
        ";".join(map(str, event.targets)) or None,
        event.place.country or None,
        event.place.city or None,
        event.place.region or None,
        event.count,
        event.title or None,
        ";".join(conflict.field for conflict in event.conflicts) or None,
        _conflict_values(event) or None,
        event.decision or None,
        len({telling.document.id for telling in event.tellings}),
        ";".join(event.sources),
        told.event.evidence.text,
        told.document.id,
        told.document.published,
        told.document.url or None,
    )


def _conflict_values(event: MergedEvent) -> str:
    documents = {telling.id: telling.document.id for telling in event.tellings}
    told = []
    for conflict in event.conflicts:
        values = " | ".join(f"{v.value} [{', '.join(sorted(documents[e] for e in v.events))}]" for v in conflict.values)
        told.append(f"{conflict.field}: {values}")
    return ";".join(told)
