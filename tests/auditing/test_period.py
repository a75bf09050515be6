"""Which year a text looks back on."""

import datetime

import pytest

from communique.auditing.period import place_in_time, year_of
from communique.model import Document

LATEST = datetime.date(2019, 3, 4)


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        ("Ghana in 2021\n\nShe flew to Togo.", None, 2021),
        ("She flew to Togo.", datetime.date(2020, 5, 1), 2020),
        ("She flew to Togo in 2017.\n\nThe flight of 2017 was late, that of 2016 not.", None, 2017),
        ("She flew to Togo.", None, 2019),
    ],
)
def test_where_nothing_tells_the_record_does_and_not_the_clock(
    text: str, published: datetime.date | None, year: int
) -> None:
    document = Document(id="a", text=text, published=published)
    assert year_of(document, LATEST) == year
    placed = place_in_time(document, LATEST).published
    assert placed is not None and placed.year == year
