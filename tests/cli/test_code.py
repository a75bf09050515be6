"""`communique code`: formats, streams, exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app, main

TEXT = "LIMA, 5 March 2024 - Ana met Bob.\n\nLater Carl met Dora.\n"


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    """A file with two meetings."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, list(map(str, arguments)), prog_name="communique", catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_jsonl_rows_have_every_field_and_exact_spans(plain_coder: object, text_file: Path) -> None:
    code, out, err = run("code", text_file, "--format", "jsonl", "--source", "Desk")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [row["evidence"]["text"] for row in rows] == ["Ana met Bob", "Carl met Dora"]
    for row in rows:
        assert TEXT[row["evidence"]["start"] : row["evidence"]["end"]] == row["evidence"]["text"]
        assert {"id", "doc", "type", "actors", "targets", "place", "date", "status", "count", "title", "form"} <= set(
            row
        )
        assert {"speaker", "lexicon", "provenance", "published", "published_from", "source", "url"} <= set(row)
    assert rows[0]["actors"] == ["AAA/Ana", "BBB/Bob"]
    assert (rows[0]["published"], rows[0]["published_from"], rows[0]["source"]) == ("2024-03-05", "dateline", "Desk")


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_twice_the_same_bytes(plain_coder: object, examples: Path, text_file: Path, form: str) -> None:
    first, second = (run("code", examples, text_file, "--format", form) for _ in range(2))
    assert first == second and first[0] == 0 and "Ana met Bob" in first[1]


def test_csv_has_one_row_an_event(plain_coder: object, text_file: Path) -> None:
    _, out, _ = run("code", text_file, "--format", "csv", "--published", "2024-03-06")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["actors"] for row in rows] == ["AAA/Ana;BBB/Bob", "AAA/Carl;BBB/Dora"]
    assert rows[0]["date"] == "2024-03-06" and rows[0]["published_from"] == "option"
    assert TEXT[int(rows[1]["start"]) : int(rows[1]["end"])] == rows[1]["evidence"]


def test_parquet_keeps_lists_and_spans(plain_coder: object, text_file: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    output = tmp_path / "events.parquet"
    assert run("code", text_file, "--format", "parquet", "-o", output)[0] == 0
    rows = parquet.read_table(output).to_pylist()
    assert [row["actors"] for row in rows] == [["AAA/Ana", "BBB/Bob"], ["AAA/Carl", "BBB/Dora"]]
    assert rows[0]["evidence"]["text"] == "Ana met Bob" and rows[0]["published"].isoformat() == "2024-03-05"


def test_table_fits_eighty_columns(plain_coder: object, text_file: Path) -> None:
    _, out, _ = run("code", text_file)
    assert "AAA/Ana" in out and "“Carl met Dora”" in out and "2024-03-05 (dateline)" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_bad_input_is_listed_and_the_rest_coded(plain_coder: object, text_file: Path) -> None:
    folder = text_file.parent
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "lines.jsonl").write_text('7\n{"text": "Eva met Finn."}\n', encoding="utf-8")
    code, out, err = run("code", folder, folder / "none.txt", "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 3
    assert err.splitlines() == [
        f"communique: {folder / 'empty.txt'}: is empty",
        f"communique: {folder / 'lines.jsonl'}:1: is not a JSON object",
        f"communique: {folder / 'none.txt'}: no such file or directory",
        "communique: 3 could not be read",
    ]


def leave(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit code with which the program itself ends."""
    monkeypatch.setattr(sys, "argv", ["communique", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["code", "a.txt", "--format", "xml"],
        ["code", "a.txt", "--published", "yesterday"],
        ["code", "a.txt", "--format", "parquet"],
        ["code", "a.txt", "--output", "no/such/folder/a.jsonl", "--format", "jsonl"],
        ["evaluate", "no-such-folder"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_two(
    plain_coder: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert leave(monkeypatch, *arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and err


def test_setting_with_a_wrong_value_is_named(
    plain_coder: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text_file: Path
) -> None:
    from communique.settings import get_settings

    get_settings.cache_clear()
    monkeypatch.setenv("COMMUNIQUE_MAX_MEGABYTES", "-1")
    assert leave(monkeypatch, "code", str(text_file)) == 2
    assert "COMMUNIQUE_MAX_MEGABYTES" in capsys.readouterr().err
    get_settings.cache_clear()


def test_standard_input_is_read(
    plain_coder: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(TEXT.encode()))))  # type: ignore[arg-type]
    assert leave(monkeypatch, "code", "-", "--format", "csv") == 0
    assert capsys.readouterr().out.count("\n") == 3


def test_no_bar_where_standard_error_is_no_terminal(plain_coder: object, examples: Path) -> None:
    assert run("code", examples, "--format", "jsonl")[2] == ""


def test_bar_appears_on_long_work(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from communique.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert list(progress.track(iter("abc"), lambda: 3, label="coding")) == ["a", "b", "c"]
    out, err = capsys.readouterr()
    assert "coding" in err and out == ""


def test_version() -> None:
    assert run("--version")[1].startswith("communique 0.")


@pytest.mark.parametrize("command", [[], ["code"], ["evaluate"]])
def test_help_is_quick_and_loads_nothing_heavy(command: list[str]) -> None:
    script = (
        f"import sys; sys.argv = {['communique', *command, '--help']!r}\n"
        "from communique.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'pydantic_settings', 'pyarrow', 'pypdfium2'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"}
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < 3, "under a second on an idle machine"
    assert "Usage" in done.stdout and (not command or "Examples" in done.stdout)
