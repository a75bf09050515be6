"""Words that stand for those whom the clause around them names: "leaders who came include A", "among them were A"."""

from collections.abc import Iterable

from communique.language.analysis import Sentence, Token

__all__ = ["carried", "identified", "told_each"]

MEMBERS = frozenset(["those", "that", "one", "first", "last", "second", "third", "latest", "only", "many"])
COMPRISING = frozenset(["include", "comprise", "number", "feature"])
CARRYING = frozenset(["sign", "adopt", "issue", "approve", "pass", "enact", "endorse", "publish"])
CARRIERS = frozenset("order decree decision resolution regulation law bill act directive measure proclamation".split())


def identified(s: Sentence, noun: int) -> int:
    """Give whom a word stands for that a clause describes; the word itself where the sentence names nobody for it."""
    listed = _counted_to(s, noun)
    if listed is not None:
        return listed.i
    top = s[noun]
    while top.relation in ("nmod", "conj") and top.head != top.i and s.child(top.i, "cop") is None:
        if top.relation == "nmod" and s.case(top.i) not in ("of", "among"):
            return noun
        top = s[top.head]
    among = s.case(top.i) == "among"
    subject = s.child(top.i, "nsubj") or (s.child(top.i, "appos") if among else None)
    equated = top.lemma.lower() in MEMBERS or among
    if subject is None or s.child(top.i, "cop") is None or not equated:
        return noun
    return noun if subject.lemma.lower() in ("it", "there", "this", "that") else subject.i


def _counted_to(s: Sentence, noun: int) -> Token | None:
    """Give the first of those whom the clause counts to a group: "leaders who visited Lima include A and B"."""
    token = s[noun]
    verb = s[token.head]
    if token.relation == "nsubj" and verb.lemma.lower() in COMPRISING and verb.upos == "VERB":
        plural = token.xpos in ("NNS", "NNPS") or token.lemma.lower() in MEMBERS
        return s.child(verb.i, "obj") if plural else None
    return None


def carried(s: Sentence, noun: Token) -> int | None:
    """Give the verb of those who put into force what carries an act: "signed an order imposing sanctions"."""
    verb = s[noun.head]
    issued = noun.relation == "obj" or noun.deprel == "nsubj:pass"
    if issued and noun.lemma.lower() in CARRIERS and verb.lemma.lower() in CARRYING:
        return verb.i
    return None


def told_each(s: Sentence, verb: int, clause: Iterable[int]) -> bool:
    """Tell whether each of several does an act alone: "A and B each", "leaders who visited Lima include A and B"."""
    if any(s[w].text.lower() in ("each", "respectively") for w in clause):
        return True
    head = s[verb].head
    return s[verb].deprel in ("acl", "acl:relcl") and head != identified(s, head)
