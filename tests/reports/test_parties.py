"""Whose account a telling is, and what only one of the parties tells."""

import pytest

from communique.knowledge import Knowledge
from communique.linking import merge
from communique.reports.parties import Parties

from .conftest import tell


@pytest.fixture(scope="module")
def parties(knowledge: Knowledge) -> Parties:
    """The parties by the tables."""
    return Parties(knowledge)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Xinhua", "CHN"), ("TASS", "RUS"), ("White House press office", "USA"), ("foreign ministry, Japan", "JPN"),
        ("Prime Minister's Office (Canberra)", "AUS"), ("https://www.state.gov/readout", "USA"), ("Élysée", "FRA"),
        ("newspaper, Japan", ""), ("Daily Tribune", ""), ("Ministry of Foreign Affairs", ""), ("Xinhuanet daily", ""),
        ("ministries of France and Germany", ""),
    ],
)  # fmt: skip
def test_a_source_speaks_for_whom_its_name_says(parties: Parties, source: str, code: str) -> None:
    assert parties.of(tell(source, "met", "meeting", "CHN; JPN")) == code


@pytest.mark.parametrize(
    ("speaker", "code"),
    [
        ("JPN/Fumio Kishida", "JPN"),
        ("JPN", "JPN"),
        ("the Japanese foreign ministry", "JPN"),
        ("JPN; CHN", "CHN"),
        ("officials", "CHN"),
    ],
)
def test_the_speaker_whom_the_text_names_counts_more(parties: Parties, speaker: str, code: str) -> None:
    assert parties.of(tell("Xinhua", "met", "meeting", "CHN; JPN", speaker=speaker)) == code


def test_what_one_party_alone_tells(parties: Parties) -> None:
    one = tell("Xinhua", "met", "meeting", "CHN; JPN")
    other = tell("Wire", "saw each other", "meeting", "CHN; JPN")
    assert parties.alone(merge([one])) == "CHN"
    assert parties.alone(merge([one, other])) == ""
    assert parties.alone(merge([tell("Xinhua", "met", "meeting", "FRA; JPN")])) == ""
    assert parties.alone(merge([tell("Xinhua", "held a forum", "gathering", "CHN")])) == ""
    assert parties.alone(merge([tell("Xinhua", "82 joined", "initiative", "CHN", count=82)])) == "CHN"
    assert parties.alone(merge([tell("Xinhua", "condemned", "statement", "CHN", "JPN")])) == ""
