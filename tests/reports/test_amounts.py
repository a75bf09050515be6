"""Amounts in running text, and what sentences report on a target."""

import datetime

import pytest

from communique.linking import merge
from communique.reports.amounts import find_reports, index_numbers, number_in
from communique.reports.commitments import find_commitments

from .conftest import tell

DAY = datetime.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("invite 50,000 students over the next five years", 50_000),
        ("$1.5 billion by 2030", 1_500_000_000),
        ("on 5 September, ten wells", 10),
        ("in five years", None),
        ("a visit in 2024", None),
        ("a bridge", None),
        ("9" * 400 + " wells", None),
        ("7" + ",000" * 300 + " wells", None),
        ("999,999,999,999 trillion wells", None),
    ],
)
def test_the_number_that_is_promised(text: str, value: int | None) -> None:
    assert number_in(text) == value


@pytest.mark.parametrize(
    ("sentence", "value", "rough"),
    [
        ("Of the 40,000 trees promised, nearly 9,000 have been planted so far", 9_000, "nearly"),
        ("Under the plan for 40,000 trees, some 12,500 already stand", 12_500, "some"),
        ("It promised 40,000 trees in 2023", None, ""),
        ("It promised 40,000 trees. The 9,000 here have been felled", None, ""),
        (f"Of the 40,000 trees, {'9' * 400} have been planted so far", None, ""),
        ("The 140,000 trees have grown by 3,000 so far", None, ""),
    ],
)
def test_reports_are_read_from_sentences_that_name_the_target(sentence: str, value: int | None, rough: str) -> None:
    event = merge([tell("Wire", "took part", "meeting", "CHN", around=f"First it {{}}. {sentence}.")])
    found = list(find_reports(40_000, index_numbers([event], DAY)))
    assert [(one.value, one.rough) for one in found] == ([(value, rough)] if value else [])
    for one in found:
        text = one.document.text
        assert text[one.span.start : one.span.end] == one.span.text and sentence in one.span.text


def test_such_a_report_is_progress_with_its_sentence_as_reference() -> None:
    made = merge([tell("Wire", "announced a programme", "initiative", "CHN", title="programme", form="launched",
                       date="2023-04-02", around="China {} to plant 40,000 trees within ten years.")])  # fmt: skip
    later = merge([tell("Daily", "met", "meeting", "CHN; KEN", published="2024-06-01",
                        around="They {}. Of the 40,000 trees, nearly 9,000 have been planted.")])  # fmt: skip
    (found,) = find_commitments([made, later], as_of=DAY)
    assert (found.target, found.reached, found.status) == (40_000, 9_000, "progress")
    (report,) = found.progress
    assert report.event is None and report.span and report.span.text.startswith("Of the 40,000 trees")
    assert report.date == "2024-06-01"
    assert not find_commitments([made, later], as_of=datetime.date(2024, 1, 1))[0].progress
