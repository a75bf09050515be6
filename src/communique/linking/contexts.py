"""The words round the evidence of two tellings: what both mention speaks for one act."""

import re
from functools import lru_cache

from communique.knowledge import fold, load
from communique.model import Telling

__all__ = ["shared_words"]

SENTENCE = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘'A-ZÀ-Þ0-9])")
WORD = re.compile(r"[^\W_]{4,}")
REACH = 600
COMMON = frozenset(
    "that this with from have been were which their there they when where while whose what after before during "
    "between both about into over also would will could should than then them these those other another first "
    "last said says told held hold meet meets meeting meetings talks talked visit visits visited president prime "
    "minister ministers leader leaders state states country countries government governments head heads foreign "
    "today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december year years month months week weeks morning afternoon "
    "evening night republic kingdom union summit sides side relations cooperation bilateral official united "
    "signed agreement statement joint under only more most many some such very again still since until two three "
    "four five six seven eight nine".split()
)


def shared_words(one: Telling, other: Telling) -> frozenset[str]:
    """Give the telling words that stand near the evidence of both; who takes part and where is compared elsewhere."""
    return (_words(one) & _words(other)) - (_known(one) | _known(other))


def _known(telling: Telling) -> frozenset[str]:
    """Give the words of the participants and the place of a telling."""
    event = telling.event
    words = set(fold(event.place.city).split()) | _words_of_code(event.place.country)
    for participant in (*event.actors, *event.targets):
        words.update(fold(participant.name).split(), _words_of_code(participant.code))
    return frozenset(words)


@lru_cache(maxsize=1024)
def _words_of_code(code: str) -> frozenset[str]:
    """Give the words that stand for a state or organisation: its names, adjectives, people and capitals."""
    knowledge = load()
    names = [knowledge.name_of(code), *(row.name for row in knowledge.state_names if row.code == code)]
    names += [seat.name for seat in knowledge.seats if seat.code == code and seat.kind == "capital"]
    return frozenset(word for name in names for word in fold(name).split())


def _words(telling: Telling) -> frozenset[str]:
    span = telling.event.evidence
    return _telling_words(_sentences_round(telling.document.text, span.start, span.end))


def _sentences_round(text: str, start: int, end: int) -> str:
    """Give the sentences that the characters `start` to `end` touch, `REACH` characters to each side at most."""
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before = max((found.end() for found in SENTENCE.finditer(text, first, start)), default=first)
    after = SENTENCE.search(text, end, last)
    return text[before : after.start() if after else last]


@lru_cache(maxsize=16384)
def _telling_words(near: str) -> frozenset[str]:
    return frozenset(WORD.findall(fold(near))) - COMMON
