"""Who takes part: names, roles, collectives and words that point back, in small texts."""

import pytest

import communique

pytestmark = pytest.mark.slow

PUBLISHED = "2024-06-15"
MACRON, RUTO, STUBB, KARIS = "FRA/Emmanuel Macron", "KEN/William Ruto", "FIN/Alexander Stubb", "EST/Alar Karis"


def parties(text: str, kind: str) -> list[set[str]]:
    """Actors of each event of one type, sorted by their names."""
    found = [event for event in communique.code(text, published=PUBLISHED) if event.type == kind]
    return sorted(({str(p) for p in event.actors} for event in found), key=sorted)


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron met William Ruto.",
        "William Ruto was received by Emmanuel Macron.",
        "Emmanuel Macron and William Ruto met.",
        "Emmanuel Macron held talks with William Ruto.",
        "Talks were held between Emmanuel Macron and William Ruto.",
        "President Macron's meeting with President Ruto was short.",
        "President Ruto flew to Paris and met President Macron.",
        "President Ruto, who met President Macron, went home.",
        "The French president met his Kenyan counterpart.",
        "The president of France met the president of Kenya.",
        "The presidents of France and Kenya met.",
        "The French and Kenyan presidents met.",
        "Emmanuel Macron, the president of France, met Kenya's William Ruto.",
        "Macron met Kenyan President William Ruto.",
        "Emmanuel Macron (France) met William Ruto (Kenya).",
    ],
)
def test_two_presidents_told_in_many_ways(text: str) -> None:
    assert parties(text, "meeting") == [{MACRON, RUTO}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("France and Kenya held talks.", [{"FRA", "KEN"}]),
        ("French and Kenyan officials met.", [{"FRA", "KEN"}]),
        ("Paris and Nairobi held talks.", [{"FRA", "KEN"}]),
        ("The White House and the Kremlin held talks.", [{"USA", "RUS"}]),
        ("The European Union and the African Union held talks.", [{"EU", "AU"}]),
        ("A French delegation met Kenyan diplomats.", [{"FRA", "KEN"}]),
        ("A delegation led by Emmanuel Macron met William Ruto.", [{MACRON, RUTO}]),
        ("Macron met William Ruto, Alexander Stubb and Alar Karis.", [{MACRON, p} for p in (RUTO, STUBB, KARIS)]),
        ("Emmanuel Macron, William Ruto and Alexander Stubb met.", [{MACRON, RUTO, STUBB}]),
        ("Foreign Minister Ana Duarte of Portugal met Kenya's Ali Musa.", [{"PRT/Ana Duarte", "KEN/Ali Musa"}]),
        ("Hamas and Fatah held talks.", [{"HAMAS", "FATAH"}]),
        ("Emmanuel Macron met reporters.", []),
        ("Emmanuel Macron met his wife.", []),
        ("The two leaders met.", []),
        ("The ministers met.", []),
    ],
)  # fmt: skip
def test_meeting(text: str, found: list[set[str]]) -> None:
    assert parties(text, "meeting") == sorted(found, key=sorted)


@pytest.mark.parametrize(
    ("follow", "kind", "found"),
    [
        ("The two leaders signed a treaty.", "agreement", [{MACRON, RUTO}]),
        ("The two presidents signed a treaty.", "agreement", [{MACRON, RUTO}]),
        ("They signed a treaty.", "agreement", [{MACRON, RUTO}]),
        ("Both sides signed a treaty.", "agreement", [{"FRA", "KEN"}]),
        ("The two countries signed a treaty.", "agreement", [{"FRA", "KEN"}]),
        ("Ruto then visited Belgium.", "visit", [{RUTO}]),
        ("The Kenyan then visited Belgium.", "visit", [{RUTO}]),
        ("The Kenyan president then visited Belgium.", "visit", [{RUTO}]),
        ("Macron later telephoned Alexander Stubb.", "call", [{MACRON, STUBB}]),
        ("He later telephoned Alexander Stubb.", "call", [{MACRON, STUBB}]),
    ],
)
def test_words_that_point_back(follow: str, kind: str, found: list[set[str]]) -> None:
    assert parties(f"President Emmanuel Macron met President William Ruto on Monday. {follow}", kind) == found


def test_office_is_read_by_the_date() -> None:
    text = "The French president visited Kenya."
    for published, name in (("2011-05-01", "Nicolas Sarkozy"), ("2015-05-01", "François Hollande")):
        (event,) = communique.code(text, published=published)
        assert [str(p) for p in event.actors] == [f"FRA/{name}"]


def test_minister_without_a_name_is_the_state() -> None:
    assert parties("The Kenyan transport minister visited France.", "visit") == [{"KEN"}]


def test_spouse_and_invitation_take_no_part() -> None:
    text = "At the invitation of Emmanuel Macron, William Ruto and his wife visited France."
    assert parties(text, "visit") == [{RUTO}]


def test_participants_keep_their_characters_or_the_inference() -> None:
    (event,) = communique.code("The French president visited Kenya on Monday.", published=PUBLISHED)
    (source,) = [p for p in event.provenance if p.field == "participant"]
    assert source.value == MACRON and source.reason == "reference"
    assert source.span is not None and "French president" in source.span.text


def test_who_says_it_is_kept() -> None:
    (event,) = communique.code("Kenya said that France had expelled two diplomats of Chad.", published=PUBLISHED)
    assert (event.speaker, [str(p) for p in event.actors]) == ("KEN", ["FRA"])
