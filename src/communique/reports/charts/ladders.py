"""The ladder of relations: which level each partner has reached, and when."""

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from communique.knowledge.entries import Level
from communique.model import MergedEvent, When
from communique.reports.charts.drawing import Plan
from communique.reports.charts.series import lookup
from communique.reports.charts.theme import ACCENT, BLUE, WIDE, Size, wrap
from communique.reports.desk import Desk
from communique.reports.prose.grammar import capitalise, clean, number, plural

__all__ = ["find_level", "ladder"]

NO_RELATIONS = "no relations"
DIPLOMATIC = "diplomatic relations"
MOST_PARTNERS = 18


class Step(msgspec.Struct, frozen=True):
    """One change of relations with one partner."""

    who: str
    when: When
    rank: int
    level: str
    form: str


def ladder(desk: Desk) -> Plan | None:
    """Plan the ladder: a row for each partner whose relations changed, the closest on top; None for fewer than two."""
    steps = _steps(desk, desk.selection.within)
    partners = {step.who for step in steps}
    before = [step for step in _steps(desk, desk.selection.earlier) if step.who in partners]
    steps = sorted([*before, *steps], key=_time)
    if len(steps) < 2:
        return None
    last = {step.who: step for step in steps}
    order = sorted(last, key=lambda who: (-last[who].rank, last[who].when.first, who))
    shown = order[:MOST_PARTNERS]
    left = len(order) - len(shown)
    rest = f" {capitalise(number(left))} more {plural('partner', left)} not drawn." if left else ""
    return Plan(
        title="The ladder of relations",
        description=f"Changes of relations with {number(len(order))} {plural('partner', len(order))}, the closest on "
        f"top and levels without a rank below; the words give the last level reported.{rest}",
        columns=("with", "date", "level", "change"),
        rows=tuple((step.who, step.when.edtf, step.level, step.form) for step in steps),
        paint=lambda size: _paint(size, [step for step in steps if step.who in shown], shown, last),
    )


def _steps(desk: Desk, events: Sequence[MergedEvent]) -> list[Step]:
    found = []
    for event in events:
        when = event.when
        if event.type != "relation" or event.status != "occurred" or when is None:
            continue
        rank, level = _level(desk, event)
        for code in desk.others(event) or [desk.subject.code]:
            found.append(Step(capitalise(desk.names.bare(code)), when, rank, level, event.form))
    return found


def _time(step: Step) -> tuple[datetime.date, str]:
    return step.when.first, step.who


def _level(desk: Desk, event: MergedEvent) -> tuple[int, str]:
    """Give the rank and the name of the level that a change leads to."""
    if event.form == "severed":
        return -1, NO_RELATIONS
    title = clean(event.title).casefold()
    codes = [participant.code for participant in event.participants]
    level = find_level(title, codes, desk.knowledge.levels)
    if level is not None:
        return level.rank, level.level if level.level.casefold() in (title, title.rstrip("s")) else clean(event.title)
    plain = not title or event.form in ("established", "restored")
    return 0, DIPLOMATIC if plain else clean(event.title)


def find_level(title: str, codes: Collection[str], levels: Iterable[Level]) -> Level | None:
    """Find the level that a title is or names: the longest, of equals that of a tradition of the parties (`codes`).

    Inside a title only their own levels and those of no tradition count: "membership" of a club is none of relations.
    """
    told = title.casefold()
    found: list[tuple[int, bool, Level]] = []
    for level in levels:
        name, tradition = level.level.casefold(), level.tradition.partition("-")[0]
        near = tradition in codes or tradition == "general"
        if told in (name, f"{name}s") or (near and re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", told)):
            found.append((len(name), tradition in codes, level))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _paint(size: Size, steps: Sequence[Step], order: Sequence[str], last: dict[str, Step]) -> Any:
    import altair as alt

    wide = size is WIDE
    first, final = min(step.when.first for step in steps), max(step.when.first for step in steps)
    margin = datetime.timedelta(days=max((final - first).days * 0.06, 12))
    room = alt.Scale(domain=[str(first - margin), str(final + margin)])
    middle = first + (final - first) / 2
    x = alt.X("day:T", title=None, scale=room, axis=alt.Axis(grid=False, tickCount=6 if wide else 3, labelOverlap=True))
    y = alt.Y(
        "who:N",
        sort=list(order),
        title=None,
        scale=alt.Scale(paddingOuter=0.6),
        axis=alt.Axis(
            grid=True, ticks=False, domain=False, labelPadding=8,
            labelExpr=lookup({who: wrap(who, 20 if wide else 13, 2) for who in order}),
        ),
    )  # fmt: skip
    values = [
        {
            "who": step.who,
            "day": step.when.first.isoformat(),
            "level": wrap(step.level, 44 if wide else 22, 3) if step is last[step.who] else "",
            "late": step.when.first > middle,
            "ends": step.level == NO_RELATIONS,
        }
        for step in steps
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(x=x, y=y)
    lines = base.mark_line(color="#9A9BA0", strokeWidth=1.5).encode(detail="who:N")
    points = base.mark_circle(size=100, opacity=1).encode(
        color=alt.condition("datum.ends", alt.value(ACCENT), alt.value(BLUE))
    )
    texts: list[Any] = []
    sides: list[tuple[str, dict[str, Any]]] = [
        ("datum.late", {"align": "right", "dx": -10}),
        ("!datum.late", {"align": "left", "dx": 10}),
    ]
    for side, at in sides:
        words = base.transform_filter(f"{side} && datum.level").encode(text="level:N")
        texts.append(words.mark_text(**at, lineBreak="\n", baseline="middle", stroke="#FFFFFF", strokeWidth=4))
        texts.append(words.mark_text(**at, lineBreak="\n", baseline="middle"))
    left = 150 if wide else 105
    return alt.layer(lines, *texts, points).properties(
        width=size.width - left, height=max(len(order), 2) * (40 if wide else 54)
    )
