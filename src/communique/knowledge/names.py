"""Find known names in a text: one pass of a multi-pattern automaton, then the boundaries of words."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import filterfalse

import ahocorasick_rs

from communique.knowledge.entries import Meaning, NameMatch

__all__ = ["NameMatcher", "fold", "plain_letters"]

LETTERS = str.maketrans({
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "ı": "i", "İ": "I", "ə": "a", "Ə": "A", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ŋ": "n",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "‑": "-",
})  # fmt: skip
SEPARATORS = str.maketrans({"-": " ", "–": " ", ".": " ", "'": None, ",": " "})
FIRST_WORD = re.compile(r"[^\W_]+")
PLAIN_ENDS = frozenset(" ,.;:!?'’\n\")]")
CURRENCIES = frozenset("$€£¥")
CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐ]['’A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐ]+\b")
TELLING = 4
RUN = b"A" * TELLING
CAPITAL_MARKS = bytes(RUN[0] if chr(code).isupper() or chr(code) in "'?" else ord(".") for code in range(256))
AROUND = 60
SMALL_WORDS = frozenset({"OF", "THE", "AND", "TO", "FOR", "IN", "ON", "AT", "DE", "BIN", "AL"})


def plain_letters(name: str) -> str:
    """Replace letters with diacritics by plain ones and curly apostrophes by straight ones; length may change."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFD", name.translate(LETTERS))
    return "".join(filterfalse(unicodedata.combining, decomposed))


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
        self._entries = list(self._meanings.items())
        self._first_words: dict[str, int] = {}
        for name in self._meanings:
            first = FIRST_WORD.match(name)
            word = first[0] if first else name[0]
            self._first_words[word] = max(len(name), self._first_words.get(word, 0))
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

    def count_hits(self, text: str) -> int:
        """Count the hits of the automaton alone, before the boundaries of words are looked at: for measuring."""
        return len(self._automaton.find_matches_as_indexes(text))

    def matches(self, text: str) -> list[NameMatch]:
        """Find the leftmost longest names that begin and end at the edge of a word, none overlapping another."""
        found = self._scan(text)
        headline = self._in_capitals(text, found)
        return _joined(found, headline) if headline else found

    def _scan(self, text: str) -> list[NameMatch]:
        """Find the names as they are written; the loop is inlined, for it runs once a hit of the automaton."""
        found: list[NameMatch] = []
        entries, length, done = self._entries, len(text), 0
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (
                start >= done
                and (start == 0 or not text[start - 1].isalnum())
                and (end == length or (text[end] in PLAIN_ENDS or _closes(text, end)))
            ):
                name, meanings = entries[index]
                found.append(NameMatch(start, end, name, meanings))
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
        first = FIRST_WORD.match(text, start)
        word = first[0] if first else text[start]
        for end in range(min(len(text), start + self._first_words.get(word, 0)), start, -1):
            if _closes(text, end) and text[start:end] in self._meanings:
                return text[start:end]
        return ""

    def _in_capitals(self, text: str, found: list[NameMatch]) -> list[NameMatch]:
        """Find names written in capitals, as in headlines ("CHINA") and lists of persons ("KISHIDA Fumio").

        Words in capitals that are no part of a name already found are read with small letters. A name counts where it
        has such a word of some length: the rest ("IN", "US") is too likely to mean something else.
        """
        starts: list[int] = []
        headline: list[NameMatch] = []
        done = 0
        for place in _telling_words(text):
            starts = starts or [match.start for match in found]
            if place < done or _covered(place, found, starts):
                continue
            first, last = _window(text, place)
            near = [word for word in CAPITALS.finditer(text, first, last) if not _covered(word.start(), found, starts)]
            telling = [word.start() for word in near if len(word[0]) >= TELLING]
            for match in self._scan(_with_small_letters(text[first:last], first, near)):
                start, end = first + match.start, first + match.end
                if start >= done and any(start <= word < end for word in telling):
                    headline.append(NameMatch(start, end, text[start:end], match.meanings))
                    done = end
        return headline


def _telling_words(text: str) -> Iterator[int]:
    """Give where the words in capitals of some length begin.

    A search over bytes comes first, ten times as fast as the expression: every letter is one byte, and letters outside
    Latin-1 count as capitals until the expression looks at the word.
    """
    marks = text.encode("latin-1", "replace").translate(CAPITAL_MARKS)
    place = marks.find(RUN)
    while place >= 0:
        end = place + TELLING
        while end < len(marks) and marks[end] == RUN[0]:
            end += 1
        word = CAPITALS.search(text, place, min(end + 1, len(text)))
        if word and len(word[0]) >= TELLING and (word.end() == len(text) or not text[word.end()].isalnum()):
            yield word.start()
        place = marks.find(RUN, end)


def _joined(found: list[NameMatch], headline: list[NameMatch]) -> list[NameMatch]:
    """Put the names in capitals among the others, in place of those that they touch."""
    joined: list[NameMatch] = []
    done = 0
    starts = [match.start for match in found]
    for match in headline:
        before = bisect_left(starts, match.start, done)
        while before > done and found[before - 1].end > match.start:
            before -= 1
        joined += found[done:before]
        joined.append(match)
        done = bisect_left(starts, match.end, before)
    return joined + found[done:]


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


def _opens(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _closes(text: str, end: int) -> bool:
    """Tell whether a name may end here: "US" not before the sign of a currency."""
    return end == len(text) or not (text[end].isalnum() or unicodedata.combining(text[end]) or text[end] in CURRENCIES)
