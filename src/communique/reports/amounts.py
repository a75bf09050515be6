"""Numbers in running text: amounts, and what a sentence reports on a target that it names."""

import calendar
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.model import Document, MergedEvent, Span, Telling
from communique.model.numbers import CARDINALS

__all__ = [
    "MONTH_NAMES",
    "NUMBER",
    "Numbers",
    "Reported",
    "find_reports",
    "index_numbers",
    "number_in",
    "sentence_around",
    "value_of",
]

SMALL = CARDINALS | {"a": 1, "an": 1}
SCALE = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "hundred": 10**2, "bn": 10**9,
}  # fmt: skip
NUMBER = r"(?:\d[\d,]{0,23}(?:\.\d{1,18})?(?![.,]?\d)|" + "|".join(SMALL) + ")"
MONTH_NAMES = "|".join(calendar.month_name[1:])
TARGET = re.compile(
    rf"(?P<currency>US\$|[$€£¥₹])?\s?(?<!\d)(?P<n>{NUMBER})(?:\s+(?P<scale>hundred|thousand|million|billion|trillion|bn))?\b"
    rf"(?!\s*-?(?:years?|months?|weeks?|days?|{MONTH_NAMES})\b)",
    re.I,
)
EDGE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[\[“\"‘'A-Z0-9])|\n\s*\n")
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])")
REPORT = re.compile(
    rf"(?:(?P<rough>nearly|almost|about|around|some|over|more than|at least|up to)\s+)?(?<![\w.,])(?P<n>{NUMBER})"
    r"(?:\s+(?P<scale>thousand|million|billion))?\b"
    r"(?=[^.;]{0,80}\b(?:so far|to date|already|until now|have|has|had)\b)",
    re.I,
)
FURTHEST = 600
LARGEST = 10**18


class Source(msgspec.Struct, frozen=True):
    """A document with the codes of those whose acts it tells."""

    document: Document
    codes: frozenset[str]


class Reported(msgspec.Struct, frozen=True):
    """What a sentence reports on a target."""

    value: int
    rough: str
    document: Document
    span: Span
    codes: frozenset[str]


Numbers = Mapping[str, list[Source]]


def value_of(digits: str, scale: str | None) -> int:
    """Give the value of a number in digits or words, times its scale."""
    plain = SMALL.get(digits.lower())
    value = float(digits.replace(",", "")) if plain is None else plain
    return round(value * SCALE.get((scale or "").lower(), 1))


def number_in(text: str) -> int | None:
    """Give the first number of a text that is no year, date or duration."""
    for found in TARGET.finditer(text):
        value = value_of(found["n"], found["scale"])
        a_year = 1900 < value < 2100 and "," not in found["n"]
        if 1 < value <= LARGEST and not a_year and found["n"].lower() not in ("a", "an"):
            return value
    return None


def sentence_around(telling: Telling) -> str:
    """Give the sentence of the stored text in which the evidence stands."""
    text, span = telling.document.text, telling.event.evidence
    start, end = _edges(text, span.start, span.end)
    return text[start:end]


def index_numbers(events: Iterable[MergedEvent], day: datetime.date) -> Numbers:
    """Index the documents of events, published by `day`, by the large numbers that they hold ("50,000")."""
    documents: dict[str, Document] = {}
    codes: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for telling in event.tellings:
            documents.setdefault(telling.document.id, telling.document)
            codes[telling.document.id].update(p.code for p in event.participants)
    found: dict[str, list[Source]] = defaultdict(list)
    for id, document in documents.items():
        if document.published is None or document.published <= day:
            source = Source(document, frozenset(codes[id]))
            for number in sorted(set(GROUPED.findall(document.text))):
                found[number].append(source)
    return found


def find_reports(target: int, numbers: Numbers) -> Iterator[Reported]:
    """Find sentences that name the target and count what has come of it: "nearly 15,000 have come so far"."""
    name = f"{target:,}"
    for source in numbers.get(name, ()):
        text = source.document.text
        for mention in re.finditer(rf"(?<![\d.,]){name}(?![\d,]\d)", text):
            start, end = _edges(text, mention.start(), mention.end())
            for found in REPORT.finditer(text, start, end):
                value = value_of(found["n"], found["scale"])
                if value not in (target, 1) and target < value * 1000 <= 1000 * LARGEST and not 1900 < value < 2100:
                    rough = (found["rough"] or "").lower()
                    yield Reported(value, rough, source.document, Span.of(text, start, end), source.codes)
                    break


def _edges(text: str, first: int, last: int) -> tuple[int, int]:
    """Find the bounds of the sentence, at most 600 characters to each side."""
    start, end = max(0, first - FURTHEST), min(len(text), last + FURTHEST)
    start = max((found.end() for found in EDGE.finditer(text, start, first)), default=start)
    return start, next((found.start() for found in EDGE.finditer(text, last, end)), end)
