"""Charts: what they draw, their descriptions and data, and that a page can hold them."""

import re
import xml.etree.ElementTree as ET

import pytest

from communique.errors import MissingExtraError
from communique.knowledge import load
from communique.model import MergedEvent
from communique.reports.charts import draw
from communique.reports.charts.ladders import find_level
from communique.reports.charts.theme import wrap
from communique.reports.content import Chart
from communique.reports.data import coordinates, neighbours

from .conftest import write

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
NAMES = ("travel", "timeline", "partners", "network", "ladder")


@pytest.fixture(scope="module")
def charts(year: list[MergedEvent]) -> dict[str, Chart]:
    """All charts of the year."""
    return {chart.id: chart for chart in draw(write(year)[1], NAMES)}


@pytest.mark.parametrize("name", NAMES)
def test_charts_are_well_formed_and_described(charts: dict[str, Chart], name: str) -> None:
    chart = charts[name]
    for svg, width in ((chart.wide, 1000), (chart.narrow, 362)):
        root = ET.fromstring(svg)
        assert root.get("role") == "img" and float(root.get("width", "0")) <= width
        title, about = (
            root.findall("{http://www.w3.org/2000/svg}title")[0],
            root.findall("{http://www.w3.org/2000/svg}desc")[0],
        )
        assert title.text == chart.title and about.text == chart.description
        assert set(root.get("aria-labelledby", "").split()) == {title.get("id"), about.get("id")}
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', svg)]
        assert not sizes or min(sizes) >= 11
        assert "http://www.w3.org" in svg and not re.search(r'(?:href|src)="http', svg)
    assert all(len(row) == len(chart.columns) for row in chart.rows) and chart.rows


def test_no_two_charts_share_an_identifier(charts: dict[str, Chart]) -> None:
    ids = [
        id
        for chart in charts.values()
        for svg in (chart.wide, chart.narrow)
        for id in re.findall(r'\bid="([^"]+)"', svg)
    ]
    assert len(ids) == len(set(ids))


def test_the_map_counts_both_ways(charts: dict[str, Chart]) -> None:
    assert ("France", "1", "0") in charts["travel"].rows and ("Russia", "0", "1") in charts["travel"].rows


def test_the_ladder_has_the_levels_in_their_order(charts: dict[str, Chart]) -> None:
    levels = [row[2] for row in charts["ladder"].rows]
    assert levels == ["diplomatic relations", "all-weather comprehensive strategic partnership"]


@pytest.mark.parametrize(
    ("title", "codes", "tradition", "rank"),
    [
        ("China-Serbia community with a shared future", "CHN SRB", "CHN-community", 1),
        ("comprehensive strategic partnership for green growth", "CHN PER", "CHN", 5),
        ("Strategic partnerships", "CHN PER", "CHN", 4),
        ("strategic partnership on the seas", "NOR ISL", "general", 4),
        ("membership of the chess club", "NOR ISL", "", 0),
        ("non-alliance", "NOR ISL", "", 0),
        ("", "NOR ISL", "", 0),
    ],
)
def test_a_level_is_found_inside_a_title(title: str, codes: str, tradition: str, rank: int) -> None:
    found = find_level(title, codes.split(), load().levels)
    assert (found.tradition, found.rank) == (tradition, rank) if found else not tradition


def test_without_data_there_is_no_chart(year: list[MergedEvent]) -> None:
    assert draw(write(year, "KEN")[1], NAMES) == ()
    assert draw(write([])[1], NAMES) == ()


def test_the_same_record_gives_the_same_picture(year: list[MergedEvent], charts: dict[str, Chart]) -> None:
    (again,) = draw(write(year)[1], ["partners"])
    assert again == charts["partners"]


def test_what_lacks_is_named(year: list[MergedEvent], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match="vl-convert is not installed"):
        draw(write(year)[1], NAMES)


def test_labels_are_broken_at_words() -> None:
    assert wrap("comprehensive strategic partnership", 16) == "comprehensive\nstrategic\npartnership"
    assert wrap("one two three four five", 4, 2).endswith("…")


def test_places_and_borders() -> None:
    assert abs(coordinates()["RUS", "Kazan"].latitude - 55.8) < 0.2
    assert {"RUS", "VNM", "IND"} <= neighbours()["CHN"] and "JPN" not in neighbours()
