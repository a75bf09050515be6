"""Which time dates which act, in small texts published on Saturday, 15 June 2024."""

import pytest

import communique
from communique.model import Event

pytestmark = pytest.mark.slow

PUBLISHED = "2024-06-15"


def fault(reason: str) -> pytest.MarkDecorator:
    """Mark what the coder gets wrong; the test fails when it no longer does."""
    return pytest.mark.xfail(reason=reason)


def events_of(text: str) -> list[Event]:
    """Events without statements."""
    return [event for event in communique.code(text, published=PUBLISHED) if event.type != "statement"]


def dates(text: str) -> list[str]:
    """Type and date of every event, sorted: events told in one quote stand in no order of their own."""
    return sorted(f"{event.type} {event.date}".strip() for event in events_of(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("President Stubb visited Estonia on Monday.", "2024-06-10"),
        ("On Monday, President Stubb visited Estonia.", "2024-06-10"),
        ("President Stubb visited Estonia last month.", "2024-05"),
        ("President Stubb visited Estonia in May.", "2024-05"),
        ("President Stubb visited Estonia in November.", "2023-11"),
        ("President Stubb visited Estonia in 2021.", "2021"),
        ("President Stubb visited Estonia on 3 May 2023.", "2023-05-03"),
        ("President Stubb visited Estonia from 3 to 5 May.", "2024-05-03/2024-05-05"),
        ("President Stubb visited Estonia yesterday.", "2024-06-14"),
        ("President Stubb will visit Estonia on Monday.", "2024-06-17"),
        ("President Stubb will visit Estonia in November.", "2024-11"),
        ("President Stubb will visit Estonia next month.", "2024-07"),
        ("President Stubb paid a visit to Estonia on 3 May.", "2024-05-03"),
        ("President Stubb's May visit to Estonia was short.", "2024-05"),
        ("President Stubb recently visited Estonia.", ""),
        ("President Stubb visited Estonia.", "2024-06"),
        ("President Stubb arrived in Estonia on 3 May for a three-day visit.", "2024-05-03/2024-05-05"),
        ("President Stubb postponed a visit to Estonia planned for July.", "2024-07"),
    ],
)
def test_one_visit(text: str, date: str) -> None:
    assert [(event.type, event.date) for event in events_of(text)] == [("visit", date)]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        pytest.param(
            "President Stubb visited Estonia in May and Latvia in April.",
            ["visit 2024-05", "visit 2024-04"],
            marks=fault("the second destination hangs on the first month"),
        ),
        (
            "President Stubb met President Karis on Monday and President Rinkēvičs on Tuesday.",
            ["meeting 2024-06-10", "meeting 2024-06-11"],
        ),
        (
            "President Stubb visited Estonia in May, and he will visit Latvia in July.",
            ["visit 2024-05", "visit 2024-07"],
        ),
        (
            "President Stubb, who visited Estonia in 2022, will visit Latvia on Monday.",
            ["visit 2022", "visit 2024-06-17"],
        ),
        (
            "President Stubb met President Karis on Monday. They signed a treaty.",
            ["meeting 2024-06-10", "agreement 2024-06-10"],
        ),
        (
            "President Stubb met President Karis on Monday. Two days later he flew to Latvia.",
            ["meeting 2024-06-10", "visit 2024-06-12"],
        ),
        (
            "Finland and Estonia established diplomatic relations in 1920. President Stubb visited Estonia on Monday.",
            ["relation 1920", "visit 2024-06-10"],
        ),
    ],
)
def test_every_act_has_its_own_time(text: str, dated: list[str]) -> None:
    assert dates(text) == sorted(dated)


def test_year_of_a_review_dates_what_has_no_date() -> None:
    text = "Finland in 2023: a review\n\nIn May, President Niinistö visited Sweden. He met King Carl Gustaf."
    assert {event.date for event in communique.code(text, published="2023-12-31")} <= {"2023", "2023-05"}


def test_without_a_reference_date_only_what_the_text_says_is_dated() -> None:
    from communique import service
    from communique.model import Document

    text = "President Stubb visited Latvia on 3 May 2024. He visited Estonia on Monday."
    found = {event.place.country: event.date for event in service.code(Document(id="x", text=text))}
    assert found["LVA"] == "2024-05-03" and found["EST"] in ("", "2024-05-03")


def test_dates_say_where_they_come_from() -> None:
    text = "President Stubb met President Karis on Monday. They signed a treaty."
    meeting, treaty = events_of(text)
    (stated,) = [p for p in meeting.provenance if p.field == "date"]
    (lent,) = [p for p in treaty.provenance if p.field == "date"]
    assert stated.span is not None and stated.span.text == "Monday" and stated.reason == "stated"
    assert lent.span is None and lent.reason == "the story's time"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("While in Kenya", "2024-06-03/2024-06-05"),
        ("While there", "2024-06-03/2024-06-05"),
        ("While in doubt", "2024-06-08"),
    ],
)
def test_only_a_named_country_or_there_is_the_visit(words: str, date: str) -> None:
    text = (
        f"President Macron visited Kenya from 3 to 5 June. On 8 June, Chad recalled its ambassador to Mali. {words}, "
    )
    assert f"meeting {date}" in dates(text + "Macron met President Ruto.")
