"""Expressions, their resolution, anaphora, and the properties that hold for any text."""

import csv
import datetime
import itertools
import time
from pathlib import Path

import pytest

from communique.language.dates import KINDS, DateMention, anchor, find_dates
from communique.model import When

HERE = Path(__file__).parent
REFERENCE = datetime.date(2024, 5, 16)


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of cases; missing cells are empty."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    reader = csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE)
    return [{key: value or "" for key, value in row.items()} for row in reader]


def expressions() -> list[tuple[str, list[dict[str, str]]]]:
    """Group the rows of `expressions.csv` by their text."""
    groups: list[tuple[str, list[dict[str, str]]]] = []
    for row in rows("expressions.csv"):
        if row["text"]:
            groups.append((row["text"], []))
        if row["span"]:
            groups[-1][1].append(row)
    return groups


def edtf(when: When | None) -> str:
    """Give the EDTF form, empty for none."""
    return when.edtf if when else ""


def told(mention: DateMention) -> tuple[str, ...]:
    """Give a mention in the columns of `expressions.csv`."""
    amount = "" if mention.amount is None else str(mention.amount)
    flags = " ".join(name for name, on in (("vague", mention.vague), ("clause", mention.of_clause)) if on)
    return mention.span.text, mention.kind, edtf(mention.when), edtf(mention.future), mention.unit, amount, flags


@pytest.mark.parametrize(("text", "expected"), expressions(), ids=[text for text, _ in expressions()])
def test_expression(text: str, expected: list[dict[str, str]]) -> None:
    wanted = [
        (row["span"], row["kind"], row["when"], row["future"] or row["when"], row["unit"], row["amount"], row["flags"])
        for row in expected
    ]
    assert [told(mention) for mention in find_dates(text, REFERENCE)] == wanted


def test_table_is_large_enough() -> None:
    assert len(expressions()) >= 250


@pytest.mark.parametrize("row", rows("reviews.csv"), ids=lambda row: " ".join(list(row.values())[:3]))
def test_reference_and_review(row: dict[str, str]) -> None:
    reference = None if row["reference"] == "-" else datetime.date.fromisoformat(row["reference"])
    review = None if row["review"] == "-" else int(row["review"])
    found = find_dates(row["text"], reference, year_of_review=review)
    assert [told(mention)[:4] for mention in found] == [(row["span"], row["kind"], row["when"], row["future"])]


@pytest.mark.parametrize("row", rows("anaphora.csv"), ids=lambda row: f"{row['text']} {row['base']}")
def test_anchor(row: dict[str, str]) -> None:
    (mention,) = find_dates(f"They met {row['text']}.", REFERENCE)
    assert mention.when is None
    assert edtf(anchor(mention, When.parse(row["base"]))) == row["result"]


def test_anchor_leaves_other_kinds_alone() -> None:
    (mention,) = find_dates("They met yesterday.", REFERENCE)
    assert anchor(mention, When.parse("2020-01-01")) is None


def test_offset_days_only_for_days() -> None:
    day, week, length = find_dates("Two days earlier, two weeks earlier, a two-day visit.", REFERENCE)
    assert (day.offset_days, week.offset_days, length.offset_days) == (-2, None, None)


WHOLE = " ".join(text for text, _ in expressions())


def test_spans_are_offsets_sorted_and_apart() -> None:
    found = find_dates(WHOLE, REFERENCE)
    assert len(found) > 200
    for mention in found:
        assert WHOLE[mention.span.start : mention.span.end] == mention.span.text
        assert mention.kind in KINDS
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_part_of_a_text() -> None:
    text = "They met on 3 May 2022 and on 5 June 2023."
    (mention,) = find_dates(text, None, start=25)
    assert text[mention.span.start : mention.span.end] == "5 June 2023"
    assert find_dates(text, None, end=10) == []
    assert [m.span.text for m in find_dates(text, None, end=22)] == ["3 May 2022"]


def test_line_break_inside_an_expression() -> None:
    (mention,) = find_dates("They met on March\n5, 2024, in Rome.", None)
    assert edtf(mention.when) == "2024-03-05"
    assert [edtf(m.when) for m in find_dates("The visit was in March\n\n5 ministers came.", REFERENCE)] == ["2024-03"]


def test_far_ends_of_the_calendar_do_not_break() -> None:
    for reference in (datetime.date.min, datetime.date.max):
        find_dates(WHOLE, reference)


def test_every_interval_runs_forward() -> None:
    for shift in range(0, 400, 7):
        for mention in find_dates(WHOLE, REFERENCE + datetime.timedelta(shift)):
            for when in (mention.when, mention.future):
                assert when is None or when == When.parse(when.edtf)


def test_text_without_dates_is_passed_over_quickly() -> None:
    text = "The minister said that both sides may wish to deepen cooperation in trade and in other fields.\n" * 10_000
    begin = time.perf_counter()
    assert find_dates(text, REFERENCE) == []
    assert len(text) / 1e6 / (time.perf_counter() - begin) > 2.5
