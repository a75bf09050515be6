"""The words round the evidence of two tellings: what both mention speaks for one act."""

import re
from functools import lru_cache

from communique.knowledge import fold
from communique.model import Telling

__all__ = ["shared_words"]

SENTENCE = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘'A-ZÀ-Þ0-9])")
LEAST = 4
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
    """Give the telling words that stand near the evidence of both, names of participants left out."""
    names = {
        word
        for telling in (one, other)
        for p in (*telling.event.actors, *telling.event.targets)
        for word in fold(p.name).split()
    }
    return (_words(one) & _words(other)) - names


def _words(telling: Telling) -> frozenset[str]:
    span = telling.event.evidence
    return _words_near(telling.document.text, span.start, span.end)


@lru_cache(maxsize=4096)
def _words_near(text: str, start: int, end: int) -> frozenset[str]:
    before = max((m.end() for m in SENTENCE.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    after = SENTENCE.search(text, end, min(len(text), end + 600))
    near = text[before : after.start() if after else min(len(text), end + 600)]
    words = (re.sub(r"\W+", "", word) for word in fold(near).split())
    return frozenset(word for word in words if len(word) >= LEAST and word not in COMMON)
