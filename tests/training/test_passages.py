"""What the learned reader is trained and scored on: each event is where it says, by the codebook's terms."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from training.events.passages import CodedEvent, CodedPassage, read_passages

from communique.model import EVENT_TYPES, FORMS, STATUSES, When

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "training" / "events" / name for name in ("passages", "unseen")]
PARTICIPANT = re.compile(r"(region:[A-Z].*|[A-Z][A-Z0-9 &-]*)(/\S.*)?")
PLACE = re.compile(r"|[A-Z]{3}|region:[A-Z].*")
TOGETHER = 9


@pytest.fixture(scope="module")
def passages() -> list[CodedPassage]:
    return [passage for folder in FOLDERS for passage in read_passages(folder)]


def faults(passage: CodedPassage, event: CodedEvent) -> list[str]:
    """What is wrong with an event of a passage."""
    found = []
    if passage.text.count(event.evidence) != 1 or event.trigger not in event.evidence or not event.trigger:
        found.append("its evidence is not once in the text, or does not hold its trigger")
    if event.type not in EVENT_TYPES or event.type == "statement" or event.status not in STATUSES:
        found.append("its type or status is not the codebook's")
    if event.form and event.form not in FORMS.get(event.type, ()):
        found.append("its form is not of its type")
    quotes = [quote for quote, _ in (*event.actors, *event.targets, *([event.date] if event.date else []))]
    if any(quote not in passage.text for quote in (*quotes, *event.place[:1])):
        found.append("a quote is not in the text")
    if not all(PARTICIPANT.fullmatch(code) for _, code in (*event.actors, *event.targets)):
        found.append("a participant has no code")
    if event.place and not PLACE.fullmatch(event.place[1]):
        found.append("its place has no code")
    if not event.actors and not event.targets:
        found.append("nobody takes part")
    return found


def test_events_are_where_they_say(passages: list[CodedPassage]) -> None:
    wrong = {f"{p.id} {e.evidence}": f for p in passages for e in p.events if (f := faults(p, e))}
    assert wrong == {}


def test_dates_are_edtf(passages: list[CodedPassage]) -> None:
    for passage in passages:
        for event in passage.events:
            if event.date is not None:
                assert When.parse(event.date[1]).edtf == event.date[1]


def test_identifiers_are_given_once_and_all_types_are_there(passages: list[CodedPassage]) -> None:
    assert [name for name, n in Counter(p.id for p in passages).items() if n > 1] == []
    assert {e.type for p in passages for e in p.events} == set(EVENT_TYPES) - {"statement"}


@pytest.mark.parametrize(
    ("line", "message"),
    [("- {id: x", "x.yaml"), ("- {id: x, source: s, published: never, title: t, text: t}", "published")],
)
def test_a_damaged_file_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.yaml").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(read_passages(tmp_path))


def runs(text: str) -> set[tuple[str, ...]]:
    """The runs of nine words of a text, but for those that are mostly names."""
    words = re.findall(r"\w+", text)
    together = (words[n : n + TOGETHER] for n in range(len(words) - TOGETHER + 1))
    return {tuple(map(str.lower, run)) for run in together if sum(w[0].islower() for w in run) > TOGETHER - 3}


def test_no_sentence_is_of_the_benchmark(passages: list[CodedPassage], benchmark_folder: Path) -> None:
    paths = sorted(benchmark_folder.rglob("documents.jsonl"))
    assert paths
    texts = [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    theirs = set().union(*map(runs, texts))
    assert {p.id: both for p in passages if (both := runs(p.text) & theirs)} == {}
