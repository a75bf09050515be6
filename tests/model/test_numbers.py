"""Numbers in words."""

import pytest

from communique.model.numbers import CARDINALS, ORDINALS, spell


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (19, "nineteen"), (20, "twenty"), (47, "forty-seven"), (100, "100")]
)
def test_spell(number: int, words: str) -> None:
    assert spell(number) == words


def test_words_say_their_number() -> None:
    for number in range(100):
        assert sum(CARDINALS[word] for word in spell(number).split("-")) == number
    assert [ORDINALS[word] for word in ("first", "twelfth", "twentieth")] == [1, 12, 20]
