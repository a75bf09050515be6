"""Pairs of tellings, one kind of sameness each, and a set of eighteen documents as a whole."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation import load_linked_gold, score_linking
from communique.knowledge.yaml_files import read_yaml
from communique.linking import compare, merge
from communique.model import Document, Event, Participant, Place, Span, Telling

DATA = Path(__file__).parent / "data"
CASES = read_yaml(DATA / "cases.yaml", list[dict[str, Any]])


def make_telling(number: int, fields: dict[str, Any]) -> Telling:
    """A telling of a document of its own, published two days after its act."""
    quote = fields.get("quote", "it was so")
    text = f"{number}. {quote}."
    date = str(fields.get("date", ""))
    day = datetime.date.fromisoformat(f"{date.rpartition('/')[2]}-01-01"[:10])
    document = Document(f"d{number}", text, source=f"s{number}", published=day + datetime.timedelta(days=2))
    event = Event(
        document=document.id,
        type=fields["type"],
        actors=tuple(map(Participant.parse, fields.get("who", ()))),
        targets=tuple(map(Participant.parse, fields.get("to", ()))),
        place=Place(*fields.get("place", ())),
        date=date,
        status=fields.get("status", "occurred"),
        count=fields.get("count"),
        title=fields.get("title", ""),
        form=fields.get("form", ""),
        evidence=Span.of(text, text.index(quote), text.index(quote) + len(quote)),
    )
    return Telling(event, document)


@pytest.mark.parametrize("case", CASES, ids=[case["say"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    one, other = (
        make_telling(n, {**case.get("common", {}), **(case.get(n_) or {})}) for n, n_ in enumerate(("one", "other"))
    )
    link = compare(one, other)
    assert (link is not None) is (case["same"] == "yes"), link
    if link is not None:
        found = [conflict.field for conflict in merge([one, other]).conflicts]
        assert found == case.get("conflicts", [])


def test_a_year_of_visits_and_talks() -> None:
    report = score_linking(load_linked_gold(DATA))
    assert report.clusters.f1 >= 0.98, report.faults
    assert min(report.conflicts.precision, report.conflicts.recall) >= 0.85, report.conflict_faults
