"""Whether an act happened, is planned, was called off, is denied or is merely spoken of."""

import pytest

import communique

pytestmark = pytest.mark.slow

PUBLISHED = "2024-06-15"


def fault(reason: str) -> pytest.MarkDecorator:
    """Mark what the coder gets wrong; the test fails when it no longer does."""
    return pytest.mark.xfail(reason=reason)


VISITS = [
    ("Macron visited Kenya.", "occurred"),
    ("Macron has visited Kenya.", "occurred"),
    ("Macron is visiting Kenya.", "occurred"),
    ("Macron visits Kenya.", "occurred"),
    ("Macron began a visit to Kenya.", "occurred"),
    ("After visiting Kenya, Macron returned home.", "occurred"),
    ("Macron managed to visit Kenya.", "occurred"),
    ("Macron will visit Kenya.", "planned"),
    ("Macron is to visit Kenya.", "planned"),
    pytest.param("Macron is going to visit Kenya.", "planned"),
    ("Macron is due to visit Kenya.", "planned"),
    ("Macron plans to visit Kenya.", "planned"),
    ("Macron is expected to visit Kenya.", "planned"),
    ("Macron agreed to visit Kenya.", "planned"),
    pytest.param("Macron prepares for an upcoming visit to Kenya.", "planned", marks=fault("'for' is read as a wish")),
    ("Macron would visit Kenya in July, his office said.", "planned"),
    ("Macron cancelled a visit to Kenya.", "cancelled"),
    ("Macron's visit to Kenya was postponed.", "cancelled"),
    ("Macron called off his visit to Kenya.", "cancelled"),
    ("Macron put off a trip to Kenya.", "cancelled"),
    ("The Kremlin denied that Macron had visited Kenya.", "denied"),
    ("Macron did not visit Kenya.", ""),
    ("Macron never visited Kenya.", ""),
    ("Macron may visit Kenya.", ""),
    ("Macron could visit Kenya.", ""),
    ("Macron should visit Kenya.", ""),
    ("Macron wants to visit Kenya.", ""),
    ("Macron hopes to visit Kenya.", ""),
    ("Macron refused to visit Kenya.", ""),
    ("Macron considered visiting Kenya.", ""),
    ("Macron failed to visit Kenya.", ""),
    ("If Macron visits Kenya, prices will fall.", ""),
    ("Did Macron visit Kenya?", ""),
    ("Macron urged Scholz to visit Kenya.", ""),
    ("Macron visits Kenya every year.", ""),
    ("In the novel, Macron visited Kenya.", ""),
]
TALKS = [
    ("Japan and Mongolia held talks.", "occurred"),
    ("Japan and Mongolia are holding talks.", "occurred"),
    ("Japan and Mongolia will hold talks.", "planned"),
    ("Talks between Japan and Mongolia are scheduled for July.", "planned"),
    ("Japan and Mongolia cancelled talks.", "cancelled"),
    ("Japan called for talks with Mongolia.", ""),
    ("Japan and Mongolia held no talks.", ""),
    ("There were no talks between Japan and Mongolia.", ""),
    ("Japan proposed talks with Mongolia.", ""),
    ("Japan rejected talks with Mongolia.", ""),
]


def statuses(text: str, kind: str) -> str:
    """Statuses of the events of one type, joined by commas."""
    return ", ".join(event.status for event in communique.code(text, published=PUBLISHED) if event.type == kind)


@pytest.mark.parametrize(("text", "status"), VISITS)
def test_verb(text: str, status: str) -> None:
    assert statuses(text.replace("Macron", "President Macron", 1), "visit") == status


@pytest.mark.parametrize(("text", "status"), TALKS)
def test_noun(text: str, status: str) -> None:
    assert statuses(text, "meeting") == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Macron visited Kenya on 3 July 2024.", "planned"),
        ("President Macron will visit Kenya on 3 May 2024.", "occurred"),
        ("President Macron will visit Kenya on 3 July 2024.", "planned"),
    ],
)
def test_date_overrules_the_tense(text: str, status: str) -> None:
    assert statuses(text, "visit") == status
