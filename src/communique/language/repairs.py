"""Trees that English grammar rules out, put right after parsing: no names, no lexicon, only forms and order.

Each rule names a shape that a statistical parser gives now and then and that no reading allows, e.g. a participle
in front of a title that swallows the subject of the sentence ("Visiting President X met …").
"""

from collections.abc import Callable, Sequence

from communique.language.network import Analysis

__all__ = ["repaired"]

NOMINAL = frozenset(["NOUN", "PROPN"])
CLOSING = frozenset([",", ")", "—", "–", "-"])
NAMED = frozenset(["NNP", "NNPS"])


class _Tree:
    """One sentence being repaired: the columns that rules may change, and lookups."""

    def __init__(self, words: Sequence[str], analysis: Analysis) -> None:
        self.words = [w.lower() for w in words]
        self.heads, self.deprels = list(analysis.heads), list(analysis.deprels)
        self.upos, self.xpos, self.kinds = list(analysis.upos), analysis.xpos, analysis.kinds

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


def repaired(words: Sequence[str], analysis: Analysis) -> Analysis:
    """Give the analysis with impossible shapes put right; one that has none comes back as it is."""
    tree = _Tree(words, analysis)
    for rule in RULES:
        for i in range(len(words)):
            rule(tree, i)
    heads, deprels, upos = tuple(tree.heads), tuple(tree.deprels), tuple(tree.upos)
    if (heads, deprels, upos) == (analysis.heads, analysis.deprels, analysis.upos):
        return analysis
    return Analysis(heads, deprels, upos, analysis.xpos, analysis.feats, analysis.lemmas, analysis.kinds)


def _gerund_noun(t: _Tree, i: int) -> None:
    """Let a word in -ing tagged as a noun behind "of" be one ("memorandum of understanding")."""
    if t.upos[i] == "VERB" and t.xpos[i] == "NN" and t.deprels[i] in ("acl", "nmod"):
        for mark in t.children(i, "mark", "case"):
            if t.words[mark] == "of":
                t.upos[i] = "NOUN"
                t.attach(i, t.heads[i], "nmod")
                t.attach(mark, i, "case")


def _attributive_participle(t: _Tree, i: int) -> None:
    """Let the object of an opening participle be the subject of a verb without one ("Visiting President X met")."""
    verb = t.heads[i]
    if i != 0 or t.xpos[i] != "VBG" or t.deprels[i] != "advcl" or t.children(verb, "nsubj", "nsubj:pass", "csubj"):
        return
    objects = t.children(i, "obj")
    if len(objects) == 1 and t.upos[objects[0]] in NOMINAL and t.last(objects[0]) == verb - 1:
        t.attach(objects[0], verb, "nsubj")
        t.attach(i, objects[0], "acl")


def _relative_subject(t: _Tree, i: int) -> None:
    """Let a name between a relative pronoun and its verb be the subject ("the treaty that X and Y signed")."""
    if t.deprels[i] != "appos":
        return
    for clause in t.children(t.heads[i], "acl:relcl"):
        pronouns = [
            n for n in t.children(clause, "obj") if t.words[n] in ("that", "which", "whom") and n == t.first(i) - 1
        ]
        if pronouns and i < clause and t.last(i) < clause and not t.children(clause, "nsubj", "nsubj:pass"):
            t.attach(i, clause, "nsubj")


def _headline_list(t: _Tree, i: int) -> None:
    """Join names that only a comma lists: "Canada, South Korea sign …", "Xi, Trump talk", "visits Germany, France"."""
    head, relation = t.heads[i], t.deprels[i]
    if t.xpos[i] not in NAMED:
        return
    if relation == "vocative" and i < head:
        for subject in t.children(head, "nsubj"):
            if t.xpos[subject] in NAMED and t.last(i) < t.first(subject) and t.words[t.first(subject) - 1] == ",":
                t.attach(i, head, "nsubj")
                t.attach(subject, i, "conj")
    elif relation in ("appos", "nmod:unmarked") and t.xpos[head] in NAMED and head < i:
        end = t.last(i) + 1
        listed = t.words[t.first(i) - 1] == "," and (end == len(t.words) or t.words[end] not in CLOSING)
        if listed and (t.deprels[head] in ("nsubj", "nsubj:pass") or end >= len(t.words) - 1):
            t.attach(i, head, "conj")


def _place_clause(t: _Tree, i: int) -> None:
    """Hang a "where" clause on the place before it rather than on the verb ("flew to Moscow on Monday, where …")."""
    if t.deprels[i] != "advcl" or not any(t.words[n] == "where" and n == t.first(i) for n in t.children(i)):
        return
    before = t.first(i)
    places = [n for n in t.children(t.heads[i], "obl", "obj") if n < before and t.kinds[n] == "place"]
    if places and t.words[before - 1] == ",":
        t.attach(i, places[-1], "acl:relcl")


RULES: tuple[Callable[[_Tree, int], None], ...] = (
    _gerund_noun,
    _attributive_participle,
    _relative_subject,
    _headline_list,
    _place_clause,
)
