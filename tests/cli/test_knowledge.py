"""`communique who` and `communique knowledge`: answers, faults, and rows of one's own."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from communique import service
from communique.cli.app import app
from communique.errors import KnowledgeError, UsageError
from communique.knowledge import load
from communique.knowledge.overlay import TABLES, add_rows, columns_of, count_rows, find_table
from communique.settings import get_settings

VENUE = "name,code,city\nPavilion of Tests,FRA,Paris\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def fresh_settings() -> Iterator[None]:
    """Let the test's environment count, and forget it afterwards."""
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_who_says_why() -> None:
    result = run("who", "the French president", "--on", "2011-05-01")
    assert result.exit_code == 0
    assert "FRA/Nicolas Sarkozy" in result.stdout
    assert "president of France from 2007-05-16 to 2012-05-15" in result.stdout


def test_who_as_json() -> None:
    result = run("who", "Georgia", "--context", "Voters in Georgia and Arizona decide.", "--json")
    answer = msgspec.json.decode(result.stdout)
    assert (answer["kind"], answer["code"]) == ("province", "USA")
    assert "Arizona" in answer["reason"]


def test_who_does_not_know() -> None:
    result = run("who", "Zlatko Bermudan")
    assert result.exit_code == 0
    assert result.stdout.startswith("Zlatko Bermudan: unknown")


def test_wrong_use() -> None:
    with pytest.raises(UsageError, match="no EDTF date"):
        service.identify("France", on="spring")
    with pytest.raises(UsageError, match="no state"):
        service.identify("the president", on="2020", home="QQQ")


def test_check_and_counts() -> None:
    assert run("knowledge", "check").exit_code == 0
    counts = msgspec.json.decode(run("knowledge", "counts", "--json").stdout)
    assert set(counts) == set(TABLES)
    assert counts["states"] == len(load().states)
    assert f"{counts['tenures']:,}" in run("knowledge", "counts").stdout


def test_check_tells_the_faults_of_an_overlay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_settings: None
) -> None:
    (tmp_path / "venues.csv").write_text("name,code,city\nPavilion,QQQ,Nowhere\n")
    monkeypatch.setenv("COMMUNIQUE_KNOWLEDGE_OVERLAY", str(tmp_path))
    result = run("knowledge", "check")
    assert result.exit_code == 1
    assert "Pavilion" in result.stdout and "'QQQ'" in result.stdout


def test_rows_of_ones_own(tmp_path: Path) -> None:
    rows = tmp_path / "venues.csv"
    rows.write_text(VENUE)
    folder = tmp_path / "tables"
    assert run("knowledge", "add", str(rows), "--to", str(folder)).exit_code == 0
    assert "Pavilion of Tests" in [match.text for match in load(folder).matches("At the Pavilion of Tests they met.")]
    again = add_rows(rows, folder)
    assert (again.new, again.known) == (0, 1)
    assert count_rows(folder)["venues"] == 1


def test_people_go_to_a_folder_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    people, tenures = tmp_path / "a.csv", tmp_path / "b.csv"
    people.write_text("id,short,sex,state\nPetra Testova,Testova,f,CZE\n")
    tenures.write_text("person,code,office,title,from\nPetra Testova,CZE,envoy,special envoy,2024\n")
    assert add_rows(people, folder).table == "people"
    assert add_rows(tenures, folder).table == "tenures"
    assert load(folder).offices_of("Petra Testova")[0].title == "special envoy"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("venues.csv", "name,code,city\nPavilion,France,Paris\n", "code"),
        ("venues.csv", "name,code,city\nPavilion,QQQ,Paris\n", "no state"),
        ("x.csv", "name,colour\nPavilion,red\n", "fit no table"),
        ("x.csv", "", "has no header"),
        ("x.csv", "person,code,office,title,from,to\nNobody,FRA,head_of_state,president,2018,2019\n", "no such person"),
    ],
)
def test_with_a_fault_nothing_is_written(tmp_path: Path, name: str, text: str, fault: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=fault):
        add_rows(path, tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("cities", "towns")])
def test_a_table_is_told_by_its_columns(tmp_path: Path, table: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(",".join(columns_of(table)) + "\n")
    assert find_table(path) == table


def test_unknown_table(tmp_path: Path) -> None:
    path = tmp_path / "venues.csv"
    path.write_text(VENUE)
    with pytest.raises(KnowledgeError, match="no table 'houses'"):
        add_rows(path, tmp_path, table="houses")
