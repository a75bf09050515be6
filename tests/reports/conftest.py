"""A record made by hand for the tests of reports: a year of one state's diplomacy, told by several sources."""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from communique.knowledge import Knowledge, load
from communique.linking import merge
from communique.model import Document, Event, MergedEvent, Participant, Place, Span, Telling, When
from communique.reports.building import build_review, build_sheet
from communique.reports.content import Report
from communique.reports.desk import Desk, Period
from communique.reports.subject import find_subject

YEAR = Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


def tell(
    source: str,
    quote: str,
    kind: str,
    actors: str,
    targets: str = "",
    *,
    around: str = "{}",
    published: str = "2024-12-31",
    place: Place = Place(),  # noqa: B008 - frozen
    date: str = "",
    status: str = "occurred",
    count: int | None = None,
    title: str = "",
    form: str = "",
    speaker: str = "",
) -> Telling:
    """Make one telling; `actors` and `targets` are parted by "; ", `around` is the text about the quote."""
    text = around.format(quote)
    start = text.index(quote)
    name = hashlib.sha256(f"{source} {published} {text}".encode()).hexdigest()[:12]
    document = Document(
        id=name,
        text=text,
        title=f"Report of {source}",
        source=source,
        url=f"https://example.org/{name}",
        published=datetime.date.fromisoformat(published),
    )
    sides = [tuple(map(Participant.parse, filter(None, side.split("; ")))) for side in (actors, targets)]
    event = Event(
        document=document.id,
        type=kind,
        actors=sides[0],
        targets=sides[1],
        place=place,
        date=date,
        status=status,
        count=count,
        title=title,
        form=form,
        evidence=Span.of(text, start, start + len(quote)),
        speaker=speaker,
    )
    return Telling(event, document)


def make_year() -> list[MergedEvent]:
    """Make a year with every type of event, plans, conflicts, claims, counts and a pledge with progress."""
    rows = yaml.safe_load((Path(__file__).parent / "year.yaml").read_text(encoding="utf-8"))
    return [merge([tell(**{**row, "place": Place(**row.get("place", {}))}) for row in event]) for event in rows]


def write(
    events: Sequence[MergedEvent], about: str | Sequence[str] = "CHN", period: Period = YEAR, **options: object
) -> tuple[Report, Desk]:
    """Write a review (of a pair: a sheet) of events."""
    knowledge = load()
    subject = find_subject(about, knowledge, period.when or When.year(2024))
    build = build_sheet if subject.kind == "pair" else build_review
    return build(events, subject, period, knowledge, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The tables of the package."""
    return load()


@pytest.fixture(scope="session")
def year() -> list[MergedEvent]:
    """A year of China's diplomacy."""
    return make_year()


@pytest.fixture(scope="session")
def review(year: list[MergedEvent]) -> Report:
    """The review of that year."""
    return write(year)[0]
