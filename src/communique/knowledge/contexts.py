"""The words around a name, as far as they tell what it means."""

import re
from collections.abc import Iterable
from functools import cache, cached_property

import msgspec

from communique.knowledge.names import fold
from communique.knowledge.tables import DATA
from communique.knowledge.world import Knowledge
from communique.knowledge.yaml_files import read_yaml

__all__ = ["Context", "ContextWords", "load_context_words"]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
TELLING_KINDS = ("state", "nationality", "national", "nationals", "capital", "seat", "city", "province", "organisation",
                 "person")  # fmt: skip
SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Rep|Sen|Gov))[.!?;:]\s+(?=[A-Z])")
NEAR = 5


class ContextWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell what a name beside them means (`data/context_words.yaml`)."""

    locatives: frozenset[str]
    moving: frozenset[str]
    travel: frozenset[str]
    visits: frozenset[str]
    no_given_names: frozenset[str]
    persons_follow: frozenset[str]


@cache
def load_context_words() -> ContextWords:
    """Load the words. Raises LexiconError where the file breaks its schema."""
    return read_yaml(DATA / "context_words.yaml", ContextWords)


class Context:
    """A text around the name `mention`; without a text every question has the emptiest answer."""

    def __init__(self, knowledge: Knowledge, mention: str, text: str) -> None:
        self._knowledge = knowledge
        self._mention = mention
        self.text = text
        found = re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", text) if mention and text else None
        self.start, self.end = found.span() if found else (-1, -1)
        self._folded = f" {fold(text)} "

    @cached_property
    def codes(self) -> dict[str, int]:
        """States, organisations and regions named around the mention, with the place of the last naming before it."""
        named: dict[str, int] = {}
        for match in self._knowledge.matches(self.text):
            if match.text == self._mention or (match.start < self.end and match.end > self.start):
                continue
            meaning = next((meaning for meaning in match.meanings if meaning.kind in TELLING_KINDS), None)
            if meaning and meaning.code:
                before = match.start if self.start < 0 or match.start < self.start else -1
                named[meaning.code] = max(before, named.get(meaning.code, -1))
        return named

    def says(self, cues: Iterable[str]) -> list[str]:
        """List the cues, words or phrases, that the text holds; case and diacritics do not matter."""
        return [cue for cue in cues if f" {fold(cue)} " in self._folded]

    def holds_name(self, name: str) -> bool:
        """Tell whether the text names somebody in full."""
        return f" {fold(name)} " in self._folded

    @cached_property
    def before(self) -> list[str]:
        """The words of the same sentence before the mention."""
        if self.start < 0:
            return []
        return WORD.findall(SENTENCE.split(self.text[: self.start])[-1])

    @property
    def word_before(self) -> str:
        """The word that stands right before the mention, with nothing but a space between."""
        gap = self.text[: self.start] if self.start > 0 else ""
        return self.before[-1] if self.before and gap.endswith((f"{self.before[-1]} ", f"{self.before[-1]}-")) else ""

    @property
    def word_after(self) -> str:
        """The word that stands right behind the mention, with nothing but a space between."""
        found = re.match(r"\s([^\W\d_][\w'’-]*)", self.text[self.end :]) if self.start >= 0 else None
        return found[1] if found else ""

    @cached_property
    def qualifier(self) -> str:
        """The code of the state that follows behind a comma: "Paris, Texas"; "Tripoli, Lebanon"."""
        rest = self.text[self.end :] if self.start >= 0 else ""
        if not rest.startswith(", "):
            return ""
        first = next(iter(self._knowledge.matches(rest[:60])), None)
        if first is None or first.start != 2:
            return ""
        return next((meaning.code for meaning in first.meanings if meaning.kind in ("province", "state")), "")

    @property
    def is_place(self) -> bool:
        """Tell whether the mention stands where something happens or somebody goes, not for who acts."""
        words = [word.lower() for word in self.before[-NEAR:]]
        if not words:
            return False
        told = load_context_words()
        if words[-1] in told.locatives or words[-1] in told.visits:
            return True
        return words[-1] in told.moving and any(word in told.travel for word in words[:-1])
