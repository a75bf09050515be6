"""The travel map: which states were visited, whose guests came, and the cities."""

import json
from collections import Counter
from functools import cache
from typing import Any

from communique.model import MergedEvent
from communique.reports.charts.drawing import Plan
from communique.reports.charts.theme import BLUE, GREEN, GREY, INK, ORANGE, WIDE, Size
from communique.reports.data import FOLDER, coordinates
from communique.reports.desk import Desk
from communique.reports.prose.grammar import clean, number, plural

__all__ = ["travel"]

VISITED, GUESTS, BOTH, HOME = "visited", "sent guests", "both", "home"
COLOURS = {VISITED: BLUE, GUESTS: ORANGE, BOTH: GREEN, HOME: "#6B6C70"}


def travel(desk: Desk) -> Plan | None:
    """Plan the map of visits abroad and of guests; None where there are none of a known place."""
    visits = [e for e in desk.selection.within if e.type == "visit" and e.status == "occurred"]
    ours = [e for e in visits if any(map(desk.subject.owns, e.actors)) and e.place.country not in desk.subject.codes]
    guests = [e for e in visits if e.place.country in desk.subject.codes]
    abroad = Counter(e.place.country for e in ours if e.place.country)
    came = Counter(p.code for e in guests for p in e.actors if p.code in desk.knowledge.states)
    home = desk.subject.codes if desk.subject.kind != "person" else frozenset()
    for code in home:
        came.pop(code, None)
    if not abroad and not came:
        return None
    kinds = {code: BOTH if code in came else VISITED for code in abroad}
    kinds = {**{code: GUESTS for code in came}, **kinds, **{code: HOME for code in home if ":" not in code}}
    rows = tuple(
        (desk.names.bare(code), str(abroad.get(code, 0)), str(came.get(code, 0)))
        for code in sorted({*abroad, *came}, key=desk.names.bare)
    )
    cities = _cities(desk, ours)
    return Plan(
        title="Visits abroad and guests",
        description=_describe(desk, abroad, came),
        columns=("state", f"visits there by {desk.called}", "visits from there"),
        rows=rows,
        paint=lambda size: _paint(size, kinds, [*cities, *_small(desk, kinds)]),
    )


def _describe(desk: Desk, abroad: Counter[str], came: Counter[str]) -> str:
    parts = []
    if abroad:
        where = f"{number(len(abroad))} {plural('state', len(abroad))}"
        parts.append(f"{abroad.total()} {plural('visit', abroad.total())} abroad to {where}")
    if came:
        where = f"{number(len(came))} {plural('state', len(came))}"
        parts.append(f"visits by guests from {where}")
    return f"A world map: {', and '.join(parts)}, as far as the sources name the states. Circles mark cities visited."


def _cities(desk: Desk, visits: list[MergedEvent]) -> list[dict[str, object]]:
    counted = Counter((e.place.country, clean(e.place.city)) for e in visits if e.place.city)
    places = coordinates()
    return [
        {"name": name, "lat": places[code, name].latitude, "lon": places[code, name].longitude, "n": n, "kind": "city"}
        for (code, name), n in sorted(counted.items())
        if (code, name) in places
    ]


def _small(desk: Desk, kinds: dict[str, str]) -> list[dict[str, object]]:
    """Give states too small for an outline as points at their capitals."""
    drawn = {shape["id"] for shape in outlines()["objects"]["states"]["geometries"]}
    places = coordinates()
    found = []
    for seat in desk.knowledge.seats:
        key = (seat.code, seat.city or seat.name)
        if seat.kind == "capital" and seat.code in kinds and seat.code not in drawn and key in places:
            city = places[key]
            found.append(
                {"name": seat.code, "lat": city.latitude, "lon": city.longitude, "n": 1, "kind": kinds[seat.code]}
            )
    return found


@cache
def outlines() -> dict[str, Any]:
    """Load the outlines of states (Natural Earth, TopoJSON)."""
    loaded: dict[str, Any] = json.loads((FOLDER / "world.json").read_text(encoding="utf-8"))
    return loaded


def _paint(size: Size, kinds: dict[str, str], points: list[dict[str, object]]) -> Any:
    import altair as alt

    data = alt.InlineData(values=outlines(), format=alt.TopoDataFormat(feature="states", type="topojson"))
    used = [kind for kind in COLOURS if kind in kinds.values()]
    scale = alt.Scale(domain=used, range=[COLOURS[kind] for kind in used])
    height = round(size.width * 0.47)
    base = alt.Chart(data).mark_geoshape(fill=GREY, stroke="#FFFFFF", strokeWidth=0.5)
    rows = [{"code": code, "kind": kind} for code, kind in sorted(kinds.items())]
    filled = (
        alt.Chart(data)
        .mark_geoshape(stroke="#FFFFFF", strokeWidth=0.5)
        .transform_lookup(
            lookup="id", from_=alt.LookupData(data=alt.InlineData(values=rows), key="code", fields=["kind"])
        )
        .transform_filter("isValid(datum.kind)")
        .encode(color=alt.Color("kind:N", scale=scale, legend=alt.Legend(title=None, columns=len(used))))
    )
    layers: list[Any] = [base, filled]
    small = [point for point in points if point["kind"] != "city"]
    if small:
        layers.append(
            alt.Chart(alt.InlineData(values=small))
            .mark_circle(size=90 if size is WIDE else 45, stroke="#FFFFFF", strokeWidth=1, opacity=1)
            .encode(longitude="lon:Q", latitude="lat:Q", color=alt.Color("kind:N", scale=scale))
        )
    cities = [point for point in points if point["kind"] == "city"]
    if cities:
        layers.append(
            alt.Chart(alt.InlineData(values=cities))
            .mark_circle(size=36 if size is WIDE else 16, color="#FFFFFF", stroke=INK, strokeWidth=1.2, opacity=1)
            .encode(longitude="lon:Q", latitude="lat:Q")
        )
    return alt.layer(*layers).project(type="equalEarth").properties(width=size.width, height=height)
