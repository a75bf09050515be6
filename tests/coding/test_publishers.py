"""Whose text it is by its internet address."""

import datetime

import pytest

from communique.coding.publishers import publisher
from communique.knowledge.world import load
from communique.model import Document


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("ghanaembassy.de", "GHA"),
        ("embassyofghana.org.nz", "GHA"),
        ("ghanatimes.com", "GHA"),
        ("tonga.embassy.gov.au", "AUS"),
    ],
)
def test_an_embassy_speaks_for_who_sends_it(source: str, code: str) -> None:
    text = "Ghana reopened its mission in Tonga, Germany, New Zealand and Australia said."
    document = Document("d", text, source=source, published=datetime.date(2023, 5, 18))
    assert publisher(document, load()) == code
