"""The page in a real browser: it fits a phone, asks for nothing, complains of nothing, and its links lead somewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from communique.linking import merge
from communique.model import MergedEvent
from communique.reports.charts import draw
from lacking import find_chromium, load_library

from .conftest import tell, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium without a window."""
    chromium, api = find_chromium(), load_library("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(year: list[MergedEvent], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review of the year with charts, and with words that would break a layout."""
    wild = "<img src=x onerror=alert(1)> " + "ß" * 400 + " שלום עליכם \u202e <script>alert(2)</script>"
    events = [*year, merge([tell(wild, wild, "statement", "CHN", title=wild, date="2024-06-01", form="urge")])]
    report, desk = write(events)
    report = msgspec.structs.replace(report, charts=draw(desk, ["travel", "timeline", "partners", "network", "ladder"]))
    path = tmp_path_factory.mktemp("page") / "review.html"
    path.write_bytes(report.render("html"))
    return path


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1280, 900)])
def test_the_page_fits_asks_for_nothing_and_complains_of_nothing(
    browser: "Browser", page: Path, width: int, height: int
) -> None:
    view = browser.new_page(viewport={"width": width, "height": height})
    said: list[str] = []
    asked: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("pageerror", lambda error: said.append(str(error)))
    view.on("dialog", lambda dialog: said.append(dialog.message))
    view.on("request", lambda request: asked.append(request.url))
    view.goto(page.as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert said == [] and [url for url in asked if not url.startswith("data:")] == [page.as_uri()]
    broken = view.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert broken == []
    assert view.evaluate("document.querySelectorAll('script, img').length") == 0
    view.close()


def test_a_phone_gets_the_narrow_charts_at_readable_sizes(browser: "Browser", page: Path) -> None:
    view = browser.new_page(viewport={"width": 390, "height": 844})
    view.goto(page.as_uri())
    shown = view.evaluate(
        "[...document.querySelectorAll('figure svg')].filter(s => s.getBoundingClientRect().width > 0)"
        ".map(s => [s.getBoundingClientRect().width / s.viewBox.baseVal.width, s.getBoundingClientRect().right])"
    )
    assert len(shown) == 5 and all(scale > 0.9 and right <= 390 for scale, right in shown)
    view.close()
