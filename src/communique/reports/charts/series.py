"""Charts over time: events by month, meetings by partner and month."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from communique.model import MergedEvent, When
from communique.reports.charts.drawing import Plan
from communique.reports.charts.theme import BLUE, INK, PALETTE, WIDE, Size, wrap
from communique.reports.desk import Desk
from communique.reports.prose.dates import MONTHS
from communique.reports.prose.grammar import capitalise, number, plural

__all__ = ["lookup", "partners", "timeline"]

FAMILIES = {
    "meeting": "meetings and calls", "call": "meetings and calls", "visit": "visits", "gathering": "gatherings",
    "agreement": "agreements and relations", "relation": "agreements and relations", "pledge": "pledges and aid",
    "aid": "pledges and aid", "initiative": "initiatives and mediation", "mediation": "initiatives and mediation",
}  # fmt: skip
OTHER = "other"
MOST_PARTNERS = 14
MOST_MONTHS = 26


def timeline(desk: Desk) -> Plan | None:
    """Plan the bars of events by month, or by year where the time is long; None where too few are dated."""
    dated = [e for e in desk.selection.within if e.status == "occurred" and e.when is not None]
    fine = [e for e in dated if _month(e.when)]
    if len(fine) < 2:
        return None
    months = sorted({_month(e.when) for e in fine})
    by_year = _steps(months[0], months[-1]) > MOST_MONTHS
    steps = _all_years(dated) if by_year else _all_months(months[0], months[-1])
    counts = Counter(
        ((e.date[:4] if by_year else _month(e.when)), FAMILIES.get(e.type, OTHER)) for e in (dated if by_year else fine)
    )
    families = [
        family for family in (*dict.fromkeys(FAMILIES.values()), OTHER) if any(counts[step, family] for step in steps)
    ]
    labels = {step: step if by_year else _label(step, True) for step in steps}
    shown = dated if by_year else fine
    unit = "year" if by_year else "month"
    left = len(desk.selection.within) - len(shown)
    rest = (
        f" {capitalise(number(left))} more {'is' if left == 1 else 'are'} not dated to the {unit}, or did not occur."
        if left
        else ""
    )
    values = [
        {"step": step, "family": family, "n": counts[step, family], "order": families.index(family)}
        for step in steps
        for family in families
        if counts[step, family]
    ]
    totals = Counter(step for (step, _), n in counts.items() for _ in range(n))
    return Plan(
        title=f"Events by {unit}",
        description=f"Bars for {len(shown)} events that occurred, by {unit} and kind.{rest}",
        columns=(unit, *families, "all"),
        rows=tuple((step, *(str(counts[step, family]) for family in families), str(totals[step])) for step in steps),
        paint=lambda size: _bars(size, values, steps, labels, families),
    )


def _bars(
    size: Size, values: list[dict[str, object]], steps: Sequence[str], labels: dict[str, str], families: Sequence[str]
) -> Any:
    import altair as alt

    every = 1 if size is WIDE or len(steps) <= 8 else 2 if len(steps) <= 14 else 4
    shown = {step: labels[step] if i % every == 0 else "" for i, step in enumerate(steps)}
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(stroke="#FFFFFF", strokeWidth=0.8)
        .encode(
            x=alt.X("step:N", sort=list(steps), scale=alt.Scale(domain=list(steps)), title=None,
                    axis=alt.Axis(labelAngle=0, labelExpr=lookup(shown), ticks=False)),
            y=alt.Y("n:Q", title="events", axis=alt.Axis(tickMinStep=1, tickCount=5, format="d")),
            color=alt.Color("family:N", sort=list(families), title=None,
                            scale=alt.Scale(domain=list(families), range=list(PALETTE[: len(families)]))),
            order=alt.Order("order:Q"),
        )
        .properties(width=size.width - 70, height=260 if size is WIDE else 220)
    )  # fmt: skip


def partners(desk: Desk) -> Plan | None:
    """Plan the table of meetings and calls by partner and month; None where fewer than two are dated to the month."""
    met = [
        e
        for e in desk.selection.within
        if e.type in ("meeting", "call", "visit") and e.status == "occurred" and _month(e.when)
    ]
    counts = Counter((code, _month(e.when)) for e in met for code in desk.others(e) if ":" not in code)
    totals = Counter(code for (code, _), n in counts.items() for _ in range(n))
    if len(totals) < 2:
        return None
    months = _all_months(min(month for _, month in counts), max(month for _, month in counts))
    if len(months) > MOST_MONTHS:
        return None
    top = sorted(totals, key=lambda code: (-totals[code], desk.names.bare(code)))[:MOST_PARTNERS]
    names = {code: capitalise(desk.names.bare(code)) for code in top}
    values = [
        {"who": names[code], "step": month, "n": counts[code, month]}
        for code in top
        for month in months
        if counts[code, month]
    ]
    left = len(totals) - len(top)
    rest = (
        f" {capitalise(number(left))} {plural('partner', left)} with fewer {'is' if left == 1 else 'are'} left out."
        if left
        else ""
    )
    return Plan(
        title="Meetings, calls and visits by partner and month",
        description=f"A grid of the {len(top)} partners with the most meetings, telephone calls and visits.{rest}",
        columns=("partner", *months, "all"),
        rows=tuple((names[code], *(str(counts[code, month]) for month in months), str(totals[code])) for code in top),
        paint=lambda size: _grid(size, values, months, [names[code] for code in top]),
    )


def _grid(size: Size, values: list[dict[str, object]], months: Sequence[str], names: Sequence[str]) -> Any:
    import altair as alt

    one_year = months[0][:4] == months[-1][:4]
    labels = {month: _label(month, not one_year)[: None if size is WIDE else 1] for month in months}
    wrapped = {name: wrap(name, 20 if size is WIDE else 16, 1) for name in names}
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("step:N", sort=list(months), scale=alt.Scale(domain=list(months)), title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelExpr=lookup(labels), ticks=False, domain=False)),
        y=alt.Y("who:N", sort=list(names), title=None,
                axis=alt.Axis(labelExpr=lookup(wrapped), ticks=False, domain=False, labelPadding=8)),
    )  # fmt: skip
    most = max(int(str(value["n"])) for value in values)
    tint = alt.Scale(domain=[0, max(most, 2)], range=["#DCEAF4", BLUE])
    cells = base.mark_rect(cornerRadius=3, stroke="#FFFFFF", strokeWidth=2).encode(
        color=alt.Color("n:Q", scale=tint, legend=None)
    )
    dark = f"datum.n > {max(most, 2) * 0.55}"
    words = base.mark_text(fontWeight="bold").encode(
        text="n:Q", color=alt.condition(dark, alt.value("#FFFFFF"), alt.value(INK))
    )
    room = size.width - (160 if size is WIDE else 122)
    return alt.layer(cells, words).properties(width=room, height=max(len(names), 2) * (26 if size is WIDE else 30))


def lookup(labels: dict[str, str]) -> str:
    """Write an expression that gives a label for each value, on several lines where it has them."""
    import json

    return f"split({json.dumps(labels)}[datum.label] || '', '\\n')"


def _month(when: When | None) -> str:
    """Give the month in which a time lies, empty where it spans more than 45 days or two years."""
    return when.first.isoformat()[:7] if when is not None and when.days <= 45 else ""


def _steps(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _all_months(first: str, last: str) -> list[str]:
    start = int(first[:4]) * 12 + int(first[5:7]) - 1
    return [f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(start, start + _steps(first, last))]


def _all_years(events: Sequence[MergedEvent]) -> list[str]:
    years = sorted({event.date[:4] for event in events})
    return [f"{year:04d}" for year in range(int(years[0]), int(years[-1]) + 1)]


def _label(month: str, dated: bool) -> str:
    """Give a month in short, January with its year where `dated`."""
    name = MONTHS[int(month[5:7]) - 1][:3]
    return f"{name}\n{month[:4]}" if name == "Jan" and dated else name
