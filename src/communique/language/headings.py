"""Headlines in title case ("Xi Meets Modi In Kazan"), written as running text for the parser.

A parser that learned from running text takes every capital for a name. The words that the parser is shown are changed
and nothing else: offsets and texts stay those of the document.
"""

from collections.abc import Sequence, Set

from communique.language.lemmas import stems

__all__ = ["plain_case"]

LONG = 4
FEWEST = 3
SHARE = 0.8
SMALL = frozenset(
    "a an the and or but of in on at to for from by with after before over under into onto amid during ahead as is are "
    "was were be been has have had will would may can could not no new his her its their this that than against about "
    "between among via up out off".split()
)


def plain_case(words: Sequence[str], verbs: Set[str], irregular: Set[str]) -> list[str]:
    """Give the words of a sentence as running text has them: in title case, verbs and small words lose their capital.

    `verbs` are base forms, `irregular` inflected ones. Sentences that are not in title case, and words in capitals
    throughout, stay as they are.
    """
    if not _is_title_case(words):
        return list(words)
    return [
        word.lower() if n and word.istitle() and _is_plain(word.lower(), verbs, irregular) else word
        for n, word in enumerate(words)
    ]


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= LONG and word.isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return len(long) >= FEWEST and words[-1] not in (".", "!") and capital >= SHARE * len(long)


def _is_plain(word: str, verbs: Set[str], irregular: Set[str]) -> bool:
    if word in SMALL or word in verbs or word in irregular:
        return True
    return any(base in verbs for base in (word[:-1] if word.endswith("s") else word, *stems(word)))
