"""`communique review`, `sheet` and `commitments` on a record on disk; `communique.review()` and its kin."""

import datetime
import importlib.util
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from typer.testing import CliRunner, Result

import communique
from communique.cli.app import app
from communique.errors import ReportError, UsageError
from communique.record import Record
from communique.reports.render import FORMATS

BUILDER = Path(__file__).parent.parent / "reports" / "conftest.py"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def load_builder() -> ModuleType:
    """Load the maker of the hand-made year."""
    spec = importlib.util.spec_from_file_location("year_of_reports", BUILDER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record with the hand-made year."""
    path = tmp_path_factory.mktemp("record") / "year.db"
    with Record.open(path) as record:
        for event in load_builder().make_year():
            for telling in event.tellings:
                record.add(telling.document, [telling.event], coder="by hand")
    return str(path)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record with nothing in it."""
    path = tmp_path_factory.mktemp("record") / "empty.db"
    Record.open(path).close()
    return str(path)


def test_a_review_on_standard_output(db: str) -> None:
    result = run("review", "--about", "CHN", "--year", "2024", "--db", db)
    assert result.exit_code == 0
    assert result.stdout.startswith("# China: diplomacy, 2024\n")
    assert "## Xi Jinping abroad" in result.stdout and result.stderr == ""


def test_the_period_by_its_days(db: str) -> None:
    result = run(
        "review", "--about", "China", "--from", "2024-05-01", "--to", "2024-05-31", "--db", db, "--format", "json"
    )
    report = msgspec.json.decode(result.stdout)
    assert (report["first"], report["last"]) == ("2024-05-01", "2024-05-31")
    assert report["title"] == "China: diplomacy, 1 May 2024 to 31 May 2024"


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".json", ".pdf"])
def test_the_name_of_the_file_tells_the_format(db: str, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"review{suffix}"
    result = run("review", "--about", "RUS", "--year", "2024", "--db", db, "--output", str(path), "--no-charts")
    assert result.exit_code == 0 and result.stdout == ""
    starts = {".md": b"# Russia", ".html": b"<!doctype html>", ".docx": b"PK", ".json": b"{", ".pdf": b"%PDF"}
    assert path.read_bytes().lstrip().startswith(starts[suffix])


@pytest.mark.slow
def test_a_page_has_charts(db: str, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    assert run("review", "--about", "CHN", "--year", "2024", "--db", db, "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").count('role="img"') == 2 * 5


@pytest.mark.parametrize(
    ("about", "title"),
    [("CHN RUS", "China and Russia"), ("Xi Jinping", "Xi Jinping"), ("EU", "The EU"), ("region:Africa", "Africa"),
     ("Central Asia", "Central Asia")],
)  # fmt: skip
def test_whom_it_is_about(db: str, about: str, title: str) -> None:
    result = run("review", "--about", about, "--year", "2024", "--db", db)
    assert result.exit_code == 0 and result.stdout.startswith(f"# {title}: diplomacy, 2024")


def test_a_pair_by_two_options(db: str) -> None:
    result = run("review", "--about", "China", "--about", "Russia", "--year", "2024", "--db", db)
    assert result.stdout.startswith("# China and Russia: diplomacy, 2024")


@pytest.mark.parametrize("arguments", [("review", "--about", "CHN", "--year", "2024"), ("sheet", "CHN", "RUS")])
def test_an_empty_record_gives_a_plain_sentence(empty: str, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--db", empty)
    assert result.exit_code == 0
    assert "The record holds no events" in result.stdout and "The record holds no events" in result.stderr


def test_a_period_without_events_gives_a_plain_sentence(db: str) -> None:
    result = run("review", "--about", "CHN", "--year", "1999", "--db", db)
    assert result.exit_code == 0 and "The record holds no events in 1999 that concern China." in result.stdout


def test_a_sheet(db: str) -> None:
    result = run("sheet", "CHN", "RUS", "--db", db)
    assert result.exit_code == 0
    assert result.stdout.startswith("# China and Russia: all times\n") and "The last visit on record" in result.stdout


def test_commitments_as_a_table_and_as_json(db: str) -> None:
    result = run("commitments", "--by", "CHN", "--db", db)
    assert result.exit_code == 0 and "50,000" in result.stdout and "progress" in result.stdout
    found = msgspec.json.decode(run("commitments", "--by", "China", "--db", db, "--format", "json").stdout)
    assert {one["status"] for one in found} == {"progress", "unknown"}
    only = run("commitments", "--to", "region:Africa", "--status", "unknown", "--db", db, "--format", "json")
    assert [one["name"] for one in msgspec.json.decode(only.stdout)] == ["1 billion yuan in aid"]
    late = run("commitments", "--status", "overdue", "--as-of", "2030-01-01", "--db", db)
    assert "2028-11-15" in late.stdout.replace("\n", "")


def test_no_commitments_give_a_plain_sentence(empty: str) -> None:
    result = run("commitments", "--db", empty)
    assert result.exit_code == 0 and result.stderr == "communique: the record holds no such commitments\n"
    assert run("commitments", "--db", empty, "--format", "json").stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("review", "--about", "Atlantis", "--year", "2024"), "'Atlantis' is not known"),
        (("review", "--about", "CHN", "--year", "2024", "--from", "2024-01-01"), "do not go together"),
        (("review", "--about", "CHN", "--from", "2024-02-01", "--to", "2024-01-01"), "before it begins"),
        (("review", "--about", "CHN", "--from", "soon"), "soon"),
        (("review", "--about", "CHN", "--year", "0"), "is no year"),
        (("review", "--about", "CHN", "--output", "review.odt"), "does not tell a format"),
        (("review", "--about", "CHN", "--templates", "nowhere"), "no folder of templates"),
        (("review", "--about", "CHN", "-o", "no/such/folder/x.md"), "no such file"),
        (("sheet", "CHN", "China"), "the same party"),
        (("commitments", "--status", "broken"), "no status is called"),
        (("commitments", "--by", "Atlantis"), "not known"),
    ],
)
def test_wrong_usage_is_told(db: str, arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments, "--db", db)
    assert isinstance(result.exception, UsageError | ReportError) and result.exception.exit_code == 2
    assert told in str(result.exception)


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("review", "--about", "CHN", "--db", str(tmp_path / "none.db"))
    assert isinstance(result.exception, communique.RecordError) and not (tmp_path / "none.db").exists()


def test_the_public_functions(db: str) -> None:
    report = communique.review("CHN", year=2024, db=db)
    assert isinstance(report, communique.Report) and report.render().startswith(b"# China")
    with Record.open(db) as record:
        assert communique.review("CHN", year=2024, db=record) == report
        bounded = communique.sheet("CHN", "RUS", first=datetime.date(2024, 6, 1), last="2024-12-31", db=record)
        assert len(bounded.appendix) < len(communique.sheet("CHN", "RUS", db=record).appendix)
        assert communique.commitments(by="CHN", db=record)


def test_formats_are_those_of_the_renderer() -> None:
    from communique.cli.reports import Form

    assert {form.value for form in Form} == set(FORMATS)
