"""`communique evaluate`: the figures for people and for machines."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A set of one document: one meeting that the plain coder finds, with a wrong date, and a call that it misses."""
    (tmp_path / "documents.jsonl").write_text(
        '{"id": "d", "published": "2024-03-05", "text": "Ana met Bob. Carl met Dora. They rang Eva."}\n',
        encoding="utf-8",
    )
    rows = [
        {"doc": "d", "type": "meeting", "actors": ["AAA/Ana", "BBB/Bob"], "date": "2024-03", "evidence": "met"},
        {"doc": "d", "type": "call", "actors": ["AAA", "CCC"], "evidence": "rang"},
    ]
    (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> str:
    """What the command writes to standard output."""
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0 and result.stderr == ""
    return result.stdout


def test_figures_by_type(plain_coder: object, gold_folder: Path) -> None:
    lines = run(gold_folder).splitlines()
    assert lines[0] == "event   F1 0.500  precision 0.500  recall 0.500  (2 gold, 2 coded, 1 documents)"
    assert lines[1].startswith("strict  F1 0.000")
    assert lines[2] == "fields  date 0.00  participants 1.00  status 1.00"
    assert [line.split()[0] for line in lines[3:]] == ["call", "meeting"]
    assert len(run(gold_folder, "--totals").splitlines()) == 3


def test_errors_are_listed(plain_coder: object, gold_folder: Path) -> None:
    out = run(gold_folder, "--errors")
    assert "wrong   d  date" in out and "missed  d" in out and "extra   d" in out
    assert "coded  meeting | AAA/Carl, BBB/Dora | 2024-03-05 | occurred | “Carl met Dora”" in out


def test_json_is_for_machines(plain_coder: object, gold_folder: Path) -> None:
    figures = json.loads(run(gold_folder, "--json"))
    assert figures["event"]["f1"] == 0.5 and figures["types"]["call"]["recall"] == 0.0
    assert figures["faults"] == []
    assert len(json.loads(run(gold_folder, "--json", "--errors"))["faults"]) == 3
