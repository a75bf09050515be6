"""Who held an office on a day: what is known with certainty, and the reference list of October 2022."""

import csv
import re
from pathlib import Path

import pytest

from communique.knowledge import Knowledge, fold, load
from communique.model import When

TABLES = Path(__file__).parent / "tables"
ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "world-leaders-2022.csv"
DOCS = ROOT / "docs" / "knowledge.md"
DAY = When.parse("2022-10-01")
LEADING = ("head_of_state", "head_of_government", "supreme_leader", "governor")
LEADING_TITLES = ("prime minister", "chief minister", "member of the federal council")  # of others than heads
LEAST = 0.98
SPELLED = {"Federated States of Micronesia": "FSM", "Kingdom of the Netherlands": "NLD", "Kingdom of Denmark": "DNK",
           "Georgia": "GEO", "Republic of Abkhazia": "GEO", "South Ossetia": "GEO", "Transnistria": "MDA",
           "Somaliland": "SOM", "Republika Srpska": "BIH", "Republic of Artsakh": "AZE",
           "Turkish Republic of Northern Cyprus": "CYP"}  # fmt: skip

# San Marino's captains regent change twice a year; Somalia had no government in 1995.
WITHOUT_LEADERS = {"1995-06-15": {"SMR", "SOM"}}


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of cases without its comments."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize("case", rows(TABLES / "tenures.csv"), ids=lambda case: f"{case['code']}-{case['on']}")
def test_office_on_a_day(knowledge: Knowledge, case: dict[str, str]) -> None:
    tenures = knowledge.holders(case["code"], case["office"], When.parse(case["on"]))
    assert [tenure.person for tenure in tenures] == [case["person"]]


def test_enough_spot_checks() -> None:
    assert len(rows(TABLES / "tenures.csv")) >= 60


def reference_rows() -> list[dict[str, str]]:
    """List the reference's rows of those who held office on the day: begun before 2022-10 and not ended in 2022."""
    return [row for row in rows(REFERENCE) if not row["end_year"] or int(row["end_year"]) > 2022]


def state_of(knowledge: Knowledge, country: str) -> str:
    """Give the code of a country as Wikidata names it."""
    meanings = knowledge.matcher.meanings(re.sub(r"^(the|The) ", "", country))
    return SPELLED.get(country) or next((meaning.code for meaning in meanings if meaning.kind == "state"), "")


def surnames(name: str) -> set[str]:
    return {word for word in fold(name).split() if len(word) > 2 and word not in ("bin", "ibn", "von", "van", "der")}


def is_found(knowledge: Knowledge, row: dict[str, str]) -> bool:
    """Tell whether some head of the state on the day shares a name with the reference's."""
    code = state_of(knowledge, row["country"])
    for tenure in knowledge.tenures_of(code):
        if tenure.holds(DAY) and (tenure.office in LEADING or tenure.title in LEADING_TITLES):
            person = knowledge.people[tenure.person]
            names = surnames(" ".join((person.id, *person.aliases, *person.short)))
            if names & surnames(row["officeholderLabel"]):
                return True
    return False


@pytest.mark.skipif(not REFERENCE.exists(), reason="../shared/reference/world-leaders-2022.csv is not at hand")
def test_leaders_of_the_reference(knowledge: Knowledge) -> None:
    listed = reference_rows()
    missing = [f"{row['officeholderLabel']} ({row['positionLabel']})" for row in listed if not is_found(knowledge, row)]
    assert len(listed) > 350
    assert 1 - len(missing) / len(listed) >= LEAST, missing
    told = DOCS.read_text(encoding="utf-8")
    assert [name for name in missing if name.partition(" (")[0] not in told] == []


@pytest.mark.parametrize("day", ["1995-06-15", "2005-06-15", "2015-06-15", "2025-06-15"])
def test_every_state_has_a_leader(knowledge: Knowledge, day: str) -> None:
    on = When.parse(day)
    without = {
        code for code, state in knowledge.states.items()
        if state.kind in ("state", "observer") and state.holds(on) and not knowledge.leaders(code, on)
    }  # fmt: skip
    assert without <= WITHOUT_LEADERS.get(day, set())
