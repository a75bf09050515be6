"""Numbers, ordinals and sums of money in running text."""

import re
from collections.abc import Iterator

import msgspec

from communique.model.claims import Amount

__all__ = ["Figure", "find_amounts", "find_figures", "ordinal_of", "times_of"]

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9,
          "m": 10**6, "tn": 10**12, "dozen": 12, "score": 20}  # fmt: skip
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TIMES = {"once": 1, "twice": 2, "thrice": 3}
WORD = "|".join([*UNITS, *TENS])
TEEN = "|".join(UNITS[1:10])
NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<digits>\d{{1,3}}(?:[,\u00a0 ]\d{{3}}){{1,5}}|\d{{1,18}})(?P<decimal>\.\d{{1,18}})?"
    rf"|(?P<word>(?:{'|'.join(TENS)})[- ](?:{TEEN})|{WORD}|half a|a couple of|a pair of|an|a))"
    rf"(?P<scales>(?:[ -]?(?:{'|'.join(SCALES)})\b(?: of)?){{0,3}})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
BOUNDS = (
    ("least", r"(?<!no )(?<!not )more than|over|above|at least|upwards of|(?:no|not) (?:fewer|less) than|exceeding"),
    ("most", r"fewer than|less than|under|below|at most|up to|(?:no|not) more than"),
    ("about", r"some|about|around|nearly|almost|roughly|approximately|close to|an estimated"),
)
SYMBOLS = {"£": "pound", "$": "dollar", "€": "euro", "¥": "yen", "₹": "rupee", "us$": "dollar"}
CURRENCIES = (
    "euro dollar pound yen yuan renminbi rupee rouble ruble won franc rand dirham riyal lira krone krona zloty "
    "peso real"
).split()
LARGEST = 10**18
MONEY = re.compile(r"(?:US|A|C)?[£$€¥₹]\s?$")
CURRENCY_AFTER = re.compile(
    rf"\s*(?:(?:US|U\.S\.|American|Canadian|Australian|Japanese|Chinese|South Korean)\s+)?({'|'.join(CURRENCIES)})s?\b",
    re.I,
)
ORDINAL = re.compile(rf"\b(?:({'|'.join(ORDINALS)})|(\d{{1,3}})(?:st|nd|rd|th))\b", re.IGNORECASE)


class Figure(msgspec.Struct, frozen=True):
    """A cardinal number at characters `start` to `end`, with how it is bounded."""

    start: int
    end: int
    value: float
    bound: str


def find_figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Yield the cardinal numbers of a text in order; a lone article or year and what no count reaches is none."""
    for found in NUMBER.finditer(text, start, len(text) if end is None else end):
        value = _value(found)
        if value is None:
            continue
        before = text[max(0, found.start() - 24) : found.start()]
        yield Figure(found.start(), found.end(), value, _bound(MONEY.sub("", before)))


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Figure, Amount]]:
    """Yield the sums of money of a text: a number with a currency before or behind it."""
    end = len(text) if end is None else end
    for figure in find_figures(text, start, end):
        symbol = MONEY.search(text[max(start, figure.start - 4) : figure.start])
        behind = CURRENCY_AFTER.match(text, figure.end, end)
        if symbol:
            yield figure, Amount(figure.value, SYMBOLS[symbol.group().strip()[-1]], figure.bound)
        elif behind:
            yield figure, Amount(figure.value, behind[1].lower().replace("rouble", "ruble"), figure.bound)


def ordinal_of(text: str) -> int | None:
    """Give the first ordinal of a text ("27th", "third", "inaugural"), None where there is none."""
    found = ORDINAL.search(text)
    if found:
        return int(found[2]) if found[2] else ORDINALS.index(found[1].lower()) + 1
    return 1 if re.search(r"\binaugural\b", text, re.I) else None


def times_of(word: str) -> int:
    """Give 2 for "twice"; 0 for a word that is no number of times."""
    return TIMES.get(word.lower(), 0)


def _value(found: re.Match[str]) -> float | None:
    scales = [SCALES[scale.lower()] for scale in re.findall(r"[a-z]+", found["scales"], re.I) if scale.lower() != "of"]
    if found["digits"]:
        value = float(re.sub(r"\D", "", found["digits"]) + (found["decimal"] or ""))
        if not scales and not found["decimal"] and 1500 <= value < 2100 and len(found["digits"]) == 4:
            return None
    else:
        word = found["word"].lower()
        if word in ("a", "an", "half a"):
            if not scales:
                return None
            value = 0.5 if word == "half a" else 1.0
        elif word in ("a couple of", "a pair of"):
            value = 2.0
        else:
            parts = re.split(r"[- ]", word)
            value = float(sum(UNITS.index(p) if p in UNITS else 10 * (TENS.index(p) + 2) for p in parts))
    for scale in scales:
        value *= scale
    return value if value <= LARGEST else None


def _bound(before: str) -> str:
    return next((bound for bound, words in BOUNDS if re.search(rf"\b(?:{words})\s*$", before, re.I)), "exactly")
