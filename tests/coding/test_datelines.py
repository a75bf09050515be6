"""Where a text says that it was written."""

import datetime

import pytest

from communique.coding.datelines import find_dateline
from communique.knowledge.world import load
from communique.model import When


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("RABAT, May 16 (MAP) - The Foreign Minister met his counterpart.", "Rabat"),
        ("Quito (ANDES) – The President travelled on Monday.", "Quito"),
        ("ABU DHABI, (Portal / Agency - 3rd Mar, 2020) The minister met envoys.", "Abu Dhabi"),
        ("Nairobi, 4 April 2015\n\nThe two ministers met on Friday.", "Nairobi"),
        ("Ulaanbaatar /MONTSAME/ The President received an envoy.", "Ulaanbaatar"),
        ("Oslo: The government announced aid on Monday.", "Oslo"),
        ("HÀ NỘI — The Party chief received a guest.", "Hanoi"),
        ("LISBON-The Prime Minister met a delegation.", "Lisbon"),
        ("Joint Communiqué issued at the end of the Commission, Lusaka, 9 June 2011\n\nThe ministers met.", "Lusaka"),
        ("2. Kenya – Meeting of the ministers (Paris, 9 May 2017)\nThe ministers met today.", "Paris"),
        ("The minister visited Tbilisi to observe exercises. She met the President there.", ""),
        ("MODERATOR: We are en route from Washington to London. Welcome.", ""),
        ("Talks in Vienna: what was agreed on Monday and what was not.", ""),
    ],
)
def test_the_opening_says_where_it_was_written(text: str, city: str) -> None:
    place, _ = find_dateline(text, datetime.date(2020, 3, 4), load())
    assert place.city == city


def test_the_day_beside_the_place_is_read_too() -> None:
    _, day = find_dateline(
        "RABAT, May 16 - The Foreign Minister met his counterpart.", datetime.date(2019, 5, 17), load()
    )
    assert day == When.parse("2019-05-16")
