"""The network of meetings: who met whom, the subject in the middle."""

import math
from collections import Counter
from itertools import combinations
from typing import Any

from communique.model import MergedEvent
from communique.reports.charts.drawing import Plan
from communique.reports.charts.theme import ACCENT, BLUE, WIDE, Size, wrap
from communique.reports.desk import Desk
from communique.reports.prose.grammar import capitalise

__all__ = ["network"]

MOST_PARTIES = 16
MOST_TOGETHER = 6


def network(desk: Desk) -> Plan | None:
    """Plan the network of meetings and calls between parties; None where the subject met fewer than three."""
    kinds = ("meeting", "call")
    met = [e for e in desk.selection.within if e.type in kinds and e.status == "occurred"]
    links = Counter(pair for event in met for pair in _pairs(desk, event))
    middle = desk.subject.code
    ties = Counter(code for pair, n in links.items() for code in pair for _ in range(n))
    others = sorted(
        (code for code in ties if code != middle), key=lambda code: (-links[_key(middle, code)], -ties[code], code)
    )
    if len(others) < 3:
        return None
    shown = others[:MOST_PARTIES]
    kept = {pair: n for pair, n in links.items() if set(pair) <= {middle, *shown}}
    left = len(others) - len(shown)
    rest = f" Of {len(others)} parties the {len(shown)} with the most ties are drawn." if left else ""
    names = {code: capitalise(desk.names.bare(code)) for code in (middle, *shown)}
    ordered = sorted(shown, key=lambda code: (_region(desk, code), names[code]))
    return Plan(
        title="Who met whom",
        description=f"A network of meetings and telephone calls: a thicker line stands for more of them.{rest}",
        columns=("one", "other", "meetings and calls"),
        rows=tuple(
            (names[a], names[b], str(n)) for (a, b), n in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
        ),
        paint=lambda size: _paint(size, middle, ordered, kept, names),
    )


def _pairs(desk: Desk, event: MergedEvent) -> list[tuple[str, str]]:
    codes = list(dict.fromkeys(desk.subject.code if desk.subject.owns(p) else p.code for p in event.participants))
    return [_key(a, b) for a, b in combinations(codes, 2)] if len(codes) <= MOST_TOGETHER else []


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _region(desk: Desk, code: str) -> str:
    state = desk.knowledge.states.get(code)
    return state.region if state else "~"


def _paint(
    size: Size, middle: str, ordered: list[str], links: dict[tuple[str, str], int], names: dict[str, str]
) -> Any:
    import altair as alt

    places = {middle: (0.0, 0.0)}
    for i, code in enumerate(ordered):
        angle = 2 * math.pi * i / len(ordered) - math.pi / 2
        places[code] = (round(math.cos(angle), 4), round(math.sin(angle), 4))
    lines = [
        {"x": places[a][0], "y": places[a][1], "x2": places[b][0], "y2": places[b][1], "n": n, "own": middle in (a, b)}
        for (a, b), n in sorted(links.items())
    ]
    letters = 16 if size is WIDE else 12
    dots = [
        {"x": places[c][0], "y": places[c][1], "who": wrap(names[c], letters, 2), "own": c == middle} for c in places
    ]
    width = size.width - 20
    height = 460 if size is WIDE else 340
    across = 1.45 if size is WIDE else 1.7
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-across, across]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.25, 1.25]))
    most = max(links.values())
    edges = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_rule(opacity=0.75)
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            size=alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[1, max(most, 2)], range=[1.2, 6])),
            color=alt.condition("datum.own", alt.value(BLUE), alt.value("#9A9BA0")),
        )
    )  # fmt: skip
    base = alt.Chart(alt.InlineData(values=dots)).encode(x=x, y=y)
    nodes = base.mark_circle(size=170, opacity=1, stroke="#FFFFFF", strokeWidth=2).encode(
        color=alt.condition("datum.own", alt.value(ACCENT), alt.value(BLUE))
    )
    texts: list[Any] = []
    sides: list[tuple[str, dict[str, Any]]] = [
        ("datum.x > 0.2", {"align": "left", "dx": 11}),
        ("datum.x < -0.2", {"align": "right", "dx": -11}),
    ]
    for side, at in sides:
        texts.append(base.transform_filter(side).mark_text(**at, lineBreak="\n").encode(text="who:N"))
    for side, dy in (("abs(datum.x) <= 0.2 && datum.y > 0", -17), ("abs(datum.x) <= 0.2 && datum.y <= 0", 19)):
        texts.append(base.transform_filter(side).mark_text(dy=dy, lineBreak="\n").encode(text="who:N"))
    halo = base.transform_filter("datum.own").mark_text(dy=19, stroke="#FFFFFF", strokeWidth=4).encode(text="who:N")
    return alt.layer(edges, nodes, halo, *texts).properties(width=width, height=height)
