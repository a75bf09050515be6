"""Lemma rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.lemmas import apply_rule, rule_of, stems

WORDS = st.text(min_size=1, max_size=20)


@given(WORDS, WORDS)
def test_rule_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_rule(rule_of(form, lemma), form) == lemma


@given(WORDS, WORDS, WORDS)
def test_rule_of_another_word_never_fails(form: str, lemma: str, other: str) -> None:
    assert apply_rule(rule_of(form, lemma), other)


@pytest.mark.parametrize(
    ("form", "lemma", "other", "expected"),
    [
        ("visits", "visit", "talks", "talk"),
        ("Signed", "sign", "Opened", "open"),
        ("countries", "country", "bodies", "body"),
        ("NATO", "NATO", "ASEAN", "ASEAN"),
        ("met", "meet", "met", "meet"),
    ],
)
def test_rule_carries_over(form: str, lemma: str, other: str, expected: str) -> None:
    assert apply_rule(rule_of(form, lemma), other) == expected


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("expelled", "expel"), ("receiving", "receive"), ("carried", "carry"), ("signed", "sign"), ("passes", "pass"),
        ("Meeting", "meet"), ("agreed", "agree"), ("calls", "call"), ("pledged", "pledge"),
    ],
)  # fmt: skip
def test_stems_hold_the_base_form(form: str, base: str) -> None:
    assert base in stems(form)


@pytest.mark.parametrize("form", ["met", "red", "is", "sing", ""])
def test_words_that_are_not_inflected_have_no_stems(form: str) -> None:
    assert stems(form) == ()
