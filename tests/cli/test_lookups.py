"""`communique events`, `documents`, `show` and `curate`: what they find, how they write it, and what they refuse."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.errors import RecordError, UnknownIdError, UsageError
from communique.record import Record
from telling import meeting, tell


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner(env={"COLUMNS": "100"}).invoke(
        app, list(map(str, arguments)), prog_name="communique", catch_exceptions=False
    )
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A record of a meeting told twice, a later one with a conflict, a planned visit and a treaty."""
    path = tmp_path / "record.db"
    text = "Emmanuel Macron will visit Geneva in June 2025. France and Spain signed the Treaty of Barcelona."
    france = tell(
        text,
        {
            "type": "visit",
            "who": "FRA/Emmanuel Macron",
            "quote": "Emmanuel Macron will visit Geneva",
            "date": "2025-06",
            "status": "planned",
            "place": {"country": "CHE", "city": "Geneva"},
        },
        {
            "type": "agreement",
            "who": "FRA;ESP",
            "quote": "France and Spain signed the Treaty of Barcelona",
            "date": "2023-01-19",
            "form": "signed",
            "title": "Treaty of Barcelona",
        },
        id="france",
        source="Élysée",
        title="A year ahead",
    )
    harbin = {"country": "CHN", "city": "Harbin"}
    coded = [
        meeting(source="Xinhua", id="one", url="https://x.example/1"),
        meeting(source="TASS", id="two"),
        meeting("2024-09-04", source="Xinhua", id="three", published="2024-09-05"),
        meeting("2024-09-04", source="TASS", id="four", published="2024-09-05", place=harbin),
        france,
    ]
    with Record.open(path) as record:
        record.add_many(coded, coder="test")
    return path


def found(db: Path, *filters: str) -> list[str]:
    """Dates of the events that are found."""
    code, out, _ = run("events", "--db", db, "--format", "jsonl", *filters)
    assert code == 0
    return [json.loads(line)["date"] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("filters", "dates"),
    [
        ([], 4),
        (["--who", "CHN"], 2),
        (["--who", "china"], 2),
        (["--who", "Xi Jinping"], 2),
        (["--who", "Xi"], 2),
        (["--who", "the Russian president"], 2),
        (["--who", "RUS/Vladimir Putin"], 2),
        (["--who", "FRA/Vladimir Putin"], 0),
        (["--who", "EU"], 0),
        (["--who", "Nobody Known"], 0),
        (["--between", "CHN", "Russia"], 2),
        (["--between", "FRA", "CHN"], 0),
        (["--who", "France", "--who", "Spain"], 1),
        (["--type", "visit", "--type", "agreement"], 2),
        (["--form", "signed"], 1),
        (["--status", "planned"], 1),
        (["--place", "Geneva"], 1),
        (["--place", "Switzerland"], 1),
        (["--place", "CHE"], 1),
        (["--place", "beijing"], 1),
        (["--year", "2024"], 2),
        (["--year", "2024-05"], 1),
        (["--from", "2024-05-17"], 2),
        (["--from", "2024", "--to", "2024-05"], 1),
        (["--title", "barcelona treaty"], 1),
        (["--text", "geneva"], 1),
        (["--source", "elysee"], 2),
        (["--sources", "2"], 2),
        (["--conflict"], 1),
        (["--no-conflict", "--type", "meeting"], 1),
        (["--decision", "accepted"], 0),
        (["--limit", "1"], 1),
    ],
)
def test_filters(db: Path, filters: list[str], dates: int) -> None:
    assert len(found(db, *filters)) == dates


@pytest.mark.parametrize(
    ("filters", "absent"),
    [
        (["--who", "Nobody Known"], ["Nobody Known"]),
        (["--between", "FRA", "EU"], ["EU"]),
        (["--who", "FRA/Vladimir Putin"], ["FRA/Vladimir Putin"]),
        (["--between", "FRA", "CHN"], []),
        (["--who", "CHN", "--year", "2001"], []),
    ],
)
def test_a_name_that_the_record_lacks_is_told(db: Path, filters: list[str], absent: list[str]) -> None:
    _, _, told = run("events", "--db", db, *filters)
    assert [line.split(": ")[1].split(" takes")[0] for line in told.splitlines()] == absent


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (["--type", "party"], "no type of an event"),
        (["--form", "sung"], "no form"),
        (["--status", "maybe"], "no status"),
        (["--decision", "maybe"], "no decision"),
        (["--year", "May"], "no EDTF date"),
        (["--year", "2024", "--from", "2024"], "give either"),
        (["--from", "2024", "--to", "2023"], "before it begins"),
        (["--who", " "], "without a name"),
    ],
)
def test_questions_that_mean_nothing(db: Path, filters: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run("events", "--db", db, *filters)


def test_orders(db: Path) -> None:
    assert found(db) == ["2023-01-19", "2024-05-16", "2024-09-04", "2025-06"]
    assert found(db, "--order", "newest")[0] == "2025-06"
    assert found(db, "--order", "sources")[:2] == ["2024-05-16", "2024-09-04"]


def test_csv_and_jsonl_say_the_same(db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("events", "--db", db, "--format", "csv")[1])))
    full = [json.loads(line) for line in run("events", "--db", db, "--format", "jsonl")[1].splitlines()]
    assert [row["id"] for row in rows] == [one["id"] for one in full]
    assert rows[1]["actors"] == "CHN/Xi Jinping; RUS/Vladimir Putin" and rows[1]["told_by"] == "TASS; Xinhua"
    assert (rows[1]["first"], rows[1]["urls"], rows[2]["conflicts"]) == ("2024-05-16", "https://x.example/1", "place")
    telling = full[1]["tellings"][0]
    assert {"id", "doc", "source", "url", "published", "evidence", "provenance", "speaker"} <= telling.keys()
    assert telling["evidence"]["text"].startswith("Xi Jinping and Vladimir Putin met")


def test_tables_for_people(db: Path) -> None:
    code, out, err = run("events", "--db", db)
    assert (code, err) == (0, "") and "4 events" in out and "TASS, Xinhua" in out and "sources disagree on place" in out
    assert run("events", "--db", db, "--who", "EU")[1] == "no events\n"
    out = run("documents", "--db", db, "--source", "xinhua")[1]
    assert "2 documents" in out and "three" in out
    assert run("documents", "--db", db, "--text", "moon")[1] == "no documents\n"


def test_documents_can_be_read_again(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert run("documents", "--db", db, "--format", "jsonl", "--output", path, "--year", "2024")[0] == 0
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["france", "one", "two", "four", "three"] and all(row["text"] for row in rows)
    cells = list(csv.DictReader(io.StringIO(run("documents", "--db", db, "--format", "csv", "--title", "year")[1])))
    assert [(row["id"], row["source"]) for row in cells] == [("france", "Élysée")] and int(cells[0]["characters"]) > 50


def test_show_tells_everything_of_an_event(db: Path) -> None:
    id = json.loads(run("events", "--db", db, "--conflict", "--format", "jsonl")[1])["id"]
    run("curate", "accept", id, "--by", "Ana", "--note", "seen", "--db", db)
    out = run("show", id, "--db", db)[1]
    for part in (
        id,
        "sources disagree on place",
        "telling 2 of 2: Xinhua",
        "Xi Jinping and Vladimir Putin met",
        "the same act, says machine",
        "by Ana: accept (seen)",
        "date       2024-09-04 ← published",
    ):
        assert part in out
    told = json.loads(run("show", id, "--db", db, "--json")[1])
    assert told["event"]["decision"] == "accepted" and told["log"][0]["by"] == "Ana" and told["links"][0]["reasons"]
    telling = told["event"]["tellings"][0]["id"]
    assert json.loads(run("show", telling, "--db", db, "--json")[1])["event"]["id"] == id


def test_show_a_document(db: Path) -> None:
    out = run("show", "france", "--db", db)[1]
    assert "A year ahead" in out and "Élysée" in out and out.rstrip().endswith("signed the Treaty of Barcelona.")
    assert json.loads(run("show", "france", "--db", db, "--json")[1])["id"] == "france"
    with pytest.raises(UnknownIdError, match="no event or document 'x'"):
        run("show", "x", "--db", db)


def test_curation_end_to_end(db: Path) -> None:
    meetings = run("events", "--db", db, "--type", "meeting", "--format", "jsonl")[1].splitlines()
    ids = [json.loads(line)["id"] for line in meetings]
    out = run("curate", "join", *ids, "--by", "Ana", "--db", db)[1]
    assert len(out.splitlines()) == 1 and len(found(db, "--type", "meeting")) == 1
    joined = out.split(" | ")[0]
    telling = json.loads(run("show", joined, "--db", db, "--json")[1])["event"]["tellings"][-1]["id"]
    assert len(run("curate", "split", telling, "--by", "Ana", "--db", db)[1].splitlines()) == 2
    out = run("curate", "correct", telling, "date=2024-09-05", "city=", "--by", "Ana", "--note", "diary", "--db", db)[1]
    assert "2024-09-05" in out and "corrected" in out
    run("curate", "reject", telling, "--by", "Ben", "--db", db)
    assert "2024-09-05" in found(db, "--decision", "rejected") and "2024-09-05" not in found(db)
    log = [json.loads(line) for line in run("curate", "log", "--db", db, "--json")[1].splitlines()]
    assert [entry["action"] for entry in log] == ["join", "split", "correct", "correct", "reject"]
    run("curate", "withdraw", str(log[-1]["id"]), "--by", "Ana", "--db", db)
    assert "2024-09-05" in found(db)
    assert "decision 5 by Ben: reject" in run("curate", "log", "--db", db)[1]
    with pytest.raises(UsageError, match="has no value"):
        run("curate", "correct", telling, "date", "--by", "Ana", "--db", db)


def test_relinking_tells_what_changed(db: Path) -> None:
    code, out, err = run("relink", "--db", db)
    assert (code, out) == (0, "") and "4 events, 2 links (0 new, 0 withdrawn)" in err


def test_looking_up_makes_no_record(tmp_path: Path) -> None:
    for command in (["events"], ["documents"], ["show", "x"], ["curate", "log"]):
        with pytest.raises(RecordError, match="there is no record here"):
            run(*command, "--db", tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_errors_are_one_line_and_have_their_exit_codes(tmp_path: Path) -> None:
    for arguments, code in ((["events", "--db", str(tmp_path / "none.db")], 1), (["events", "--year", "May"], 2)):
        command = [sys.executable, "-m", "communique", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
