"""Analysed sentences: words with offsets into the document and the Universal Dependencies tree over them."""

from collections.abc import Iterator, Sequence

import msgspec

from communique.language.network import Analysis, Floats
from communique.model import Span

__all__ = ["Sentence", "Token"]


class Token(msgspec.Struct, frozen=True):
    """One word: `i` counts in its sentence, `start` and `end` are offsets into the document's text.

    `upos`, `xpos`, `feats` and `deprel` follow UD v2; `kind` is the network's guess of the entity that the word heads
    ("person", "place", "organization", "event", "time" …, "" for none). A root is its own head.
    """

    i: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    kind: str

    @property
    def relation(self) -> str:
        """The relation without its subtype."""
        return self.deprel.partition(":")[0]


class Sentence:
    """The tokens of one sentence and walks over its tree; `vectors` are the network's states of them, where kept."""

    __slots__ = ("_children", "_relations", "end", "start", "text", "tokens", "vectors")

    def __init__(self, text: str, start: int, end: int, tokens: Sequence[Token]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.tokens = tuple(tokens)
        self.vectors: Floats | None = None
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        self._children = children
        self._relations = [token.relation for token in self.tokens]

    @classmethod
    def of(cls, text: str, words: Sequence[tuple[int, int]], analysis: Analysis) -> "Sentence":
        """Join word offsets and the network's analysis; `text` is the whole document's."""
        tokens = [
            Token(
                i, text[start:end], start, end, analysis.lemmas[i], analysis.upos[i], analysis.xpos[i],
                analysis.feats[i], analysis.heads[i], analysis.deprels[i], analysis.kinds[i],
            )
            for i, (start, end) in enumerate(words)
        ]  # fmt: skip
        sentence = cls(text, words[0][0] if words else 0, words[-1][1] if words else 0, tokens)
        sentence.vectors = analysis.vectors
        return sentence

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def children(self, i: int, *relations: str) -> list[Token]:
        """Give the dependents of word `i`, of the relations named (with or without subtype) or all."""
        found = self._children[i]
        if relations:
            found = [n for n in found if self._relations[n] in relations or self.tokens[n].deprel in relations]
        return [self.tokens[n] for n in found]

    def child(self, i: int, *relations: str) -> Token | None:
        """Give the first dependent of word `i` of one of the relations."""
        return next(iter(self.children(i, *relations)), None)

    def subtree(self, i: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Give the words under `i` and itself in order, leaving out dependents by the relations in `without`."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(
                n
                for n in self._children[at]
                if self._relations[n] not in without and self.tokens[n].deprel not in without
            )
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the heads of word `i` upwards to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def case(self, i: int) -> str:
        """Give the preposition of a nominal, lower-cased, several words joined by a space ("together with")."""
        words = [t for t in self.children(i, "case") if t.text not in ("'s", "’s", "'", "’")]
        parts: list[str] = []
        for word in words:
            parts.append(word.text.lower())
            parts.extend(t.text.lower() for t in self.children(word.i, "fixed"))
        return " ".join(parts)

    def span(self, first: int, last: int) -> Span:
        """Give the characters from word `first` to word `last`, both included."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last].end)

    def at(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the first and last word that overlap the characters `start` to `end`."""
        inside = [t.i for t in self.tokens if t.start < end and start < t.end]
        return (inside[0], inside[-1]) if inside else None
