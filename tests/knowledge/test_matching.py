"""Names in text: boundaries, longest names, spellings, capital letters."""

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.knowledge import Knowledge, Meaning, load
from communique.knowledge.names import NameMatcher, fold

LOAD_SECONDS = 0.7
LEAST_MEGABYTES = 4  # a second, on a machine that is busy with other things
WORDS = "Niger Nigeria’s NIGER woman Oman OMAN’S Somalia Mali, MALI. KISHIDA Fumio (China) U.S. x1China é the".split()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def names(knowledge: Knowledge, text: str) -> list[tuple[str, str]]:
    """Give what was found as (text, code of the first meaning)."""
    return [(match.text, match.meanings[0].code) for match in knowledge.matches(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nigeria", [("Nigeria", "NGA")]),
        ("Niger", [("Niger", "NER")]),
        ("a woman", []),
        ("Somalia", [("Somalia", "SOM")]),
        ("xMali Mali2 Malian", [("Malian", "MLI")]),
        ("give us time", []),
        ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "GNB"), ("Guinea", "GIN")]),
        ("Papua New Guinea", [("Papua New Guinea", "PNG")]),
        ("Equatorial Guinea", [("Equatorial Guinea", "GNQ")]),
        ("the Dominican Republic", [("Dominican Republic", "DOM")]),
        ("Democratic People's Republic of Korea", [("Democratic People's Republic of Korea", "PRK")]),
        ("Democratic People’s Republic of Korea", [("Democratic People’s Republic of Korea", "PRK")]),
        ("the Republic of Koreans", [("Koreans", "KOR")]),
        ("Turkey’s and China's", [("Turkey", "TUR"), ("China", "CHN")]),
        ("U.S.-China", [("U.S.", "USA"), ("China", "CHN")]),
        ("the Soviet Union", [("Soviet Union", "SUN")]),
        ("Việt Nam, Viet Nam, Vietnam", [("Việt Nam", "VNM"), ("Viet Nam", "VNM"), ("Vietnam", "VNM")]),
        ("Côte d’Ivoire or Ivory Coast", [("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV")]),
        ("Türkiye", [("Türkiye", "TUR")]),
        ("the Palestinian Authority", [("Palestinian Authority", "PSE")]),
        ("Nigerien, Nigerian", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
        ("Mauritian, Mauritanian", [("Mauritian", "MUS"), ("Mauritanian", "MRT")]),
        ("Kiev and Kyiv", [("Kiev", "UKR"), ("Kyiv", "UKR")]),
        ("the Kremlin and the White House", [("Kremlin", "RUS"), ("White House", "USA")]),
        ("the UN Security Council", [("UN Security Council", "UNSC")]),
        ("the SCO summit", [("SCO summit", "SCO HOS")]),
        ("Along with the Best, Reading", []),
    ],
)
def test_names_in_text(knowledge: Knowledge, text: str, found: list[tuple[str, str]]) -> None:
    assert names(knowledge, text) == found


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Chinese", Meaning("nationality", "CHN", "China")),
        ("French", Meaning("nationality", "FRA", "France")),
        ("Poles", Meaning("nationals", "POL", "Poland")),
        ("Beijing", Meaning("capital", "CHN", "Beijing")),
        ("Great Hall of the People", Meaning("venue", "CHN", "Beijing")),
        ("Hiroshima", Meaning("city", "JPN", "Hiroshima")),
        ("Georgia", Meaning("state", "GEO", "Georgia")),
        ("Georgia", Meaning("province", "USA", "Georgia")),
        ("Congolese", Meaning("nationality", "COD", "DR Congo")),
        ("Congolese", Meaning("nationality", "COG", "Congo-Brazzaville")),
        ("African", Meaning("nationality", "region:Africa", "Africa")),
        ("Foreign Minister", Meaning("title", "", "foreign minister")),
        ("defense secretary", Meaning("title", "", "defence secretary")),
        ("Prime Ministers", Meaning("title", "", "prime minister")),
        ("attorneys general", Meaning("title", "", "attorney general")),
        ("Paris Agreement", Meaning("instrument", "", "Paris Agreement")),
        ("COP29", Meaning("gathering", "COP", "COP29")),
        ("Hamas", Meaning("organisation", "HAMAS", "Hamas")),
    ],
)  # fmt: skip
def test_meanings(knowledge: Knowledge, name: str, meaning: Meaning) -> None:
    assert meaning in knowledge.matcher.meanings(name)


def test_no_second_meaning_for_a_capital(knowledge: Knowledge) -> None:
    assert [meaning.kind for meaning in knowledge.matcher.meanings("Beijing")] == ["capital"]


@pytest.mark.parametrize("text", ["CHINA AND JAPAN HOLD TALKS", "Mr. KISHIDA Fumio met", "by Fumio KISHIDA"])
def test_capital_letters(knowledge: Knowledge, text: str) -> None:
    found = knowledge.matches(text)
    assert found
    assert all(text[match.start : match.end] == match.text for match in found)
    assert found[0].meanings[0].code in ("CHN", "JPN")


def test_spans_are_in_order_and_apart(knowledge: Knowledge) -> None:
    text = "SEOUL, May 27 (AFP) — Premier Li Qiang of China met Prime Minister Fumio KISHIDA in Seoul’s Blue House."
    found = knowledge.matches(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[match.start : match.end] == match.text for match in found)
    assert {"SEOUL", "Premier", "China", "Prime Minister", "Seoul", "Blue House"} <= {match.text for match in found}


def test_a_broken_long_match_does_not_hide_a_short_one() -> None:
    meaning = Meaning("state", "X", "x")
    matcher = NameMatcher(dict.fromkeys(("New Guinea", "New", "Guinea", "Guinea fowl"), (meaning,)))
    assert [match.text for match in matcher.matches("New Guineans")] == ["New"]
    assert [match.text for match in matcher.matches("Guinea fowls")] == ["Guinea"]
    assert [match.text for match in matcher.matches("xNew Guinea")] == ["Guinea"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lee Jae-myung", "LEE Jae Myung"),
        ("Joseph R. Biden", "joseph r biden"),
        ("Erdoğan", "Erdogan"),
        ("Łódź", "Lodz"),
    ],
)
def test_folding(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ŠEFČOVIČ met", ["ŠEFČOVIČ"]),
        ("They saw CHINA’S NEIGHBOURS", ["CHINA"]),
        ("BRAZIL, INDIA AND SOUTH AFRICA", ["BRAZIL", "INDIA", "SOUTH AFRICA"]),
        ("PUTINISM", []),
        ("xPUTIN PUTIN2 éPUTIN", []),
        ("NATO AND RUSSIA", ["NATO", "RUSSIA"]),
    ],
)
def test_words_in_capitals(knowledge: Knowledge, text: str, found: list[str]) -> None:
    assert [match.text for match in knowledge.matches(text)] == found


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_matches_are_whole_words_in_order(text: str) -> None:
    found = load().matches(text)
    for match in found:
        assert text[match.start : match.end] == match.text
        assert not text[match.start - 1 : match.start].isalnum()
        assert not text[match.end : match.end + 1].isalnum()
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.slow
def test_load_time() -> None:
    script = (
        "import time; from communique.knowledge.world import load; begun = time.process_time(); load().matcher;"
        "print(time.process_time() - begun)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < LOAD_SECONDS


def test_throughput_does_not_collapse(knowledge: Knowledge) -> None:
    """A guard against work for each character; the figure itself stands in benchmarks/knowledge.py."""
    text = (
        "Premier Li Qiang of China met Prime Minister Fumio Kishida in Seoul while the others went on without. " * 4000
    )
    knowledge.matches(text[:1000])
    begun = time.process_time()
    assert len(knowledge.matches(text)) == 24_000
    assert len(text) / 1e6 / (time.process_time() - begun) > LEAST_MEGABYTES
