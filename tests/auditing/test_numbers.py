"""Numbers, sums and ordinals in running text."""

import pytest

from communique.auditing.numbers import find_amounts, find_figures, ordinal_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("nineteen countries and some forty states", [(19, "exactly"), (40, "about")]),
        ("more than a billion, up to 3.5 million", [(1e9, "least"), (3.5e6, "most")]),
        ("in 2023 a man met twenty-one others and a couple of friends", [(21, "exactly"), (2, "exactly")]),
        ("1,250 troops, half a million tonnes, two dozen", [(1250, "exactly"), (5e5, "exactly"), (24, "exactly")]),
        ("an old friend of a king", []),
        ("no more than nine, not less than 12 and only five", [(9, "most"), (12, "least"), (5, "exactly")]),
        ("9" * 400 + " boats", []),
        ("7" + ",000" * 300 + " boats and two trillion trillion planks", []),
    ],
)  # fmt: skip
def test_figures(text: str, values: list[tuple[float, str]]) -> None:
    found = list(find_figures(text))
    assert [(figure.value, figure.bound) for figure in found] == values
    assert all(text[figure.start : figure.end].strip() for figure in found)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("£478 million and 20 boats", [(478e6, "pound")]),
        ("over 4.5 billion US dollars", [(4.5e9, "dollar")]),
        ("600 million yen, ten euros", [(6e8, "yen"), (10, "euro")]),
        ("300 patrols", []),
    ],
)
def test_amounts(text: str, sums: list[tuple[float, str]]) -> None:
    assert [(amount.value, amount.currency) for _, amount in find_amounts(text)] == sums


@pytest.mark.parametrize(
    ("text", "number"), [("27th summit", 27), ("the third round", 3), ("inaugural meeting", 1), ("a summit", None)]
)
def test_ordinals(text: str, number: int | None) -> None:
    assert ordinal_of(text) == number
