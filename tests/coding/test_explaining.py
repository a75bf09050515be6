"""Explanations: the grounds of every field, and what was considered where no event came of it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import communique
from communique import service
from communique.cli.app import app
from communique.coding.explaining import Considered
from communique.errors import UsageError
from communique.model import Document
from communique.service import Explanation

pytestmark = pytest.mark.slow

DAY = "2024-05-07"
ROOT = Path(__file__).parents[2]
TEXT = (
    "Xi Jinping arrived in Paris on Sunday for a state visit. The weather was fine. He met French President Emmanuel "
    "Macron there. They did not sign a declaration. Macron would like to visit China. China will deliver a speech."
)


def explained(text: str) -> Explanation:
    """The explanation of a text that has words."""
    found = communique.explain(text, published=DAY)
    assert found is not None
    return found


def refusals(text: str) -> dict[str, str]:
    """Why each entry that was considered told nothing, by entry."""
    return {c.sense: c.refused for s in explained(text).sentences for c in s.sight.considered if c.refused}


def test_events_are_those_of_the_coder(examples: Path) -> None:
    for document in service.read(examples / "china-2023"):
        assert isinstance(document, Document)
        assert [told.event for told in service.explain_document(document).events] == service.code(document)


def test_every_field_has_its_grounds() -> None:
    for told in explained(TEXT).events:
        event = told.event
        grounds = {field.field: field for field in told.fields}
        assert told.proposition is not None and told.proposition.sense == event.lexicon
        assert told.entry.startswith(event.lexicon) and told.proposition.keys[0] in told.entry
        wanted = {"type", "status", "participant", *(["date"] if event.date else []), *(["form"] if event.form else [])}
        assert wanted <= grounds.keys()
        assert all(field.reason for field in told.fields)
        for field in told.fields:
            assert field.span is None or TEXT[field.span.start : field.span.end] == field.span.text


def test_knowledge_and_inference_are_told() -> None:
    visit, meeting = explained(TEXT).events
    told = {field.value: field for field in visit.fields}
    assert told["CHN/Xi Jinping"].knowledge == "president of China from 2013-03-14"
    assert told["Paris"].knowledge == "Paris lies in France"
    assert DAY in told["2024-05-05"].reason
    pronoun = next(field for field in meeting.fields if field.value == "CHN/Xi Jinping")
    assert pronoun.span is not None and pronoun.span.text == "He" and "before" in pronoun.reason


def test_a_person_of_no_table_is_said_to_be_one() -> None:
    (told,) = explained("Ghana's trade minister, Efua Brandner, visited Oslo on 3 May 2024.").events
    assert "not in the tables" in next(f for f in told.fields if f.value == "GHA/Efua Brandner").knowledge


def test_each_sentence_tells_what_became_of_it() -> None:
    sentences = explained(TEXT).sentences
    assert [s.sight.gate for s in sentences] == ["passed", "passed over", "passed", "passed", "passed", "passed over"]
    assert [len(s.events) for s in sentences] == [1, 0, 1, 0, 0, 0]
    assert "no predicate" in sentences[1].sight.why
    assert "aid.deliver" in sentences[5].sight.why
    assert all(isinstance(c, Considered) for s in sentences for c in s.sight.considered)


@pytest.mark.parametrize(
    ("text", "sense", "refused"),
    [
        ("France and Chad did not sign a declaration.", "agreement.sign", "negated"),
        ("President Macron would like to visit China.", "visit.visit", "wished"),
        ("France meets Kenya every year.", "meeting.meet", "again and again"),
        ("President Ruto met a friend in Paris.", "meeting.meet", "only KEN/William Ruto"),
        ("France visited a friend.", "visit.visit", "holds no @place"),
        ("Norway will provide help to nobody in Chad.", "aid.deliver", "told as planned; the entry is for past"),
    ],
)
def test_why_nothing_came_of_it(text: str, sense: str, refused: str) -> None:
    assert refused in refusals(text)[sense]


def test_a_text_without_words_has_no_explanation() -> None:
    assert communique.explain("") is None


# The command line ------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and standard output."""
    result = CliRunner().invoke(app, ["code", *arguments, "--explain"])
    return result.exit_code, result.stdout


@pytest.fixture
def text_file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_as_text(text_file: str) -> None:
    code, out = run(text_file, "--published", DAY)
    assert code == 0
    for told in (
        "gate: passed over; no predicate of the lexicon",
        "“arrived” as visit.arrive",
        "▶ visit",
        "no: negated",
        "president of France from 2017-05-14",
    ):
        assert told in out


def test_as_json_lines(text_file: str) -> None:
    code, out = run(text_file, "--published", DAY, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and [row["kind"] for row in rows] == ["sentence"] * 6 + ["event"] * 2
    assert rows[0]["events"] == [rows[6]["event"]["id"]]
    assert rows[0]["considered"][0].keys() >= {"predicate", "keys", "slots", "sense", "refused"}
    assert {field["field"] for field in rows[6]["fields"]} >= {"type", "date", "participant", "place", "status"}


def test_other_formats_are_refused(text_file: str) -> None:
    with pytest.raises(UsageError, match="cannot be written as csv"):
        CliRunner().invoke(app, ["code", text_file, "--explain", "--format", "csv"], catch_exceptions=False)


def test_the_page_shows_what_the_program_writes(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- example: begin -->")[2].partition("<!-- example: end -->")[0]
    text = shown.partition("“")[2].partition("”")[0]
    path = tmp_path / "readout.txt"
    path.write_text(text, encoding="utf-8")
    _, out = run(str(path), "--published", DAY)
    lines = [line.removeprefix("    ") for line in shown.splitlines() if "←" in line]
    assert len(lines) > 5
    assert [line for line in lines if line not in out.splitlines()] == []
