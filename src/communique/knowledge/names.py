"""Find known names in a text: one pass of a multi-pattern automaton, then the boundaries of words."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

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
CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐ]['’A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐ]+\b")
TELLING = 4
AROUND = 60
SMALL_WORDS = frozenset({"OF", "THE", "AND", "TO", "FOR", "IN", "ON", "AT", "DE", "BIN", "AL"})


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

    def __init__(self, names: Mapping[str, tuple[Meaning, ...]]) -> None:
        self._meanings = dict(names)
        for name, meanings in names.items():
            if "'" in name:
                self._meanings[name.replace("'", "’")] = meanings
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._meanings,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def __len__(self) -> int:
        return len(self._meanings)

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """Give what exactly this name can mean, or nothing."""
        return self._meanings.get(name, ())

    def matches(self, text: str) -> list[NameMatch]:
        """Find the leftmost longest names that begin and end at the edge of a word, none overlapping another."""
        found = self._scan(text)
        headline = self._in_capitals(text, found)
        if not headline:
            return found
        starts = [match.start for match in headline]
        taken = [match for match in found if not _touched(match, headline, starts)]
        return sorted([*taken, *headline], key=lambda match: match.start)

    def _scan(self, text: str) -> list[NameMatch]:
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

    def _in_capitals(self, text: str, found: list[NameMatch]) -> list[NameMatch]:
        """Find names written in capitals, as in headlines ("CHINA") and lists of persons ("KISHIDA Fumio").

        Words in capitals that are no part of a name already found are read with small letters. A name counts where it
        has such a word of some length: the rest ("IN", "US") is too likely to mean something else.
        """
        starts = [match.start for match in found]
        words = [word for word in CAPITALS.finditer(text) if not _covered(word.start(), found, starts)]
        telling = {word.start() for word in words if len(word[0]) >= TELLING}
        places = [word.start() for word in words]
        headline: list[NameMatch] = []
        done = 0
        for index, place in enumerate(places):
            if place < done or place not in telling:
                continue
            first, last = _window(text, place)
            near = words[bisect_left(places, first, 0, index) : bisect_left(places, last, index)]
            for match in self._scan(_with_small_letters(text[first:last], first, near)):
                start, end = first + match.start, first + match.end
                if start >= done and any(start <= word.start() < end and word.start() in telling for word in near):
                    headline.append(NameMatch(start, end, text[start:end], match.meanings))
                    done = end
        return headline


def _window(text: str, place: int) -> tuple[int, int]:
    """Cut the words around a place, without cutting a word in two."""
    first = text.rfind(" ", 0, max(0, place - AROUND)) + 1
    last = text.find(" ", place + AROUND)
    return first, last if last >= 0 else len(text)


def _with_small_letters(window: str, offset: int, words: list[re.Match[str]]) -> str:
    letters = list(window)
    for word in words:
        start = word.start() - offset
        small = word[0].lower()
        if len(small) == len(word[0]) and start + len(small) <= len(letters):
            head = small[0] if word[0] in SMALL_WORDS else word[0][0]
            letters[start : start + len(small)] = head + small[1:]
    return "".join(letters)


def _covered(place: int, found: list[NameMatch], starts: list[int]) -> bool:
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < found[index].end


def _touched(match: NameMatch, others: list[NameMatch], starts: list[int]) -> bool:
    index = bisect_right(starts, match.end - 1) - 1
    return index >= 0 and match.start < others[index].end


def _opens(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _closes(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or unicodedata.combining(text[end]))


def _bounded(text: str, start: int, end: int) -> bool:
    return _opens(text, start) and _closes(text, end)
