"""Build a review or a sheet from events: the lead, the sections, the appendix."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from communique.knowledge import Knowledge
from communique.model import MergedEvent
from communique.reports import arranging, fates
from communique.reports.arranging import Told, count_types
from communique.reports.content import Fragment, Report, Section, Statement
from communique.reports.desk import Desk, Period
from communique.reports.initiatives import initiatives
from communique.reports.prose.grammar import capitalise, number, plural
from communique.reports.prose.templates import Template
from communique.reports.specs import Spec, load_specs
from communique.reports.subject import Subject
from communique.reports.telling import finish, list_fragments

__all__ = ["ARRANGEMENTS", "build_review", "build_sheet"]

Arrange = Callable[[Desk, Spec, Sequence[MergedEvent]], Told]
ARRANGEMENTS: dict[str, Arrange] = {
    "chronicle": arranging.chronicle,
    "trips": arranging.trips,
    "placeless": arranging.placeless,
    "years": arranging.years,
    "months": arranging.months,
    "partners": arranging.partners,
    "regions": arranging.regions,
    "initiatives": initiatives,
    "commitments": fates.commitments,
    "conflicts": fates.conflicts,
    "standing": fates.standing,
}
JUDGING = ("commitments", "standing")


def build_review(
    events: Iterable[MergedEvent],
    subject: Subject,
    period: Period,
    knowledge: Knowledge,
    *,
    templates: Path | None = None,
) -> tuple[Report, Desk]:
    """Write the review of a subject over a period from merged events, without charts; give it with its desk.

    `events` may hold more than concerns the subject, and should hold earlier events for pledges and levels of
    relations. `templates` is a folder with the user's own review.yaml and sentences.yaml. Raises ReportError.
    """
    desk = Desk(events, subject, period, knowledge, templates)
    title = f"{capitalise(desk.called)}: diplomacy, {period}"
    return _build("review", title, desk, load_specs("review.yaml", frozenset(ARRANGEMENTS), templates)), desk


def build_sheet(
    events: Iterable[MergedEvent],
    subject: Subject,
    period: Period,
    knowledge: Knowledge,
    *,
    templates: Path | None = None,
) -> tuple[Report, Desk]:
    """Write the sheet of a pair: everything between the two in order of time, and where they stand."""
    desk = Desk(events, subject, period, knowledge, templates)
    title = f"{capitalise(desk.called)}: {period}"
    return _build("sheet", title, desk, load_specs("sheet.yaml", frozenset(ARRANGEMENTS), templates)), desk


def _build(kind: str, title: str, desk: Desk, specs: Sequence[Spec]) -> Report:
    lead = _lead(desk)
    sections = [section for spec in specs if (section := _section(desk, spec)) is not None]
    appendix = tuple(desk.listed(event, row) for row, event in enumerate(_listed_events(desk, lead, sections), 1))
    return Report(
        kind="review" if kind == "review" else "sheet",
        title=title,
        about=desk.subject.key,
        first=desk.period.first,
        last=desk.period.last,
        lead=tuple(lead),
        sections=tuple(sections),
        figures=desk.figures.all(),
        references=desk.references.all(),
        appendix=appendix,
    )


def _section(desk: Desk, spec: Spec) -> Section | None:
    if spec.subjects and desk.subject.kind not in spec.subjects:
        return None
    pool = (*desk.selection.within, *desk.selection.undated) if spec.arrange == "years" else desk.selection.within
    events = [event for event in pool if desk.ranking.passes(event, spec.select)]
    if not events and spec.arrange not in JUDGING:
        return None
    desk.teller.begin()
    blocks, parts = ARRANGEMENTS[spec.arrange](desk, spec, events)
    blocks = [block for block in blocks if block.statements]
    if not blocks and not parts:
        return None
    heading = Template(spec.heading).fill({"subject": desk.called, "leaders": desk.leaders(events)})
    words = "".join(fragment.text for fragment in heading or ())
    return Section(
        id=spec.id, heading=capitalise(words), blocks=tuple(blocks), sections=tuple(parts), charts=spec.charts
    )


def _listed_events(desk: Desk, lead: Sequence[Statement], sections: Sequence[Section]) -> list[MergedEvent]:
    """Give what the appendix lists: all events of the report, and earlier ones that a sentence or a figure uses."""
    statements = [*lead, *(statement for section in sections for statement in section.statements())]
    used = {event for statement in statements for event in statement.events}
    used |= {event for figure in desk.figures.all() for event in figure.events}
    told = {event.id for event in desk.selection.told}
    earlier = [event for event in desk.selection.earlier if event.id in used - told]
    return [*earlier, *desk.selection.told]


def _lead(desk: Desk) -> list[Statement]:
    told, events = desk.selection.told, desk.selection.within
    during = (
        f"in {desk.period}"
        if desk.period.is_year
        else ""
        if desk.period.when is None
        else f"in the period {desk.period}"
    )
    where = f" {during}" if during else ""
    verb = "concerns" if len(events) == 1 else "concern"
    concern = f"between {desk.called}" if desk.subject.kind == "pair" else f"that {verb} {desk.called}"
    if not events:
        outside = len(desk.selection.earlier) + len(desk.selection.later)
        nothing = finish([Fragment(f"The record holds no {'dated ' if told else ''}events{where} {concern}.")], ())
        return [nothing, *([_outside(desk)] if outside else []), *_cautions(desk, told)]
    statements = [_extent(desk, events, where, concern)]
    if len(events) > 1:
        counted = count_types(desk, events, f"{concern}{where}")
        statements.append(finish([Fragment("By type they are "), *counted, Fragment(".")], _ids(events)))
    return statements + _cautions(desk, told)


def _extent(desk: Desk, events: Sequence[MergedEvent], where: str, concern: str) -> Statement:
    documents = {telling.document.id for event in events for telling in event.tellings}
    sources = {telling.source for event in events for telling in event.tellings}
    told = desk.figures.note(len(documents), events, "documents that tell these events")
    by = desk.figures.note(len(sources), events, "sources that tell these events")
    total = desk.figure(events, f"events {concern}{where}", lambda n: f"{number(n)} {plural('event', n)}")
    return finish(
        [
            Fragment("The record holds "),
            *total,
            Fragment(f"{where} {concern}, told in "),
            Fragment(f"{number(len(documents))} {plural('document', len(documents))}", (), (told.id,)),
            Fragment(" of "),
            Fragment(f"{number(len(sources))} {plural('source', len(sources))}", (), (by.id,)),
            Fragment("."),
        ],
        _ids(events),
    )


def _cautions(desk: Desk, events: Sequence[MergedEvent]) -> list[Statement]:
    """Say what a reader has to know of all that follows: one side's account, plans, conflicts, vague dates."""
    found: list[Statement] = []
    if (party := desk.teller.told_alone) and events:
        side = desk.names.adjective(party)
        whose = f"{side} sources" if side else f"sources that speak for {desk.names.party(party)}"
        figure = desk.figures.count(events, f"events told by {whose} alone")
        said = [
            Fragment(f"All of it is told by {whose} alone and is that side's account", (), (figure.id,)),
            Fragment("."),
        ]
        found.append(finish(said, _ids(events)))
    within = desk.selection.within
    of_these = (
        ([e for e in within if e.status == "planned"], "planned with no report that {it} took place"),
        ([e for e in within if e.status in ("cancelled", "denied")], "called off, postponed or denied"),
        ([e for e in within if e.conflicts], "told differently by different sources"),
    )
    besides = (
        (desk.selection.vague, "dated too vaguely to place in the period"),
        (desk.selection.undated, "without a date"),
    )
    return [*found, *_counted(desk, "of these events, ", of_these), *_counted(desk, "besides, ", besides)]


def _counted(desk: Desk, opening: str, parts: Iterable[tuple[Sequence[MergedEvent], str]]) -> list[Statement]:
    """Count the parts that hold something, in one sentence."""
    items: list[tuple[Fragment, ...]] = []
    ids: list[str] = []
    for listed, words in parts:
        if listed:
            one = len(listed) == 1
            told = f"{number(len(listed))} {'is' if one else 'are'} {words.format(it='it' if one else 'they')}"
            figure = desk.figures.count(listed, f"events {words.format(it='they')}")
            items.append((Fragment(told, (), (figure.id,)),))
            ids += _ids(listed)
    return [finish([Fragment(opening), *list_fragments(items), Fragment(".")], tuple(ids))] if items else []


def _outside(desk: Desk) -> Statement:
    outside = (*desk.selection.earlier, *desk.selection.later)
    what = desk.figures.count(outside, "events outside the period")
    verb = "lies" if len(outside) == 1 else "lie"
    words = f"{number(len(outside))} {plural('event', len(outside))} {verb} outside this period"
    return finish([Fragment(words, (), (what.id,)), Fragment(".")], _ids(outside))


def _ids(events: Iterable[MergedEvent]) -> tuple[str, ...]:
    return tuple(event.id for event in events)
