"""What a title says: whose and which gathering or instrument, its number, its amounts, its telling words."""

import re
from functools import cache, lru_cache

import msgspec

from communique.knowledge import fold, load

__all__ = ["Title", "read_title"]

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"inaugural": 1}
NUMERAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
SPELLED = re.compile(r"\b(\d{1,3})(?:\s+|-)(?=(?:st|nd|rd|th)\b)")
AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
KINDS = {
    "summit": "summit", "conference": "conference", "forum": "forum", "session": "session", "meeting": "meeting",
    "dialogue": "dialogue", "dialog": "dialogue", "dialogues": "dialogue", "round": "round", "assembly": "assembly",
    "gathering": "gathering", "congress": "congress", "council": "council", "commission": "commission",
    "committee": "committee", "consultations": "consultations", "symposium": "symposium", "talks": "meeting",
    "retreat": "meeting", "event": "meeting", "ties": "ties", "relations": "ties", "relationship": "ties",
    "statement": "statement", "declaration": "statement", "communique": "statement", "memorandum": "memorandum",
    "mou": "memorandum", "treaty": "treaty", "protocol": "protocol", "convention": "convention", "charter": "charter",
    "roadmap": "plan", "plan": "plan", "programme": "plan", "program": "plan", "agreement": "agreement",
    "agreements": "agreement", "accord": "agreement", "accords": "agreement", "pact": "agreement", "deal": "agreement",
    "text": "document", "texts": "document", "document": "document", "documents": "document",
    "instrument": "document", "instruments": "document", "resolution": "resolution", "letter": "letter",
}  # fmt: skip
COMBINING = {
    "franco": "FRA", "sino": "CHN", "anglo": "GBR", "russo": "RUS", "indo": "IND", "greco": "GRC", "italo": "ITA",
    "turco": "TUR", "hispano": "ESP", "luso": "PRT", "nippon": "JPN", "afro": "region:Africa", "euro": "EU",
}  # fmt: skip
EMPTY = frozenset(
    "the a an of and on for in to with by at from into over between its his her their our new joint bilateral annual "
    "regular official high level leaders leader heads head state states government governments countries country "
    "signed concluded held this last next that which s up out as be is presidents president ministers minister premier "
    "diplomatic full formal one two three four five six seven eight nine ten several day days week month year years "
    "international regional various number".split()
)


class Title(msgspec.Struct, frozen=True):
    """A title taken apart: number in its series, codes of what it names, kinds of act, amounts, other telling words."""

    ordinal: int | None = None
    names: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def generic(self) -> bool:
        """Tell whether nothing but the kind of act is said."""
        return not self.names and not self.words and not self.amounts


@lru_cache(maxsize=65536)
def read_title(text: str) -> Title:
    """Take a title apart."""
    words = fold(text).replace("/", " ").split()
    ordinal: int | None = None
    rest: list[str] = []
    for word in words:
        found = NUMERAL.fullmatch(word)
        number = int(found[1]) if found else ORDINALS.get(word)
        if number is not None:
            ordinal = number if ordinal is None else ordinal
        else:
            rest.append(word)
    names, left = _names(rest)
    kinds = frozenset(KINDS[w] for w in left if w in KINDS)
    amounts = frozenset(w.replace(",", "") for w in re.findall(AMOUNT, " ".join(left)))
    telling = frozenset(w for w in left if w not in KINDS and w not in EMPTY and not AMOUNT.fullmatch(w) and len(w) > 1)
    return Title(ordinal, names, kinds, amounts, telling)


def _names(words: list[str]) -> tuple[frozenset[str], list[str]]:
    """Give the codes of the names in folded words, longest first, and the words that are no part of one."""
    known, longest = _known()
    found: set[str] = set()
    left: list[str] = []
    i = 0
    while i < len(words):
        for length in range(min(longest, len(words) - i), 0, -1):
            code = known.get(" ".join(words[i : i + length]))
            if code is not None:
                found |= set(code.split("+"))
                i += length
                break
        else:
            left.append(words[i])
            i += 1
    return frozenset(found), left


@cache
def _known() -> tuple[dict[str, str], int]:
    """Give folded names of series, organisations, regions and states with their codes, and the longest in words."""
    knowledge = load()
    known: dict[str, str] = dict(COMBINING)
    for name in knowledge.state_names:
        known.setdefault(fold(name.name), name.code)
    for region in knowledge.regions.values():
        for text in (region.name, *region.aliases, *region.adjectives):
            known.setdefault(fold(text), region.code)
    for organisation in knowledge.organisations.values():
        for text in (organisation.name, organisation.short, organisation.code, *organisation.aliases):
            known.setdefault(fold(text), organisation.code)
    for series in knowledge.gatherings.values():
        for text in (series.name, *series.aliases):
            known[fold(text)] = "+".join(filter(None, ("@" + series.id, series.organisation)))
    known.pop("", None)
    return known, max(len(name.split()) for name in known)
