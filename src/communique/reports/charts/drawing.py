"""Draw the charts that a report asks for, each at two widths, with its description and its data."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from communique.errors import MissingExtraError
from communique.reports.charts.theme import NARROW, WIDE, Size, config
from communique.reports.content import Chart
from communique.reports.desk import Desk

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Plan", "draw", "to_svg"]

SVG = re.compile(r"<svg\b([^>]*)>")
IDS = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
PATH = re.compile(r' d="[^"]{2000,}"')
ROUGH = re.compile(r"(\d\.\d)\d+")
ROLES = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden|pointer-events)="[^"]*"')


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A chart before it is drawn: what it says in words and numbers, and how to draw it at a size."""

    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paint: Callable[[Size], Any]


def draw(desk: Desk, wanted: Iterable[str]) -> tuple[Chart, ...]:
    """Draw those of the wanted charts for which the report has data.

    Raises MissingExtraError where Altair or vl-convert is not installed.
    """
    _need()
    from communique.reports.charts import ladders, maps, networks, series

    plans: Mapping[str, Callable[[Desk], Plan | None]] = {
        "travel": maps.travel,
        "timeline": series.timeline,
        "partners": series.partners,
        "network": networks.network,
        "ladder": ladders.ladder,
    }
    asked = set(wanted)
    made = [(name, plan(desk)) for name, plan in plans.items() if name in asked]
    return tuple(_draw(name, plan) for name, plan in made if plan is not None)


def to_svg(chart: "alt.TopLevelMixin", size: Size, name: str, title: str, description: str) -> str:
    """Turn a chart into SVG that a page can hold: a title, a description, identifiers of its own, no nested roles."""
    import vl_convert

    spec = chart.to_dict(validate=False)
    spec["config"] = config(size)
    svg = IDS.sub(rf"\g<1>{name}-{size.name}-\g<2>", ROLES.sub("", vl_convert.vegalite_to_svg(vl_spec=spec)))
    svg = PATH.sub(lambda found: ROUGH.sub(r"\g<1>", found[0]), svg)
    label = f"{name}-{size.name}"
    opening = f'role="img" aria-labelledby="{label}-title {label}-desc"'
    inner = f'<title id="{label}-title">{escape(title)}</title><desc id="{label}-desc">{escape(description)}</desc>'
    return SVG.sub(lambda found: f"<svg{found[1]} {opening}>{inner}", svg, count=1)


def _draw(name: str, plan: Plan) -> Chart:
    wide, narrow = (to_svg(plan.paint(size), size, name, plan.title, plan.description) for size in (WIDE, NARROW))
    return Chart(
        id=name,
        title=plan.title,
        description=plan.description,
        columns=plan.columns,
        rows=plan.rows,
        wide=wide,
        narrow=narrow,
    )


def _need() -> None:
    for library in ("altair", "vl_convert"):
        try:
            __import__(library)
        except ImportError as error:
            raise MissingExtraError(library.replace("_", "-"), "reports") from error
