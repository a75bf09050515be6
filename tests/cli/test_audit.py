"""`communique audit`: verdicts for people and for machines, and what it says of bad input."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app
from communique.coding.coder import Coder
from communique.model import Document
from communique.record import Record
from communique.settings import get_settings

pytestmark = pytest.mark.slow
REPORT = "KIGALI, 4 May 2023 - President William Ruto of Kenya met President Paul Kagame in Kigali on Tuesday."
REVIEW = "Kenya in 2023\n\nIn May William Ruto met Paul Kagame in Kigali. In July he visited Brazil."


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("record") / "record.db")
    document = Document(id="a", text=REPORT, source="a newspaper", published=datetime.date(2023, 5, 4))
    with Record.open(path) as opened:
        opened.add(document, Coder().code(document), coder="test")
    return path


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.txt"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


def test_table(record: str, review: Path) -> None:
    result = run(review, "--db", record)
    assert result.exit_code == 0 and result.stderr == ""
    assert "✓ supported" in result.stdout and "? unverified" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 claims: 1 supported, 0 contradicted, 1 unverified"


def test_json(record: str, review: Path) -> None:
    told = json.loads(run(review, "--db", record, "--format", "json").stdout)
    assert told["counts"] == {"supported": 1, "contradicted": 0, "unverified": 1}
    first = told["claims"][0]
    assert REVIEW[first["start"] : first["end"]] == first["quote"]
    assert first["query"]["types"] and first["supporting"][0]["tellings"][0]["quote"] in REPORT
    assert first["sources"] == ["a newspaper"]


def test_standard_input_is_read_as_a_file_is(record: str, review: Path) -> None:
    command = [sys.executable, "-m", "communique", "audit", "-", "--db", record]
    piped = subprocess.run(command, input=REVIEW.encode(), capture_output=True, timeout=120, check=True)
    assert piped.stdout.decode() == run(review, "--db", record).stdout


def test_the_setting_names_the_record(record: str, review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DB", record)
    get_settings.cache_clear()
    try:
        assert run(review).stdout == run(review, "--db", record).stdout != ""
    finally:
        get_settings.cache_clear()


def test_html_into_a_file(record: str, review: Path, tmp_path: Path) -> None:
    result = run(review, "--db", record, "--format", "html", "--output", tmp_path / "audit.html")
    assert result.exit_code == 0 and result.stdout == ""
    assert (tmp_path / "audit.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_ending_of_the_output_tells_the_format(record: str, review: Path, tmp_path: Path) -> None:
    assert run(review, "--db", record, "--output", tmp_path / "audit.html").exit_code == 0
    assert (tmp_path / "audit.html").read_text(encoding="utf-8").startswith("<!")
    assert run(review, "--db", record, "--output", tmp_path / "audit.json").exit_code == 0
    assert json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))["claims"]


def test_a_text_without_claims_and_an_empty_record(review: Path, record: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The weather was fine.", encoding="utf-8")
    result = run(plain, "--db", record)
    assert result.exit_code == 0 and "makes no claim that can be checked" in result.stderr
    Record.open(tmp_path / "empty.db").close()
    result = run(review, "--db", tmp_path / "empty.db")
    assert result.exit_code == 0 and "the record is empty" in result.stderr
    assert "2 claims: 0 supported, 0 contradicted, 2 unverified" in result.stdout


def test_wrong_use(review: Path, record: str, tmp_path: Path) -> None:
    for arguments in ((tmp_path / "none.txt", "--db", record), (review, "--db", tmp_path / "none.db")):
        result = run(*arguments)
        assert result.exception is not None and "Traceback" not in result.output
    assert "cannot be written" in str(run(review, "--db", record, "-o", tmp_path / "no" / "audit.txt").exception)
    assert run(review, "--format", "pdf").exit_code == 2
