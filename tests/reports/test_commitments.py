"""Commitments: target, deadline, reported progress and the status that follows."""

import datetime

import pytest

from communique.linking import merge
from communique.model import MergedEvent, Place
from communique.reports.commitments import Commitment, find_commitments

from .conftest import tell

NAME = "900 Friends in Three Years"
DAY = datetime.date(2024, 12, 31)


def pledge(title: str, *, date: str = "2023-06-01", around: str = "{}", to: str = "KEN", **more: object) -> MergedEvent:
    """Make a pledge of China."""
    return merge([tell("Wire", f"pledged {title}", "pledge", "CHN", to, title=title, date=date, around=around, **more)])  # type: ignore[arg-type]


def only(*events: MergedEvent, as_of: datetime.date = DAY) -> Commitment:
    """Give the one commitment of these events."""
    (found,) = find_commitments(events, as_of=as_of)
    return found


@pytest.mark.parametrize(
    ("title", "date", "deadline"),
    [
        ("500 scholarships within three years", "2023-06-01", "2026-06-01"),
        ("500 scholarships over the next 18 months", "2023-06", "2024-12"),
        ("500 scholarships in five years", "2023", "2028"),
        ("500 scholarships by 2027", "2023-06-01", "2027"),
        ("500 scholarships by the end of 2027", "2023-06-01", "2027"),
        ("500 scholarships before June 2025", "2023-06-01", "2025-06"),
        ("a bridge in one year", "2024-02-29", "2025-02-28"),
        ("500 scholarships", "2023-06-01", ""),
        ("500 scholarships, more than in 2020", "2023-06-01", ""),
    ],
)
def test_deadlines(title: str, date: str, deadline: str) -> None:
    found = only(pledge(title, date=date))
    assert (found.deadline.edtf if found.deadline else "") == deadline


@pytest.mark.parametrize(
    ("title", "count", "target"),
    [
        ("500 scholarships in five years", None, 500),
        ("$2 billion in loans", None, 2_000_000_000),
        ("1.5 million doses by 2027", None, 1_500_000),
        ("ten wells", None, 10),
        ("measures for farmers", 8, 8),
        ("help within three years", None, None),
        ("aid by 2027", None, None),
    ],
)
def test_targets(title: str, count: int | None, target: int | None) -> None:
    assert only(pledge(title, count=count)).target == target


def test_what_was_delivered_is_progress_and_reaching_the_target_meets_it() -> None:
    made = pledge("1,000 tonnes of rice by 2024")
    part = merge(
        [tell("Wire", "landed 400 tonnes", "aid", "CHN", "KEN", title="400 tonnes of rice", date="2024-01-05")]
    )
    rest = merge(
        [tell("Wire", "landed 1,000 tonnes", "aid", "CHN", "KEN", title="1,000 tonnes of rice", date="2024-06-05")]
    )
    other = merge([tell("Wire", "landed tents", "aid", "CHN", "KEN", title="tents", date="2024-02-05")])
    elsewhere = merge([tell("Wire", "landed rice", "aid", "CHN", "UGA", title="400 tonnes of rice", date="2024-02-05")])
    before = merge(
        [tell("Wire", "landed rice once", "aid", "CHN", "KEN", title="400 tonnes of rice", date="2022-02-05")]
    )
    found = only(made, part, other, elsewhere, before)
    assert (found.status, found.reached, len(found.progress)) == ("progress", 400, 1)
    assert only(made, part, rest).status == "met"


def test_a_programme_is_followed_by_its_name() -> None:
    programme = merge([
        tell("Wire", "offered the programme", "initiative", "CHN", title=NAME, form="launched", date="2023-04-02")
    ])  # fmt: skip
    report = merge([
        tell("Wire", "over 200 students came", "visit", "KEN", place=Place("CHN"), date="2024", count=200,
             around=f"Thanks to {NAME} {{}}.")
    ])  # fmt: skip
    found = only(programme, report)
    assert (found.target, found.reached, found.status) == (900, 200, "progress")
    assert found.deadline and found.deadline.edtf == "2026-04-02"
    assert only(programme, report, as_of=datetime.date(2027, 1, 1)).status == "overdue"


def test_statuses_without_reports() -> None:
    assert only(pledge("100 wells by 2027")).status == "open"
    assert only(pledge("100 wells by 2024"), as_of=datetime.date(2025, 1, 1)).status == "overdue"
    assert only(pledge("100 wells by 2024"), as_of=DAY).status == "open"
    assert only(pledge("100 wells")).status == "unknown"
    assert only(pledge("100 wells", status="cancelled")).status == "withdrawn"
    assert not find_commitments([pledge("100 wells", status="denied")], as_of=DAY)


def test_what_came_after_the_day_does_not_count() -> None:
    assert not find_commitments([pledge("100 wells")], as_of=datetime.date(2023, 1, 1))
    made = pledge("1,000 tonnes of rice by 2024")
    late = merge([tell("Wire", "landed rice", "aid", "CHN", "KEN", title="1,000 tonnes of rice", date="2024-06-05")])
    assert only(made, late, as_of=datetime.date(2024, 1, 1)).status == "open"


def test_one_pledge_told_as_two_events_is_one_commitment() -> None:
    told = [pledge("100 wells by 2027", published="2023-06-02"), pledge("100 wells by 2027", date="2023-06")]
    found = only(*told)
    assert len(found.others) == 1


def test_planned_aid_is_due_on_its_day_and_plain_initiatives_are_no_commitments() -> None:
    planned = merge(
        [tell("Wire", "a ship will sail", "aid", "CHN", "KEN", title="rice", date="2024-03-01", status="planned")]
    )
    assert only(planned).status == "overdue"
    assert not find_commitments(
        [
            merge(
                [tell("Wire", "proposed a forum", "initiative", "CHN", title="new forum", form="proposed", date="2024")]
            )
        ]
    )


def test_the_day_is_that_of_the_latest_document() -> None:
    (found,) = find_commitments([pledge("100 wells by 2024", published="2025-02-01")])
    assert (found.as_of, found.status) == (datetime.date(2025, 2, 1), "overdue")
    assert find_commitments([]) == []
