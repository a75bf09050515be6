"""Words to pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.wordpiece import MAX_PIECES_OF_A_WORD, SHAPES, WordPieces, fold, shape_of

PIECES = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] a b meet ##ing ##s un ##kind kin ##d president ##ial - . ' 2 ##0 emigre".split()
)


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    """A vocabulary of a few pieces."""
    return WordPieces(PIECES)


def of(pieces: WordPieces, word: str) -> list[str]:
    """The pieces of a word as strings."""
    return [pieces.pieces[number] for number in pieces.of_word(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("meet", ["meet"]),
        ("Meetings", ["meet", "##ing", "##s"]),
        ("unkind", ["un", "##kind"]),
        ("PRESIDENTIAL", ["president", "##ial"]),
        ("émigré", ["emigre"]),
        ("200", ["2", "##0", "##0"]),
        ("xyz", ["[UNK]"]),
        ("会", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("—", ["-"]),
        ("’", ["'"]),
        ("a-b", ["a", "-", "b"]),
        ("a.xyz", ["a", ".", "[UNK]"]),
    ],
)
def test_greedy_longest_pieces(pieces: WordPieces, word: str, expected: list[str]) -> None:
    assert of(pieces, word) == expected


@given(st.text(max_size=200))
def test_any_word_has_some_pieces_and_not_too_many(word: str) -> None:
    pieces = WordPieces(PIECES)
    numbers = pieces.of_word(word)
    assert 1 <= len(numbers) <= MAX_PIECES_OF_A_WORD and all(0 <= number < len(PIECES) for number in numbers)
    assert pieces.of_words([word, word]) == [numbers, numbers]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("visit", "lower"), ("Visit", "title"), ("NATO", "upper"), ("McDonald", "mixed"), ("A", "title"),
        ("2024", "number"), ("1.5", "number"), ("G20", "alphanumeric"), ("Jae-myung", "other"),
        ("...", "other"), ("会", "mixed"),
    ],
)  # fmt: skip
def test_shape(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape_of(word) < len(SHAPES) - 1


@pytest.mark.parametrize(("word", "plain"), [("Erdoğan", "erdogan"), ("“X”", '"x"'), ("Lula", "lula"), ("İ", "i")])
def test_fold(word: str, plain: str) -> None:
    assert fold(word) == plain
