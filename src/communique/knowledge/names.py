"""Find known names in a text: one pass of a multi-pattern automaton, then the boundaries of words."""

import unicodedata
from collections.abc import Iterable, Mapping

import ahocorasick_rs

from communique.knowledge.entries import Meaning, NameMatch

__all__ = ["NameMatcher", "fold", "plain_letters"]

LETTERS = str.maketrans({
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "ı": "i", "İ": "I", "ə": "a", "Ə": "A", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ŋ": "n",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "‑": "-",
})  # fmt: skip
SEPARATORS = str.maketrans({"-": " ", "–": " ", ".": " ", "'": None, ",": " "})
LONGEST_NAME = 90


def plain_letters(name: str) -> str:
    """Replace letters with diacritics by plain ones and curly apostrophes by straight ones; length may change."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFD", name.translate(LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(name: str) -> str:
    """Reduce a name to what spellings share: plain lower-case letters, single spaces, no hyphens, dots or apostrophes.

    >>> fold("Lee Jae-myung"), fold("Joseph R. Biden"), fold("Côte d’Ivoire")
    ('lee jae myung', 'joseph r biden', 'cote divoire')
    """
    return " ".join(plain_letters(name).casefold().translate(SEPARATORS).split())


class NameMatcher:
    """An automaton over all names with their meanings; case tells names apart, apostrophes may be straight or curly."""

    def __init__(self, names: Mapping[str, Iterable[Meaning]]) -> None:
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        for name, meanings in names.items():
            if name:
                self._meanings[name] = tuple(meanings)
                if "'" in name:
                    self._meanings[name.replace("'", "’")] = self._meanings[name]
        self._patterns = list(self._meanings)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def __len__(self) -> int:
        return len(self._patterns)

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """Give what exactly this name can mean, or nothing."""
        return self._meanings.get(name, ())

    def matches(self, text: str) -> list[NameMatch]:
        """Find the leftmost longest names that begin and end at the edge of a word, none overlapping another."""
        found: list[NameMatch] = []
        done = 0
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            if start >= done and _bounded(text, start, end):
                name = text[start:end]
                found.append(NameMatch(start, end, name, self._meanings[name]))
                done = end
            elif end > done:
                inside = self._inside(text, max(start, done), end)
                found += inside
                done = inside[-1].end if inside else done
        return found

    def _inside(self, text: str, start: int, end: int) -> list[NameMatch]:
        """Find the names that begin between `start` and `end`, where the automaton's own match was no whole word.

        The automaton goes on behind its match, so that a shorter name with whole words inside would be lost.
        """
        found: list[NameMatch] = []
        while start < end:
            name = self._longest(text, start) if _opens(text, start) else ""
            if name:
                found.append(NameMatch(start, start + len(name), name, self._meanings[name]))
            start += len(name) or 1
        return found

    def _longest(self, text: str, start: int) -> str:
        for end in range(min(len(text), start + LONGEST_NAME), start, -1):
            if _closes(text, end) and text[start:end] in self._meanings:
                return text[start:end]
        return ""


def _opens(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _closes(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or unicodedata.combining(text[end]))


def _bounded(text: str, start: int, end: int) -> bool:
    return _opens(text, start) and _closes(text, end)
