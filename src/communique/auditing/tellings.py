"""What the documents behind a merged event say in their own words, beyond the coded fields."""

import functools
import re
from collections.abc import Iterable, Iterator

from communique.knowledge.names import fold
from communique.language.sentences import dateline_end, split_sentences
from communique.model import Document, MergedEvent, Telling

__all__ = ["own_tellings", "sentences_of", "stem", "stems", "text_of", "words_share"]

WORD = re.compile(r"[^\W_]+")
CACHED = 4096
SPELLED = {"g7": ("seven", "group"), "g20": ("twenty", "20", "group")}


def own_tellings(event: MergedEvent, claimant: Document) -> tuple[Telling, ...]:
    """Give the tellings that are the claimant's own: the same text, address or source."""
    return tuple(telling for telling in event.tellings if _same(telling.document, claimant))


def sentences_of(event: MergedEvent, *, around: int = 0) -> Iterator[str]:
    """Yield the sentence of each telling's evidence, with `around` more to either side; each text once."""
    seen: set[str] = set()
    for telling in event.tellings:
        text = telling.document.text
        spans = _spans(text)
        at = next((n for n, (_, end) in enumerate(spans) if telling.event.evidence.start < end), len(spans) - 1)
        if not spans:
            continue
        first, last = spans[max(0, at - around)], spans[min(len(spans) - 1, at + around)]
        told = text[first[0] : last[1]]
        if told not in seen:
            seen.add(told)
            yield told


def text_of(event: MergedEvent, *, around: int = 0) -> str:
    """Give title, quotes and their sentences (and `around` more to either side) as one text to look words up in."""
    titles = {telling.event.title for telling in event.tellings} | {event.title}
    return "\n".join(
        [*sorted(titles), *(t.event.evidence.text for t in event.tellings), *sentences_of(event, around=around)]
    )


def stem(word: str) -> str:
    """Give a word without its plural and participle endings, small and without accents."""
    plain = fold(word)
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    elif plain.endswith(("sses", "xes", "zes", "ches", "shes")):
        plain = plain[:-2]
    elif plain.endswith("s") and not plain.endswith(("ss", "us", "is")) and len(plain) > 3:
        plain = plain[:-1]
    for ending in ("ing", "ed", "er"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            plain = plain[: -len(ending)]
    return plain.removesuffix("e") if len(plain) > 3 else plain


@functools.lru_cache(CACHED)
def stems(text: str) -> frozenset[str]:
    """Give the stems of the words of a text."""
    words = frozenset(stem(word) for word in WORD.findall(text))
    return words.union(*(spelled for short, spelled in SPELLED.items() if short in words))


def words_share(words: Iterable[str], text: str) -> float:
    """Give the share of `words` that a text has; 1.0 where there are none."""
    wanted = [stem(part) for word in words for part in WORD.findall(word)]
    there = stems(text)
    return sum(word in there for word in wanted) / len(wanted) if wanted else 1.0


@functools.lru_cache(CACHED)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((dateline_end(text, start, end), end) for start, end in split_sentences(text))


def _same(one: Document, other: Document) -> bool:
    return (
        one.id == other.id
        or one.text == other.text
        or bool(one.url and one.url == other.url)
        or bool(one.source and fold(one.source) == fold(other.source))
    )
