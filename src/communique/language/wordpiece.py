"""Words to subword pieces, as the uncased WordPiece vocabulary of the encoder expects them.

Greedy longest match (Wu et al. 2016, "Google's Neural Machine Translation System"), one word at a time: words come from
the tokenizer, so nothing here splits text. Case is not lost with lower-casing: `shape_of` keeps it as a class.
"""

import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["SHAPES", "WordPieces", "shape_of"]

SHAPES = ("lower", "title", "upper", "mixed", "number", "alphanumeric", "other", "none")
UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
MAX_PIECES_OF_A_WORD = 8
MAX_LETTERS_OF_A_WORD = 64
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\u00a0": " "})


def shape_of(word: str) -> int:
    """Give the index in `SHAPES` of the word's case pattern."""
    if word.isalpha():
        if word.islower():
            return 0
        if len(word) > 1 and word.isupper():
            return 2
        return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3
    if any(letter.isdigit() for letter in word):
        return 5 if any(letter.isalpha() for letter in word) else 4
    return 6


def fold(word: str) -> str:
    """Lower-case `word` without accents and with plain quotes and dashes."""
    plain = word if word.isascii() else unicodedata.normalize("NFD", word.translate(QUOTES))
    return "".join(c for c in plain.lower() if not unicodedata.combining(c))


class WordPieces:
    """A vocabulary of subword pieces; `pieces` in the order of their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        self.numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self.unknown, self.start, self.end = (self.numbers[name] for name in (UNKNOWN, START, END))
        self._known: dict[str, tuple[int, ...]] = {}

    def of_word(self, word: str) -> tuple[int, ...]:
        """Give the numbers of the pieces of one word: at least one, at most `MAX_PIECES_OF_A_WORD`."""
        known = self._known.get(word)
        if known is None:
            known = self._split(fold(word[:MAX_LETTERS_OF_A_WORD]))
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def of_words(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """Give the pieces of each word."""
        return [self.of_word(word) for word in words]

    def _split(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        at = 0
        while at < len(word) and len(found) < MAX_PIECES_OF_A_WORD:
            for end in range(len(word), at, -1):
                number = self.numbers.get(("##" if at else "") + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return self._by_parts(word)
        return tuple(found) or (self.unknown,)

    def _by_parts(self, word: str) -> tuple[int, ...]:
        """Split at punctuation inside the word, as the vocabulary's own tokenizer did; unknown where that fails too."""
        parts: list[int] = []
        letters = ""
        for char in word + " ":
            if char.isalnum():
                letters += char
                continue
            if letters and letters != word:
                parts.extend(self._split(letters))
            letters = ""
            if char in self.numbers:
                parts.append(self.numbers[char])
        return tuple(parts[:MAX_PIECES_OF_A_WORD]) or (self.unknown,)
