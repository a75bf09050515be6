"""Headlines in title case, as the parser is shown them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.headings import plain_case

VERBS = {"meet", "visit", "sign", "carry", "host"}
IRREGULAR = {"met"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ruto Meets Boric In Kazan", "Ruto meets Boric in Kazan"),
        ("Kenya Signs New Treaty With Chile", "Kenya signs new Treaty with Chile"),
        ("Boric Met Ruto, Visited Nairobi", "Boric met Ruto, visited Nairobi"),
        ("Kenya , Chile Carried The Day", "Kenya , Chile carried the Day"),
        ("Kenya Hosting Summit", "Kenya hosting Summit"),
        ("Visit Of Boric To Nairobi", "Visit of Boric to Nairobi"),
        ("KENYA MEETS CHILE IN PARIS", "KENYA MEETS CHILE IN PARIS"),
        ("President Ruto met President Boric in Nairobi .", "President Ruto met President Boric in Nairobi ."),
        ("The Treaty Of Rome Was Signed In Rome .", "The Treaty Of Rome Was Signed In Rome ."),
        ("Kenya Meets Chile", "Kenya meets Chile"),
        ("Boric visits Kenya", "Boric visits Kenya"),
        ("", ""),
    ],
)
def test_title_case(written: str, shown: str) -> None:
    assert " ".join(plain_case(written.split(), VERBS, IRREGULAR)) == shown


@given(st.lists(st.text(min_size=1, max_size=8), max_size=9))
def test_only_capitals_change(words: list[str]) -> None:
    shown = plain_case(words, VERBS, IRREGULAR)
    assert [word.lower() for word in shown] == [word.lower() for word in words]
