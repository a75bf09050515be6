"""Look-ups by date, and the tables as a whole."""

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import Knowledge, check, load
from communique.knowledge.entries import Venue
from communique.knowledge.offices import plain_title
from communique.knowledge.tables import read_table
from communique.model import When


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def test_the_tables_have_no_cross_file_faults(knowledge: Knowledge) -> None:
    assert [str(fault) for fault in check(knowledge)] == []


def test_coverage(knowledge: Knowledge) -> None:
    kinds = [state.kind for state in knowledge.states.values()]
    assert kinds.count("state") == 194  # the members of the United Nations and Kosovo
    assert kinds.count("observer") == 2
    capitals = {seat.code for seat in knowledge.seats if seat.kind == "capital"}
    without = {code for code, state in knowledge.states.items() if state.kind in ("state", "observer")} - capitals
    assert without == {"VAT", "SMR", "SGP"}
    assert len(knowledge.organisations) >= 150
    assert len(knowledge.gatherings) >= 80
    assert len(knowledge.venues) >= 120
    assert len(knowledge.instruments) >= 100


@pytest.mark.parametrize(
    ("code", "on", "state", "inside"),
    [
        ("EU", "2020-01-31", "GBR", True),
        ("EU", "2020-02-01", "GBR", False),
        ("EU", "2013-06-30", "HRV", False),
        ("NATO", "2023-04-04", "FIN", True),
        ("NATO", "2024-03", "SWE", True),
        ("NATO", "2024-02", "SWE", False),
        ("BRICS", "2023-08-24", "ETH", False),
        ("BRICS", "2024-10-22", "ETH", True),
        ("SCO", "2016", "IND", False),
        ("SCO", "2017", "IND", True),
        ("ECOWAS", "2025-02", "MLI", False),
        ("LAS", "2015", "SYR", False),
        ("LAS", "2023-05-19", "SYR", True),
        ("P5", "1970", "TWN", True),
        ("P5", "2024", "CHN", True),
        ("region:Central Asia", "2024", "KAZ", True),
    ],
)
def test_membership_by_date(knowledge: Knowledge, code: str, on: str, state: str, inside: bool) -> None:
    assert (state in knowledge.members(code, When.parse(on))) is inside


@pytest.mark.parametrize(
    ("code", "on", "size"),
    [("EU", "2024", 27), ("NATO", "2025", 32), ("ASEAN", "2026", 11), ("AU", "2024", 55), ("UNASUR", "2010", 12),
     ("LAS", "2024", 22), ("OIC", "2010", 57), ("GCC", "2024", 6), ("SCO", "2025", 10), ("BRICS", "2025-07", 10),
     ("G7", "2024", 7), ("APEC", "2024", 21), ("CELAC", "2024", 33), ("CARICOM", "2024", 15), ("PIF", "2024", 18),
     ("COMMONWEALTH", "2024", 56), ("COE", "2024", 46), ("OECD", "2024", 38), ("SADC", "2024", 16), ("EAC", "2025", 8),
     ("region:Africa", "2024", 55), ("region:Arab States", "2024", 22), ("region:Pacific Islands", "2024", 14)],
)  # fmt: skip
def test_number_of_members(knowledge: Knowledge, code: str, on: str, size: int) -> None:
    assert len(knowledge.members(code, When.parse(on))) == size


@pytest.mark.parametrize(
    ("series", "ordinal", "city"),
    [("BRICS", 16, "Kazan"), ("SCO HOS", 24, "Astana"), ("G20", 19, "Rio de Janeiro"), ("COP", 29, "Baku"),
     ("ASEAN", 44, "Vientiane"), ("FOCAC", 9, "Beijing"), ("APEC", 31, "Lima"), ("G7", 49, "Hiroshima")],
)  # fmt: skip
def test_edition_by_ordinal(knowledge: Knowledge, series: str, ordinal: int, city: str) -> None:
    edition = knowledge.edition(series, ordinal=ordinal)
    assert edition is not None
    assert edition.city == city


def test_edition_by_date(knowledge: Knowledge) -> None:
    edition = knowledge.edition("NATO", on=When.parse("2023-07"))
    assert edition is not None and edition.city == "Vilnius"
    assert knowledge.edition("ASEAN", on=When.parse("2024")) == knowledge.edition("ASEAN", ordinal=45)
    assert knowledge.edition("NATO", on=When.parse("2022")) is None  # two that year


@pytest.mark.parametrize(
    ("title", "plain"),
    [("Defense Minister", "defence minister"), ("Acting President", "president"), ("Vice-President", "vice president")],
)
def test_plain_title(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_what_a_title_means_for_a_state(knowledge: Knowledge) -> None:
    assert knowledge.offices_for("Secretary of State", "USA") == ("foreign_minister",)
    assert knowledge.offices_for("secretary of state", "DEU") == ("minister",)
    assert knowledge.offices_for("chancellor", "DEU") == ("head_of_government",)
    assert knowledge.offices_for("foreign secretary", "IND") == ("deputy_foreign_minister",)


@pytest.mark.parametrize(
    ("code", "title", "on", "surname"),
    [("FRA", "president", "2011-05-01", "Sarkozy"), ("USA", "Secretary of State", "2023-06-18", "Blinken"),
     ("DEU", "Chancellor", "2023", "Scholz"), ("CHN", "premier", "2024-05-27", "Li Qiang"),
     ("GBR", "prime minister", "2017-01-27", "May"), ("UN", "Secretary-General", "2024-09-22", "Guterres")],
)  # fmt: skip
def test_holder_of_a_title(knowledge: Knowledge, code: str, title: str, on: str, surname: str) -> None:
    assert [tenure.person for tenure in knowledge.titled(code, title, When.parse(on)) if surname in tenure.person]


@pytest.mark.parametrize(("title", "code"), [("Pope", "VAT"), ("taoiseach", "IRL"), ("president", ""), ("none", "")])
def test_owner_of_a_title(knowledge: Knowledge, title: str, code: str) -> None:
    assert knowledge.owner(title) == code


@pytest.mark.parametrize(
    ("series", "on", "city"),
    [("G7 foreign ministers", "2023-04", "Karuizawa"), ("CIS HOS", "2019", "Ashgabat"), ("Boao", "2010", "Boao"),
     ("EU-Russia", "2013", "Yekaterinburg"), ("North American Leaders", "2016", "Ottawa")],
)  # fmt: skip
def test_editions_before_2020(knowledge: Knowledge, series: str, on: str, city: str) -> None:
    edition = knowledge.edition(series, on=When.parse(on))
    assert edition is not None and edition.city == city


def test_leaders(knowledge: Knowledge) -> None:
    on = When.parse("2024-06-01")
    leaders = {code: [tenure.person for tenure in knowledge.leaders(code, on)] for code in ("CHN", "JPN", "IND", "FRA")}
    assert leaders == {
        "CHN": ["Xi Jinping"], "JPN": ["Fumio Kishida"], "IND": ["Narendra Modi"], "FRA": ["Emmanuel Macron"],
    }  # fmt: skip


def test_people_by_any_spelling(knowledge: Knowledge) -> None:
    assert "Recep Tayyip Erdoğan" in [person.id for person in knowledge.people_called("recep tayyip erdogan")]
    assert "Xi Jinping" in [person.id for person in knowledge.people_called("Xi")]
    assert knowledge.people_called("Nobody Atall") == []


def test_cities(knowledge: Knowledge) -> None:
    assert [city.code for city in knowledge.city("Paris")][:2] == ["FRA", "USA"]
    assert knowledge.city("sao paulo")[0].code == "BRA"
    assert knowledge.city("Kiev")[0].name == "Kyiv"
    assert knowledge.city("Nice")[0].code == "FRA"


def test_names_of_codes(knowledge: Knowledge) -> None:
    assert knowledge.name_of("VNM") == "Viet Nam"
    assert knowledge.name_of("UN") == "United Nations"
    assert knowledge.name_of("region:Africa") == "Africa"
    assert knowledge.name_of("XYZ") == "XYZ"


def test_overlay_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text("code,name,kind\nZZZ,Ruritania,state\nFRA,Gaul,state\n")
    (tmp_path / "state_names.csv").write_text("code,name,kind\nZZZ,Ruritania,name\n")
    knowledge = load(tmp_path)
    assert knowledge.name_of("FRA") == "Gaul"
    assert [match.meanings[0].code for match in knowledge.matches("Ruritania")] == ["ZZZ"]


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "tenures").mkdir()
    (tmp_path / "tenures" / "more.csv").write_text(
        "person,code,office,title,from,to\n"
        "Nobody Atall,FRA,head_of_state,president,2018,2019\n"
        "Emmanuel Macron,QQQ,head_of_nothing,president,2018,2017\n"
    )
    (tmp_path / "memberships.csv").write_text("code,state,from\nBRICS,FRA,2001\n")
    (tmp_path / "state_names.csv").write_text("code,name,kind\nFRA,Belgian,adjective\n")
    faults = "\n".join(map(str, check(load(tmp_path))))
    for fault in (
        "no such person",
        "overlaps",
        "no state or",
        "unknown office",
        "ends before",
        "before 2009",
        "Belgian",
    ):
        assert fault in faults


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "venues.csv"
    path.write_text("# note\nname,code,city\nPalace,FRA,Paris\nHouse,France,Paris\n")
    with pytest.raises(KnowledgeError) as error:
        read_table(path, Venue)
    assert error.value.line == 4
    path.write_text("name,code\nPalace,FRA,Paris\n")
    with pytest.raises(KnowledgeError, match="3 cells"):
        read_table(path, Venue)
    path.write_text("name,colour\nPalace,red\n")
    with pytest.raises(KnowledgeError, match="colour"):
        read_table(path, Venue)


def test_the_latest_day_is_that_of_the_tables() -> None:
    day = load().latest_day
    assert max(t.since for t in load().tenures).startswith(str(day.year)) and day.year >= 2025
