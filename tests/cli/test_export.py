"""`communique export`: a dataset out of a record, what it tells, and what it refuses."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.errors import RecordError, UsageError
from communique.record import Record
from telling import meeting


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, ["export", *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A record of one meeting that two agencies tell, and one of a year later."""
    path = tmp_path / "record.db"
    coded = [
        meeting(source="Xinhua"),
        meeting(source="TASS"),
        meeting("2025-05-08", source="TASS", published="2025-05-09"),
    ]
    with Record.open(path) as record:
        record.add_many(coded, coder="tester 1.0")
    return path


def test_a_dataset_with_its_descriptor(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    assert run("--db", db, "--as", "plover", "--output", folder) == (
        0,
        "",
        f"communique: 4 rows in {folder}/plover.csv, described in {folder}/datapackage.json\n",
    )
    with (folder / "plover.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["source_code"], row["target_code"], row["documents"]) for row in rows[:2]] == [
        ("CHN", "RUS", "2"),
        ("RUS", "CHN", "2"),
    ]
    told = json.loads((folder / "datapackage.json").read_bytes())
    assert told["communique"]["coder"] == "tester 1.0" and told["communique"]["documents"] == 3


def test_only_what_is_asked_for(db: Path, tmp_path: Path) -> None:
    code, _, told = run("--db", db, "--year", "2025", "--format", "jsonl", "--licence", "CC0-1.0", "-o", tmp_path / "x")
    assert code == 0 and told.startswith("communique: 1 row in ")
    (row,) = map(json.loads, (tmp_path / "x" / "events.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["date"] == "2025-05-08"


def test_what_cannot_be_is_refused(db: Path, tmp_path: Path) -> None:
    assert run("--db", db)[0] == 2
    assert run("--db", db, "--as", "novels", "-o", tmp_path)[0] == 2
    with pytest.raises(RecordError, match="no record here"):
        run("--db", tmp_path / "none.db", "-o", tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        run("--db", db, "-o", db)
