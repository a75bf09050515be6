"""The best tree of a matrix of scores."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.tree import Scores, best_tree

NUMBERS = st.integers(-1000, 1000)


@st.composite
def matrices(draw: st.DrawFn, most: int) -> Scores:
    """Scores of 1 to `most` words against each word and the root."""
    words = draw(st.integers(1, most))
    rows = draw(st.lists(NUMBERS, min_size=words * (words + 1), max_size=words * (words + 1)))
    return np.array(rows, dtype=np.float32).reshape(words, words + 1)


def is_tree(heads: list[int]) -> bool:
    """Whether one word hangs on the root and every word leads to it."""
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return heads.count(0) == 1


def total(scores: Scores, heads: list[int]) -> float:
    """Sum of the scores of a tree."""
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@given(matrices(25))
def test_always_a_tree(scores: Scores) -> None:
    heads = best_tree(scores)
    assert len(heads) == len(scores) and is_tree(heads)


@given(matrices(4))
def test_no_tree_is_better(scores: Scores) -> None:
    words = len(scores)
    best = max(total(scores, list(heads)) for heads in product(range(words + 1), repeat=words) if is_tree(list(heads)))
    assert total(scores, best_tree(scores)) == pytest.approx(best)


def test_plain_scores_are_taken_as_they_are() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores) == [2, 0, 2]


def test_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1, 0, 9], [4, 9, 0]], dtype=np.float32)
    assert best_tree(scores) == [2, 0]


def test_nothing_and_one_word() -> None:
    assert best_tree(np.zeros((0, 1), dtype=np.float32)) == []
    assert best_tree(np.full((1, 2), -3, dtype=np.float32)) == [0]


def test_equal_scores_give_a_tree() -> None:
    assert is_tree(best_tree(np.zeros((40, 41), dtype=np.float32)))
