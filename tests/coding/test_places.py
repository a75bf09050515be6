"""Where an act takes place, in small texts."""

import pytest

import communique
from communique.model import Place

pytestmark = pytest.mark.slow

PUBLISHED = "2024-06-15"
TALKS = "President Stubb met President Karis {} on Monday."


def fault(reason: str) -> pytest.MarkDecorator:
    """Mark what the coder gets wrong; the test fails when it no longer does."""
    return pytest.mark.xfail(reason=reason)


def places(text: str, kind: str) -> list[Place]:
    """Places of the events of one type, sorted by state and city."""
    found = [event.place for event in communique.code(text, published=PUBLISHED) if event.type == kind]
    return sorted(found, key=lambda place: (place.country, place.city))


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("in Tallinn", Place("EST", "Tallinn")),
        ("in Estonia", Place("EST")),
        ("in Tartu, Estonia", Place("EST", "Tartu")),
        ("in the Estonian capital", Place("EST", "Tallinn")),
        ("at the Kremlin", Place("RUS", "Moscow")),
        ("in the Great Hall of the People", Place("CHN", "Beijing")),
        ("at the United Nations headquarters", Place("USA", "New York")),
        ("at NATO headquarters in Brussels", Place("BEL", "Brussels")),
        ("at the airport in Riga", Place("LVA", "Riga")),
        ("in Tripoli, Lebanon", Place("LBN", "Tripoli")),
        ("in Georgetown, Guyana", Place("GUY", "Georgetown")),
        ("in private", Place()),
        ("", Place()),
        ("by video link", Place()),
        ("to discuss the future of Riga", Place()),
        pytest.param("about the talks in Geneva", Place(), marks=fault("the place of other talks is taken")),
    ],
)
def test_meeting(where: str, place: Place) -> None:
    assert places(" ".join(TALKS.format(where).split()), "meeting") == [place]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Stubb visited Estonia, Latvia and Lithuania.", [Place("EST"), Place("LVA"), Place("LTU")]),
        ("President Stubb visited Riga and Vilnius.", [Place("LVA", "Riga"), Place("LTU", "Vilnius")]),
        ("President Stubb visited Riga, the Latvian capital.", [Place("LVA", "Riga")]),
        ("President Stubb flew to Georgia.", [Place("GEO")]),
        ("President Stubb travelled to Africa.", [Place(region="Africa")]),
        ("President Stubb travelled to Kenya in Africa.", [Place("KEN")]),
        ("President Stubb visited NATO.", [Place("BEL", "Brussels")]),
        ("President Stubb flew from Riga to Vilnius.", [Place("LTU", "Vilnius")]),
        ("President Stubb arrived in Nairobi, Kenya.", [Place("KEN", "Nairobi")]),
        ("Estonia received President Stubb on a state visit.", [Place("EST")]),
        pytest.param(
            "President Karis paid a visit to the Finnish president.",
            [Place("FIN")],
            marks=fault("the host of 'a visit to' tells no destination"),
        ),
        ("President Stubb was welcomed by President Karis on a visit.", [Place("EST")]),
        ("President Stubb visited a school in Helsinki.", []),
        ("President Stubb visited Finland.", []),
    ],
)
def test_visit(text: str, found: list[Place]) -> None:
    assert places(text, "visit") == sorted(found, key=lambda place: (place.country, place.city))


def test_there_is_the_place_named_last() -> None:
    text = "President Stubb travelled to Riga on Monday. He met President Karis there."
    assert places(text, "meeting") == [Place("LVA", "Riga")]


def test_stay_lends_its_place_to_talks_with_the_host() -> None:
    text = "President Stubb visited Estonia on Monday. He held talks with President Karis."
    (talks,) = [e for e in communique.code(text, published=PUBLISHED) if e.type == "meeting"]
    assert talks.place.country == "EST"
    assert [p.span for p in talks.provenance if p.field == "place"] == [None]


def test_place_of_two_meetings_told_in_one_clause() -> None:
    text = "President Stubb met President Karis in Tartu on Monday and President Rinkēvičs in Riga on Tuesday."
    assert places(text, "meeting") == [Place("EST", "Tartu"), Place("LVA", "Riga")]


def test_place_keeps_its_characters() -> None:
    (event,) = communique.code("President Stubb visited Estonia on Monday.", published=PUBLISHED)
    (source,) = [p for p in event.provenance if p.field == "place"]
    assert source.span is not None and source.span.text == "Estonia" and source.value == "EST"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("President Stubb arrived here on Monday.", Place("JPN"), "whose text it is"),
        ("President Stubb met President Karis here on Monday.", Place("JPN"), "whose text it is"),
        ("President Stubb visited the country on Monday.", Place("JPN"), "whose text it is"),
        ("OSAKA, 12 June 2024 - President Stubb arrived here on Monday.", Place("JPN", "Osaka"), "the dateline"),
        ("President Stubb arrived in Osaka on Monday.", Place("JPN", "Osaka"), "stated"),
    ],
)
def test_here_is_where_the_text_is_from_and_says_so(text: str, place: Place, reason: str) -> None:
    (event,) = communique.code(text, published=PUBLISHED, source="Ministry of Foreign Affairs of Japan")
    assert event.place == place
    assert [p.reason for p in event.provenance if p.field == "place"] == [reason]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("President Macron is in Mombasa.", Place("KEN", "Mombasa")),
        ("President Macron will be in Mombasa.", Place("KEN", "Mombasa")),
        ("President Macron is not in Mombasa.", Place()),
        ("President Macron is no longer in Mombasa.", Place()),
        ("President Macron may be in Mombasa.", Place()),
        ("If President Macron is in Mombasa, he will speak.", Place()),
    ],
)
def test_people_act_where_they_are_said_to_be_not_where_they_are_not(opening: str, place: Place) -> None:
    assert places(f"{opening} Macron held talks with President Ruto on Friday.", "meeting") == [place]
