"""How the events of a section are told: in order of time, trip by trip, partner by partner, region by region."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from communique.model import MergedEvent, When
from communique.model.queries import fold
from communique.reports.content import Block, Fragment, Section, Statement
from communique.reports.data import neighbours
from communique.reports.desk import Desk
from communique.reports.prose.grammar import capitalise, number, plural
from communique.reports.prose.templates import Words
from communique.reports.specs import Spec
from communique.reports.telling import PERSONAL, finish, list_fragments

__all__ = [
    "NOUNS",
    "SEVERAL",
    "Told",
    "chronicle",
    "count_types",
    "group",
    "months",
    "partners",
    "placeless",
    "regions",
    "trips",
    "with_rest",
    "years",
]

Told = tuple[list[Block], list[Section]]
SEVERAL = ("visit", "meeting", "call", "message", "gathering", "commemoration")
MOST_OCCASIONS = 8
LONGEST_MONTH = 45
LEAST_MONTHS = 3
TRIP_GAP = 1
BILATERAL = 4
LEAST_PARTNER = 2
PER_PARTNER = 9
PER_REGION = 8
NOUNS = {
    "visit": "visit", "meeting": "meeting", "call": "telephone call", "message": "message", "gathering": "gathering",
    "representation": "step of representation", "agreement": "agreement", "relation": "change of relations",
    "initiative": "step on an initiative", "pledge": "pledge", "aid": "delivery of aid", "mediation": "mediation",
    "commemoration": "commemoration", "sanction": "sanction or trade measure", "statement": "statement",
}  # fmt: skip


def chronicle(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell events in order of time, several acts of one kind with the same participants in one sentence."""
    shown, rest = desk.ranking.first(events, spec.limit)
    statements = [desk.tell(part) for part in group(shown)]
    blocks = [*_introduce(desk, spec, events), Block("list", tuple(statements))]
    return with_rest(desk, blocks, rest, spec), []


def months(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell in which months most events fall, of those that are dated to a month."""
    by_month: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in events:
        when = event.when
        if when is not None and when.days <= LONGEST_MONTH:
            by_month[when.first.isoformat()[:7]].append(event)
    fullest = sorted(by_month, key=lambda month: (-len(by_month[month]), month))[: spec.limit]
    fullest = [month for month in fullest if len(by_month[month]) > 1]
    if len(by_month) < LEAST_MONTHS or not fullest:
        return [], []
    items = []
    for month in sorted(fullest):
        name = desk.calendar.span(When.parse(month))
        items.append((Fragment(f"{name} ("), *desk.figure(by_month[month], f"events in {name}"), Fragment(")")))
    ids = tuple(event.id for month in sorted(fullest) for event in by_month[month])
    said = finish([Fragment("Most events fall in "), *list_fragments(items), Fragment(".")], ids)
    return [Block("paragraph", (said,))], []


def placeless(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell the events whose place is not told."""
    return chronicle(desk, spec, [event for event in events if not event.place]) if events else ([], [])


def trips(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell visits trip by trip: what the same persons follow up within a day is one trip."""
    shown, rest = desk.ranking.first(events, spec.limit)
    statements: list[Statement] = []
    for trip in _trips(desk, shown):
        statements.append(desk.tell(trip))
    blocks = [*_introduce(desk, spec, events), Block("list", tuple(statements))]
    return with_rest(desk, blocks, rest, spec), []


def years(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell events in order of time, a part for each year."""
    shown, rest = desk.ranking.first(events, spec.limit)
    by_year: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in shown:
        by_year[event.date[:4] or "Without a date"].append(event)
    sections = []
    for year, listed in by_year.items():
        desk.teller.begin()
        told = tuple(desk.teller.tell(event) for event in listed)
        sections.append(Section(id=f"{spec.id}-{_slug(year)}", heading=year, blocks=(Block("list", told),)))
    return with_rest(desk, [], rest, spec), sections


def partners(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell the dealings with the parties that the most, and the most senior, events are shared with."""
    by_code = _by_partner(desk, events)
    sections = []
    desk.major = frozenset(_major(desk, by_code)[: spec.limit])
    for code in sorted(desk.major, key=_major(desk, by_code).index):
        desk.teller.begin()
        blocks = _partner(desk, code, by_code[code], PER_PARTNER)
        heading = capitalise(desk.names.bare(code))
        sections.append(Section(id=f"{spec.id}-{_slug(code)}", heading=heading, blocks=tuple(blocks)))
    return [], sections


def regions(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> Told:
    """Tell the dealings with neighbours, then with other parties region by region; `limit` events for each party.

    The major partners of the review are told of elsewhere and left out here.
    """
    by_code = _by_partner(desk, events)
    borders = {code for own in desk.subject.codes for code in neighbours().get(own, ())}
    parts: dict[str, list[str]] = {"Neighbours": []}
    for code in sorted(by_code, key=desk.names.bare):
        if code in desk.major or (desk.subject.kind == "person" and code in desk.subject.codes):
            continue
        state = desk.knowledge.states.get(code)
        name = (
            "Neighbours"
            if code in borders
            else (state.region if state and state.region else "Organisations and others")
        )
        parts.setdefault(name, []).append(code)
    sections = []
    told: set[str] = set()
    for name in sorted(parts, key=lambda name: (name != "Neighbours", name.startswith("Organisations"), name)):
        events = [event for code in parts[name] for event in by_code[code] if event.id not in told]
        told.update(event.id for event in events)
        if section := _region(desk, spec, name, list({event.id: event for event in events}.values())):
            sections.append(section)
    return [], sections


def group(events: Sequence[MergedEvent]) -> list[list[MergedEvent]]:
    """Put acts of one kind with the same participants together, in order of the first."""
    groups: dict[tuple[object, ...], list[MergedEvent]] = {}
    for event in events:
        together = event.type in SEVERAL and event.status == "occurred" and event.count is None
        side = frozenset(event.participants) if together else event.id
        key: tuple[object, ...] = (event.type, side, frozenset(event.targets) if event.type == "message" else "")
        parts = groups.setdefault(key, [])
        if len(parts) >= MOST_OCCASIONS:
            groups[*key, parts[0].id] = groups.pop(key)
            groups[key] = [event]
        else:
            parts.append(event)
    return sorted(groups.values(), key=lambda listed: _start(listed[0]))


def count_types(desk: Desk, events: Sequence[MergedEvent], what: str) -> tuple[Fragment, ...]:
    """List how many events there are of each type: "three meetings, two visits and one agreement".

    What a source only counts ("the three meetings") is no single act and is listed as a count of its own.
    """
    by_noun: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in events:
        noun = NOUNS[event.type]
        counted = event.type in PERSONAL and event.count is not None and event.count > 1
        by_noun[f"count of {plural_noun(noun, 2)}" if counted else noun].append(event)
    items: list[tuple[Fragment, ...]] = []
    for noun in sorted(by_noun, key=lambda noun: (-len(by_noun[noun]), noun)):
        items.append(desk.figure(by_noun[noun], f"{plural_noun(noun, 2)} {what}", _words_for(noun)))
    return list_fragments(items)


def plural_noun(noun: str, value: int) -> str:
    """Give a noun phrase in the number asked for: "steps of representation"."""
    split = noun.split(" ", 1)[0] in ("step", "change", "delivery", "sanction", "count")
    head, of, tail = noun.partition(" ") if split else (noun, "", "")
    return f"{plural(head, value)}{of}{plural(tail, value) if head == 'sanction' else tail}"


def _words_for(noun: str) -> Callable[[int], str]:
    return lambda value: f"{number(value)} {plural_noun(noun, value)}"


def _introduce(desk: Desk, spec: Spec, events: Sequence[MergedEvent]) -> list[Block]:
    if not spec.intro or len(events) < 2:
        return []
    what = spec.heading.replace("{leaders}", desk.leaders(events)).replace("{subject}", desk.called)
    slots: dict[str, Words] = {
        "number": desk.figure(events, what),
        "states": desk.states_of(events),
        "leaders": desk.leaders(events),
    }
    said = desk.say(spec.intro, events, **slots)
    return [Block("paragraph", (said,))] if said else []


def with_rest(desk: Desk, blocks: list[Block], rest: Sequence[MergedEvent], spec: Spec) -> list[Block]:
    """Add the sentence that counts what is left to the appendix."""
    what = spec.heading.replace("{leaders}", desk.leaders(rest)).replace("{subject}", desk.called)
    said = desk.rest(rest, what)
    return [*blocks, Block("paragraph", tuple(said))] if said else blocks


def _trips(desk: Desk, events: Sequence[MergedEvent]) -> list[list[MergedEvent]]:
    found: list[list[MergedEvent]] = []
    for event in events:
        last = found[-1][-1] if found else None
        if last is not None and len(found[-1]) < MOST_OCCASIONS and _continues(desk, last, event):
            found[-1].append(event)
        else:
            found.append([event])
    return found


def _continues(desk: Desk, before: MergedEvent, after: MergedEvent) -> bool:
    one, other = before.when, after.when
    if one is None or other is None or before.count is not None or after.count is not None:
        return False
    if before.date == after.date and frozenset(before.actors) == frozenset(after.actors):
        return True
    if not (_exact(one) and _exact(other)) or frozenset(before.actors) != frozenset(after.actors):
        return False
    return (other.first - one.last).days <= TRIP_GAP


def _exact(when: When) -> bool:
    return when.precision == "day" or (when.precision == "interval" and len(when.edtf) == len("2024-05-05/2024-05-10"))


def _by_partner(desk: Desk, events: Iterable[MergedEvent]) -> dict[str, list[MergedEvent]]:
    """Give the events shared with each other party, those of many sides left out."""
    found: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in events:
        codes = desk.others(event)
        if len(codes) < BILATERAL:
            for code in codes:
                found[code].append(event)
    return found


def _major(desk: Desk, by_code: dict[str, list[MergedEvent]]) -> list[str]:
    """Order the parties by how many events they share, senior and well-told ones counting more."""

    def weight(code: str) -> float:
        return sum(1 + desk.ranking.rank(event) + len(event.sources) / 2 for event in by_code[code])

    major = [code for code in by_code if len(by_code[code]) >= LEAST_PARTNER and not code.startswith("region:")]
    return sorted(major, key=lambda code: (-weight(code), code))


def _partner(desk: Desk, code: str, events: Sequence[MergedEvent], most: int) -> list[Block]:
    shown, rest = desk.ranking.first(events, most)
    statements = [desk.tell(part) for part in _weighty_first(desk, group(shown))]
    between = f"with {desk.names.party(code)}"
    if len(events) > 2:
        counted = count_types(desk, events, between)
        opening = [Fragment("The record holds "), *counted, Fragment(f" {between}.")]
        statements.insert(0, finish(opening, tuple(event.id for event in events)))
    return [Block("paragraph", tuple(statements + desk.rest(rest, f"events {between}")))]


def _region(desk: Desk, spec: Spec, name: str, events: list[MergedEvent]) -> Section | None:
    if not events:
        return None
    desk.teller.begin()
    events.sort(key=_start)
    shown, rest = desk.ranking.first(events, max(spec.limit, PER_REGION))
    statements = [desk.tell(part) for part in group(shown)]
    blocks = [Block("paragraph", tuple(statements + desk.rest(rest, f"events, {name}")))]
    return Section(id=f"{spec.id}-{_slug(name)}", heading=name, blocks=tuple(blocks))


def _weighty_first(desk: Desk, groups: list[list[MergedEvent]]) -> list[list[MergedEvent]]:
    """Put meetings and calls of leaders first, then the rest in order of time."""

    def order(listed: Sequence[MergedEvent]) -> tuple[bool, tuple[str, str]]:
        leading = listed[0].type in ("meeting", "call") and desk.ranking.rank(listed[0]) >= 5
        return not leading, _start(listed[0])

    return sorted(groups, key=order)


def _start(event: MergedEvent) -> tuple[str, str]:
    when = event.when
    return (when.first.isoformat() if when else "9999", event.id)


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
