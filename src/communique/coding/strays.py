"""Arguments that a tree hangs in the wrong place, found by order: phrases too low or too high, an object parted off.

Each is a slot that begins with "~" and the head word of what may fill it.
"""

from collections.abc import Iterator

from communique.language.analysis import Sentence, Token

__all__ = ["MEANS", "misplaced", "parted_object", "stray"]

Stray = tuple[str, int]
MEANS = frozenset(
    "telephone phone video videoconference letter email mail post vote majority consensus acclamation "
    "plane air train road way means link".split()
)


def parted_object(s: Sentence, verb: int) -> Iterator[Stray]:
    """Give the object that a phrase between commas parts from its verb: "met, within an hour, the king"."""
    if verb + 1 >= len(s):
        return
    if s[verb + 1].text != ",":
        yield from _bare_object(s, verb)
        return
    close = next((t.i for t in s.tokens[verb + 2 : verb + 14] if t.text == ","), len(s))
    if close + 1 >= len(s) or s[verb + 2].upos not in ("ADP", "ADV", "DET"):
        return
    if any(t.upos in ("VERB", "AUX") and t.relation != "amod" for t in s.tokens[verb + 2 : close]):
        return
    for token in s.tokens[close + 1 :]:
        if token.upos in ("VERB", "AUX", "PUNCT", "ADP", "SCONJ", "CCONJ"):
            return
        nominal = token.upos in ("NOUN", "PROPN") and token.relation not in ("compound", "nmod", "flat")
        if nominal and token.relation not in ("nsubj", "obl"):
            yield ("~obj", token.i)
            return


def _bare_object(s: Sentence, verb: int) -> Iterator[Stray]:
    """Give a phrase without a preposition behind a comma that the tree takes for part of one that has: no noun can."""
    for token in s.tokens[verb + 1 :]:
        if token.upos in ("VERB", "AUX") and token.relation != "amod":
            return
        if token.deprel != "nmod" or token.upos not in ("NOUN", "PROPN") or s.children(token.i, "case"):
            continue
        first = min(s.subtree(token.i))
        if first > verb + 2 and s[first - 1].text == "," and s[first].upos in ("DET", "PRON", "ADJ"):
            yield ("~obj", token.i)
            return


def stray(s: Sentence, child: Token, depth: int = 0, *, passive: bool = False) -> Iterator[Stray]:
    """Give the prepositional phrases inside a phrase: the parser may have hung too low what belongs further up."""
    for other in s.children(child.i, "nmod", "obl"):
        case = s.case(other.i)
        if case and case != "of":
            yield ("~" + case, other.i)
        if other.lemma.lower() in ("honour", "honor"):
            yield from (("honour", c.i) for c in s.children(other.i, "nmod", "nmod:poss"))
        if case == "by" and passive and other.lemma.lower() not in MEANS:
            yield ("~subj", other.i)
        if depth < 3:
            yield from stray(s, other, depth + 1, passive=passive)


def misplaced(s: Sentence, verb: int) -> Iterator[Stray]:
    """Give phrases that stand right behind the verb's object but hang on a verb coordinated with it."""
    for token in s.tokens[verb + 1 : verb + 25]:
        if token.upos in ("VERB", "PUNCT") and token.text != "-" and token.relation not in ("amod", "compound"):
            return
        if token.relation == "obl" and token.head != verb and s[token.head].upos == "VERB" and token.head < verb:
            case = s.case(token.i)
            if case:
                yield ("~" + case, token.i)
