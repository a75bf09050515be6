"""Clauses that a parser hung on the wrong noun or verb, rehung where only one reading is grammatical."""

from collections.abc import Callable

from communique.language.growing import NOMINAL, Tree

__all__ = ["ATTACHMENTS"]

SINGULAR, PLURAL = frozenset(["was", "is", "has"]), frozenset(["were", "are", "have"])
MADE = frozenset(
    "sign adopt hold reach issue conclude publish release broker ratify convene launch announce agree exchange initial "
    "negotiate unveil inaugurate".split()
)


def _relative_number(t: Tree, i: int) -> None:
    """Let a relative clause in the singular hang on the singular noun ("the deal on exports that was signed")."""
    noun = t.heads[i]
    if t.deprels[i] != "acl:relcl" or t.xpos[noun] not in ("NNS", "NN"):
        return
    subjects = [n for n in t.children(i, "nsubj", "nsubj:pass") if t.words[n] in ("that", "which")]
    verbs = [t.words[n] for n in [*t.children(i, "aux", "aux:pass", "cop"), i]]
    wanted = "NN" if SINGULAR & set(verbs) else "NNS" if PLURAL & set(verbs) else ""
    if not subjects or not wanted or t.xpos[noun] == wanted or t.children(noun, "conj"):
        return
    above = t.heads[noun]
    while t.deprels[noun] == "nmod" and above != noun:
        if t.xpos[above].replace("NNP", "NN") == wanted:
            t.attach(i, above, "acl:relcl")
            return
        noun, above = above, t.heads[above]


def _closed_aside(t: Tree, i: int) -> None:
    """Let a phrase behind the comma that closes a relative clause belong to the verb around it.

    "X met Y, who is on a visit to Peru, at the palace in Lima on Friday" tells where they met.
    """
    verb = t.heads[t.heads[i]]
    if t.deprels[i] != "acl:relcl" or t.upos[verb] != "VERB":
        return
    start = t.first(i)
    if start < 1 or t.words[start - 1] != "," or t.words[start] not in ("who", "which", "whose", "where"):
        return
    for phrase in t.children(i, "obl", "nmod", "obl:unmarked"):
        first = t.first(phrase)
        if phrase > i and t.words[first - 1] == "," and t.words[first] in ("in", "at", "on", "during"):
            for later in [n for n in t.children(i, "obl", "nmod", "obl:unmarked") if n >= phrase]:
                t.attach(later, verb, "obl")
            return


def _bare_clause(t: Tree, i: int) -> None:
    """Let a participle without subject and auxiliary stand on the noun before it ("the plan adopted in X")."""
    verb = t.heads[i]
    if t.xpos[i] != "VBN" or t.deprels[i] != "ccomp" or t.children(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark"):
        return
    objects = [n for n in t.children(verb, "obj") if verb < n < i and t.last(n) == i - 1]
    if objects:
        t.attach(i, objects[0], "acl")


def _made_thing(t: Tree, i: int) -> None:
    """Let what is signed or held be a thing, not the party or place in its name ("the pact of A and B signed in C")."""
    noun = t.heads[i]
    if t.xpos[i] != "VBN" or t.deprels[i] != "acl" or t.lemmas[i].lower() not in MADE:
        return
    above = noun
    while t.kinds[above] in ("place", "person", "organization") and t.deprels[above] in ("nmod", "conj", "obl"):
        above = t.heads[above]
    if above != noun and t.upos[above] in NOMINAL and not t.kinds[above].startswith(("place", "person")):
        t.attach(i, above, "acl")


def _for_noun(t: Tree, i: int) -> None:
    """Let "for" govern a noun, not a clause without "to" ("met for the summit held under the theme …")."""
    verb = t.heads[i]
    marks = [n for n in t.children(i, "mark") if t.words[n] == "for"]
    subjects = t.children(i, "nsubj", "nsubj:pass")
    if t.deprels[i] != "advcl" or t.xpos[i] not in ("VBN", "VBD") or len(marks) != 1 or len(subjects) != 1:
        return
    if t.children(i, "aux", "aux:pass", "obj") or not marks[0] < subjects[0] < i or t.upos[subjects[0]] not in NOMINAL:
        return
    t.attach(subjects[0], verb, "obl")
    t.attach(marks[0], subjects[0], "case")
    t.attach(i, subjects[0], "acl")
    t.xpos[i] = "VBN"


def _named_complement(t: Tree, i: int) -> None:
    """Let a name behind a preposition be no clause of its verb ("called on Prime Minister X")."""
    verb = t.heads[i]
    if t.deprels[i] != "xcomp" or t.xpos[i] not in ("NNP", "NNPS") or not verb < i or t.children(i, "cop", "nsubj"):
        return
    if t.children(i, "case"):
        t.attach(i, verb, "obl")
    elif t.xpos[i - 1] in ("NNP", "NNPS") and t.heads[i - 1] == verb and t.deprels[i - 1] == "obl":
        t.attach(i, i - 1, "flat")


ATTACHMENTS: tuple[Callable[[Tree, int], None], ...] = (
    _relative_number,
    _closed_aside,
    _bare_clause,
    _named_complement,
    _made_thing,
    _for_noun,
)
