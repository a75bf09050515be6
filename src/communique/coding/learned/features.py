"""What the learned reader is told of a sentence besides the network's states: words, names, dates, grammar, lexicon.

Training and coding describe sentences by the same functions, so that the two cannot drift apart.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from communique.coding.context import Context
from communique.coding.drafts import Draft
from communique.coding.propositions import Proposition
from communique.model import EVENT_TYPES

__all__ = ["PAIR_FEATURES", "TYPES", "WORD_FEATURES", "pair_features", "word_features"]

TYPES = tuple(t for t in EVENT_TYPES if t != "statement")
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "VERB")
XPOS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS")
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "det", "flat",
    "mark", "nmod", "nsubj", "nummod", "obj", "obl", "parataxis", "root", "xcomp",
)  # fmt: skip
KINDS = ("person", "place", "organization", "event", "time", "abstract")
MENTIONS = (
    "person", "office", "state", "nationality", "organisation", "region", "capital", "city", "venue", "seat",
    "gathering", "instrument",
)  # fmt: skip
DATES = ("absolute", "relative", "weekday", "modifier", "anaphoric", "duration", "recurring")
SLOTS = (
    "subj", "obj", "iobj", "poss", "mod", "comp", "aim", "honour", "with", "to", "in", "at", "on", "for", "from", "of",
    "by", "between", "among", "during", "into",
)  # fmt: skip
DISTANCES = (-30, -15, -8, -4, -2, -1, 0, 1, 2, 4, 8, 15, 30)
STEPS = 8

WORD_FEATURES = (
    *(f"upos {name}" for name in UPOS),
    *(f"xpos {name}" for name in XPOS),
    *(f"relation {name}" for name in RELATIONS),
    *(f"kind {name}" for name in KINDS),
    *(f"mention {name}" for name in MENTIONS),
    *(f"head of {name}" for name in MENTIONS),
    *(f"date {name}" for name in DATES),
    *(f"lexicon {name}" for name in TYPES),
    *(f"told {name}" for name in TYPES),
    *(f"told near {name}" for name in TYPES),
    "capital",
    "quoted",
)
PAIR_FEATURES = (
    *(f"slot {name}" for name in SLOTS),
    "slot other",
    "slot inherited",
    *(f"distance from {n}" for n in DISTANCES),
    "distance beyond",
    *(f"steps {n}" for n in range(STEPS + 1)),
    "between them a comma",
    "below",
    "above",
)
_WORD = {name: n for n, name in enumerate(WORD_FEATURES)}
_PAIR = {name: n for n, name in enumerate(PAIR_FEATURES)}
Bits = npt.NDArray[np.float32]
QUOTES = frozenset('"“”„«»')


def word_features(context: Context, found: Sequence[Proposition], told: Sequence[Draft]) -> Bits:
    """Give what is known of each word (words, features), zeros and ones.

    `found` are the sentence's propositions, `told` the acts that entries of the lexicon have told of it.
    """
    s = context.sentence
    bits = np.zeros((len(s), len(WORD_FEATURES)), dtype=np.float32)

    def tell(i: int, name: str) -> None:
        at = _WORD.get(name)
        if at is not None:
            bits[i, at] = 1

    quoted = False
    for token in s:
        tell(token.i, f"upos {token.upos}")
        tell(token.i, f"xpos {token.xpos}")
        tell(token.i, f"relation {token.relation}")
        tell(token.i, f"kind {token.kind}")
        if token.text[:1].isupper():
            tell(token.i, "capital")
        quoted ^= token.text in QUOTES
        if quoted:
            tell(token.i, "quoted")
        if (mention := context.mention_of(token.i)) is not None:
            tell(token.i, f"mention {mention.kind}")
            if mention.head == token.i:
                tell(token.i, f"head of {mention.kind}")
        if token.i in context.date_words:
            tell(token.i, f"date {context.date_words[token.i].kind}")
    for draft in told:
        for token in s:
            if token.start <= draft.order < token.end:
                tell(token.i, f"told {draft.type}")
            elif draft.evidence.start <= token.start < draft.evidence.end:
                tell(token.i, f"told near {draft.type}")
    for proposition in found:
        for sense in context.lexicon.of(proposition.keys, proposition.is_noun):
            tell(proposition.predicate, f"lexicon {sense.type}")
    return bits


def pair_features(context: Context, at: int, found: Iterable[Proposition]) -> Bits:
    """Give what is known of each word beside the word `at` that may name an act (words, features)."""
    s = context.sentence
    bits = np.zeros((len(s), len(PAIR_FEATURES)), dtype=np.float32)
    for proposition in found:
        if at not in (proposition.predicate, proposition.verb):
            continue
        for argument in proposition.arguments:
            name = f"slot {argument.slot.lstrip('~')}"
            bits[argument.token, _PAIR.get(name, _PAIR["slot other"])] = 1
            if argument.inherited:
                bits[argument.token, _PAIR["slot inherited"]] = 1
    commas = np.cumsum([t.text in (",", ";", "—", "–") for t in s])
    steps = _steps(context, at)
    above = {t.i for t in s.ancestors(at)}
    for i in range(len(s)):
        distance = next((n for n in DISTANCES if i - at <= n), None)
        bits[i, _PAIR["distance beyond" if distance is None else f"distance from {distance}"]] = 1
        bits[i, _PAIR[f"steps {min(steps[i], STEPS)}"]] = 1
        bits[i, _PAIR["between them a comma"]] = commas[i] != commas[at]
        bits[i, _PAIR["above"]] = i in above
    for i in s.subtree(at):
        bits[i, _PAIR["below"]] = 1
    return bits


def _steps(context: Context, at: int) -> list[int]:
    """Count the arcs of the tree from the word `at` to each word."""
    s = context.sentence
    steps = [STEPS] * len(s)
    steps[at] = 0
    todo = [at]
    for i in todo:
        for near in (s[i].head, *(c.i for c in s.children(i))):
            if steps[near] == STEPS and near != at and steps[i] + 1 < STEPS:
                steps[near] = steps[i] + 1
                todo.append(near)
    return steps
