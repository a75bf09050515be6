"""Files, folders and streams: the format of each, and bad ones among good ones."""

import io
from pathlib import Path

import pytest

from communique.errors import ReadingError
from communique.model import Document
from communique.reading import count, read, read_stream


def test_folder_is_read_in_order_of_names(examples: Path) -> None:
    outcomes = list(read(examples))
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    assert documents == outcomes
    assert [document.path for document in documents] == sorted(document.path for document in documents)
    assert len(documents) == count(examples) >= 12
    assert len({document.id for document in documents}) == len(documents)


def test_bad_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x7fELF\x00\x01")
    (tmp_path / "c.txt").write_bytes(b"caf\xe9")
    (tmp_path / "d.txt").write_text("x" * 101, encoding="utf-8")
    (tmp_path / "e.html").write_text("<html><body></body></html>", encoding="utf-8")
    (tmp_path / "f.jsonl").write_text('[1]\n{"text": "Good."}\n', encoding="utf-8")
    (tmp_path / "g.html").write_bytes(b"<html>\x00\x01")
    (tmp_path / "h.jsonl").write_text("\n", encoding="utf-8")
    (tmp_path / "z.txt").write_text("Good too.", encoding="utf-8")
    (tmp_path / ".hidden").write_text("Not read.", encoding="utf-8")
    outcomes = list(read(tmp_path, limit=100))
    errors = [str(outcome) for outcome in outcomes if isinstance(outcome, ReadingError)]
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Document)] == ["Good.", "Good too."]
    expected = [
        "is empty",
        "binary",
        "UTF-8",
        "larger than the limit",
        "article",
        "f.jsonl:1: is not a JSON",
        "binary",
        "is empty",
    ]
    assert len(errors) == len(expected)
    for error, words in zip(errors, expected, strict=True):
        assert words in error and str(tmp_path) in error and "\n" not in error


def test_missing_file_is_an_outcome(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path / "none.txt")
    assert isinstance(outcome, ReadingError) and "no such file" in str(outcome)


def test_file_larger_than_the_limit_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    (outcome,) = read(path)
    assert isinstance(outcome, ReadingError) and "larger than the limit of 20 MB" in str(outcome)


@pytest.mark.parametrize("name", ["brussels-trilateral.html", "camp-david.pdf", "ties.jsonl", "modi-kyiv.txt"])
def test_stream_tells_its_format(examples: Path, name: str) -> None:
    data = (examples / name).read_bytes()
    streamed = list(read_stream(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
    assert [outcome.text for outcome in streamed if isinstance(outcome, Document)] == [
        outcome.text for outcome in read(examples / name) if isinstance(outcome, Document)
    ]


def test_suffix_in_capitals_counts(tmp_path: Path) -> None:
    (tmp_path / "A.MD").write_text("**Bold** words.", encoding="utf-8")
    (outcome,) = read(tmp_path)
    assert isinstance(outcome, Document) and outcome.text == "Bold words."
