"""What the whole text tells of a person's state: a name without one takes that of the place where it has one."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from communique.knowledge.names import fold
from communique.language.mentions import Mention

__all__ = ["Ahead", "misspelt", "whole"]

ALIKE = 0.85


class Ahead:
    """The persons of a text with the states that it gives them anywhere."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._known: list[tuple[list[str], str, str]] = []
        for mention in mentions:
            code = next((c for c in reversed(mention.codes) if not c.startswith("region:")), "")
            if mention.kind == "person" and code:
                self._known.append((fold(mention.name).split(), code, mention.name))

    def told(self, words: Sequence[str]) -> tuple[str, str] | None:
        """Give state and name of the person whose name holds all these words; None where none or several do."""
        fits = {
            code: name for known, code, name in self._known if set(words) <= set(known) and words[-1:] == known[-1:]
        }
        return next(iter(fits.items())) if len(fits) == 1 else None


def misspelt(words: frozenset[str], known: frozenset[str]) -> bool:
    """Tell whether two names of several words share one, and the rest are nearly the same."""
    left, right = sorted(words - known), sorted(known - words)
    if not words & known or len(left) != 1:
        return False
    return any(SequenceMatcher(None, left[0], other).ratio() >= ALIKE for other in right)


def whole(words: Iterable[str]) -> list[str]:
    """Give the words of a name without its initials, all of them where it has no other."""
    return [word for word in words if len(word) > 1] or list(words)
