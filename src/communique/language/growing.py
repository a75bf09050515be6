"""A dependency tree that rules may change before it is frozen into an analysis."""

from collections.abc import Sequence

from communique.language.network import Analysis

__all__ = ["FINITE", "NOMINAL", "Tree"]

NOMINAL = frozenset(["NOUN", "PROPN"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])


class Tree:
    """One sentence being repaired: the columns that rules may change, and lookups."""

    def __init__(self, words: Sequence[str], analysis: Analysis) -> None:
        self.words = [w.lower() for w in words]
        self.heads, self.deprels = list(analysis.heads), list(analysis.deprels)
        self.upos, self.xpos, self.kinds = list(analysis.upos), list(analysis.xpos), analysis.kinds
        self.lemmas = analysis.lemmas

    def children(self, i: int, *relations: str) -> list[int]:
        return [
            n
            for n, head in enumerate(self.heads)
            if head == i and n != i and (not relations or self.deprels[n] in relations)
        ]

    def last(self, i: int) -> int:
        return max([i, *(self.last(n) for n in self.children(i) if n > i and self.deprels[n] != "punct")])

    def first(self, i: int) -> int:
        return min([i, *(self.first(n) for n in self.children(i) if n < i and self.deprels[n] != "punct")])

    def attach(self, i: int, head: int, relation: str) -> None:
        self.heads[i], self.deprels[i] = head, relation

    def under(self, i: int, top: int) -> bool:
        """Tell whether word `i` hangs somewhere below `top`, or is it."""
        while i != top and self.heads[i] != i:
            i = self.heads[i]
        return i == top

    def finite(self, i: int) -> bool:
        return self.upos[i] == "VERB" and (self.xpos[i] in FINITE or bool(self.children(i, "aux", "aux:pass")))
