"""The date of a text and the year that a review is about."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.language.dates import find_publication_date, review_year

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "publication.yaml").read_text(encoding="utf-8"))


def called(case: dict[str, Any]) -> str:
    """Name a case by its title and the beginning of its text."""
    return f"{case.get('title', '')}|{case['text'][:40]}"


@pytest.mark.parametrize("case", [case for case in CASES if "date" in case], ids=called)
def test_publication_date(case: dict[str, Any]) -> None:
    found = find_publication_date(case["text"])
    if case["date"] is None:
        assert found is None
        return
    assert found is not None
    day, span = found
    assert (day, span.text) == (case["date"], str(case["span"]))
    assert isinstance(day, datetime.date)
    assert case["text"][span.start : span.end] == span.text


@pytest.mark.parametrize("case", [case for case in CASES if "review" in case], ids=called)
def test_review_year(case: dict[str, Any]) -> None:
    assert review_year(case["title"], case["text"]) == case["review"]
