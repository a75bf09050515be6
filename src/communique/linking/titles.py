"""What a title says: whose and which gathering or instrument, its number, its amounts, its telling words."""

import re
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from communique.knowledge import fold, load, plain_letters
from communique.knowledge.yaml_files import read_yaml
from communique.model.numbers import CARDINALS, ORDINALS

__all__ = ["Title", "read_title"]

ORDINAL_WORDS = ORDINALS | {"inaugural": 1}
NUMERAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
WORD = re.compile(r"[^\W_]+")
AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
SCALED = re.compile(
    rf"(?<![^\W_])(?P<number>{AMOUNT.pattern}|[a-z]+)[\s-]*(?P<scale>thousand|million|billion|trillion)?"
)
CURRENCY = str.maketrans("£$€¥₹", "     ")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LEAST_SPELLED = 10
LEAST_STEM = 4
ENDING = re.compile(r"(?<=[a-z]{4})(?:ings?|ed|es|s)$")


class Title(msgspec.Struct, frozen=True):
    """A title taken apart: number in its series, codes of what it names, kinds of act, amounts, other telling words.

    The code of a series of gatherings begins with "@". `spelled` has all telling words, those of the names among them.
    """

    ordinal: int | None = None
    names: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()

    @property
    def series(self) -> frozenset[str]:
        """The series of gatherings that the title names."""
        return frozenset(name for name in self.names if name.startswith("@"))

    @property
    def generic(self) -> bool:
        """Tell whether nothing but the kind of act is said."""
        return not self.names and not self.words and not self.amounts


class Words(msgspec.Struct, frozen=True):
    """The word lists of `data/title_words.yaml`."""

    combining: dict[str, str]
    kinds: dict[str, str]
    empty: str


@lru_cache(maxsize=65536)
def read_title(text: str) -> Title:
    """Take a title apart."""
    ordinal: int | None = None
    words: list[str] = []
    plain = plain_letters(POSSESSIVE.sub("", text).translate(CURRENCY)).casefold()
    for word in WORD.findall(fold(plain)):
        found = NUMERAL.fullmatch(word)
        number = int(found[1]) if found else ORDINAL_WORDS.get(word)
        if number is None:
            words.append(word)
        elif ordinal is None:
            ordinal = number
    names, left = _names(words)
    kinds, _ = _lists()
    numbered = next((name for name in names if name.startswith("#")), None)
    names -= {numbered}
    return Title(
        ordinal if numbered is None else int(numbered[1:]),
        names,
        frozenset(kinds[word] for word in words if word in kinds),
        _amounts(plain),
        _telling(left),
        _telling(words),
    )


def _amounts(text: str) -> frozenset[str]:
    """Give the amounts of a text as plain numbers: figures, and words from ten on or before "million"."""
    found = set()
    for part in SCALED.finditer(text):
        number, scale = part["number"], SCALES.get(part["scale"] or "", 1)
        if number[0].isdigit():
            if not text[part.end("number") : part.end("number") + 2].startswith(("st", "nd", "rd", "th")):
                value = float(number.replace(",", "")) if number.count(".") < 2 else 0.0
                found.add(f"{value * scale:.15g}")
        elif number in CARDINALS and (scale > 1 or CARDINALS[number] >= LEAST_SPELLED):
            found.add(f"{float(CARDINALS[number] * scale):.15g}")
    return frozenset(found)


def _telling(words: list[str]) -> frozenset[str]:
    kinds, empty = _lists()
    dull = kinds.keys() | empty | CARDINALS.keys() | SCALES.keys()
    return frozenset(_stem(word) for word in words if word not in dull and len(word) > 1 and not word.isdigit())


def _stem(word: str) -> str:
    """Cut the endings by which a noun and its verb differ: patrols, patrolling."""
    if len(word) > LEAST_STEM and word.isascii():
        word = ENDING.sub("", word)
    return word[:-1] if len(word) > LEAST_STEM and word[-1] == word[-2] else word


def _names(words: list[str]) -> tuple[frozenset[str], list[str]]:
    """Give the codes of the names in folded words, longest first, and the words that are no part of one."""
    known, longest = _known()
    found: set[str] = set()
    left: list[str] = []
    i = 0
    while i < len(words):
        for length in range(min(longest, len(words) - i), 0, -1):
            codes = known.get(" ".join(words[i : i + length]))
            if codes is not None:
                found.update(codes)
                i += length
                break
        else:
            left.append(words[i])
            i += 1
    return frozenset(found), left


@cache
def _words() -> Words:
    return read_yaml(Path(__file__).parent / "data" / "title_words.yaml", Words)


@cache
def _lists() -> tuple[dict[str, str], frozenset[str]]:
    words = _words()
    kinds = {word: kind for kind, listed in words.kinds.items() for word in listed.split()}
    return kinds, frozenset(words.empty.split())


@cache
def _known() -> tuple[dict[str, tuple[str, ...]], int]:
    """Give folded names of series, organisations, regions and states with their codes, and the longest in words."""
    knowledge = load()
    known: dict[str, tuple[str, ...]] = {name: (code,) for name, code in _words().combining.items()}
    for state in knowledge.state_names:
        known.setdefault(fold(state.name), (state.code,))
    for region in knowledge.regions.values():
        for text in (region.name, *region.aliases, *region.adjectives):
            known.setdefault(fold(text), (region.code,))
    for organisation in knowledge.organisations.values():
        for text in (organisation.name, organisation.short, organisation.code, *organisation.aliases):
            known.setdefault(fold(text), (organisation.code,))
    for series in knowledge.gatherings.values():
        codes = tuple(filter(None, ("@" + series.id, series.organisation)))
        known |= {fold(text): codes for text in (series.name, *series.aliases)}
    for edition in knowledge.editions:
        if edition.name and edition.ordinal and edition.series in knowledge.gatherings:
            series_codes = known[fold(knowledge.gatherings[edition.series].name)]
            known.setdefault(fold(edition.name), (*series_codes, f"#{edition.ordinal}"))
    known.pop("", None)
    return known, max(len(name.split()) for name in known)
