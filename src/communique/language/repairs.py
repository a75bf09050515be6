"""Trees that English grammar rules out, put right after parsing: no names, no lexicon, only forms and order.

Each rule names a shape that a statistical parser gives now and then and that no reading allows, e.g. a participle
in front of a title that swallows the subject of the sentence ("Visiting President X met …").
"""

from collections.abc import Callable, Sequence

import msgspec

from communique.language.attachments import ATTACHMENTS
from communique.language.growing import NOMINAL, Tree
from communique.language.network import Analysis

__all__ = ["repaired"]

CLOSING = frozenset([",", ")", "—", "–", "-"])
NAMED = frozenset(["NNP", "NNPS"])
TAKES_GERUND = frozenset(
    "begin start stop continue resume keep finish avoid consider discuss suggest recommend propose deny admit risk "
    "like love hate enjoy favor favour prefer quit cease include mean involve go come be see hear remember oppose "
    "support prevent help end delay postpone imagine mind practise practice try need require".split()
)
SUBJECTS = ("nsubj", "nsubj:pass")
FRONTING = frozenset(["after", "before", "since", "until", "as"])
RELATIVES = frozenset(["which", "who", "whom"])


def repaired(words: Sequence[str], analysis: Analysis) -> Analysis:
    """Give the analysis with impossible shapes put right; one that has none comes back as it is."""
    tree = Tree(words, analysis)
    for rule in RULES:
        for i in range(len(words)):
            rule(tree, i)
    heads, deprels, upos, xpos = tuple(tree.heads), tuple(tree.deprels), tuple(tree.upos), tuple(tree.xpos)
    if (heads, deprels, upos, xpos) == (analysis.heads, analysis.deprels, analysis.upos, analysis.xpos):
        return analysis
    return msgspec.structs.replace(analysis, heads=heads, deprels=deprels, upos=upos, xpos=xpos)


def _gerund_noun(t: Tree, i: int) -> None:
    """Let a word in -ing tagged as a noun behind "of" be one ("memorandum of understanding")."""
    if t.upos[i] == "VERB" and t.xpos[i] == "NN" and t.deprels[i] in ("acl", "nmod"):
        for mark in t.children(i, "mark", "case"):
            if t.words[mark] == "of":
                t.upos[i] = "NOUN"
                t.attach(i, t.heads[i], "nmod")
                t.attach(mark, i, "case")


def _attributive_participle(t: Tree, i: int) -> None:
    """Let the object of an opening participle be the subject of a verb without one ("Visiting President X met")."""
    verb = t.heads[i]
    if i != 0 or t.xpos[i] != "VBG" or t.deprels[i] != "advcl" or t.children(verb, "nsubj", "nsubj:pass", "csubj"):
        return
    objects = t.children(i, "obj")
    if len(objects) == 1 and t.upos[objects[0]] in NOMINAL and t.last(objects[0]) == verb - 1:
        t.attach(objects[0], verb, "nsubj")
        t.attach(i, objects[0], "acl")


def _relative_subject(t: Tree, i: int) -> None:
    """Let a name between a relative pronoun and its verb be the subject ("the treaty that X and Y signed")."""
    if t.deprels[i] != "appos":
        return
    for clause in t.children(t.heads[i], "acl:relcl"):
        pronouns = [
            n for n in t.children(clause, "obj") if t.words[n] in ("that", "which", "whom") and n == t.first(i) - 1
        ]
        if pronouns and i < clause and t.last(i) < clause and not t.children(clause, "nsubj", "nsubj:pass"):
            t.attach(i, clause, "nsubj")


def _second_clause(t: Tree, i: int) -> None:
    """Let an "apposition" in front of a finite verb without a subject be its subject ("X hosted Y, Z met with him")."""
    noun = t.heads[i]
    if t.deprels[i] != "acl:relcl" or t.xpos[i] not in ("VBD", "VBZ") or t.children(i, "nsubj", "nsubj:pass"):
        return
    names = [n for n in t.children(noun, "appos") if n < i and t.last(n) == i - 1 and t.words[t.first(n) - 1] == ","]
    verb = noun
    while t.upos[verb] != "VERB" and t.heads[verb] != verb:
        verb = t.heads[verb]
    if names and t.upos[verb] == "VERB" and verb != i:
        t.attach(names[0], i, "nsubj")
        t.attach(i, verb, "conj")


def _headline_list(t: Tree, i: int) -> None:
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
        if not listed and t.words[t.first(i) - 1] == "," and "person" not in (t.kinds[head], t.kinds[i]):
            listed = any(n > i and t.xpos[n] in NAMED for n in t.children(head, "conj"))
            if listed:
                t.attach(i, head, "conj")
                return
        if listed and (t.deprels[head] in ("nsubj", "nsubj:pass") or end >= len(t.words) - 1):
            t.attach(i, head, "conj")


def _place_clause(t: Tree, i: int) -> None:
    """Hang a "where" clause on the place before it rather than on the verb ("flew to Moscow on Monday, where …")."""
    if t.deprels[i] != "advcl" or not any(t.words[n] == "where" and n == t.first(i) for n in t.children(i)):
        return
    before = t.first(i)
    places = [n for n in t.children(t.heads[i], "obl", "obj") if n < before and t.kinds[n] == "place"]
    if places and t.words[before - 1] == ",":
        t.attach(i, places[-1], "acl:relcl")


def _to_be(t: Tree, i: int) -> None:
    """Let the copula in front of an infinitive be its auxiliary ("is to visit")."""
    if t.upos[i] != "VERB" or t.xpos[i] != "VB" or not any(t.words[n] == "to" for n in t.children(i, "mark")):
        return
    for copula in t.children(i, "cop"):
        if copula < i:
            t.attach(copula, i, "aux")


def _active_participle(t: Tree, i: int) -> None:
    """Let a finite verb with a subject and no auxiliary be in the past tense, not a passive ("X also called on Y")."""
    if t.xpos[i] != "VBN" or t.deprels[i] not in ("root", "conj", "ccomp", "parataxis", "acl:relcl"):
        return
    if t.words[-1] != "." or t.children(i, "aux", "aux:pass", "cop"):
        return
    subjects = t.children(i, "nsubj:pass")
    for subject in subjects:
        t.attach(subject, i, "nsubj")
    if subjects:
        t.xpos[i] = "VBD"


def _attributive_gerund(t: Tree, i: int) -> None:
    """Let a participle between a verb and its bare object be an adjective ("imposed sweeping new sanctions")."""
    verb = t.heads[i]
    if t.xpos[i] != "VBG" or t.deprels[i] != "xcomp" or verb != i - 1 or t.lemmas[verb].lower() in TAKES_GERUND:
        return
    objects = t.children(i, "obj")
    if len(objects) != 1 or t.children(verb, "obj") or t.first(objects[0]) != i + 1:
        return
    thing = objects[0]
    if any(t.upos[n] in ("DET", "PRON", "NUM") or t.deprels[n] == "nmod:poss" for n in t.children(thing) if n < thing):
        return
    t.attach(thing, verb, "obj")
    t.attach(i, thing, "amod")
    for other in t.children(i):
        t.attach(other, thing if t.deprels[other] == "obl" else verb, t.deprels[other].replace("obl", "nmod"))


def _inviters(t: Tree, i: int) -> None:
    """Let who is named before the last comma of "At the invitation of A, B and C, X will visit …" be no subject."""
    if t.words[:3] != ["at", "the", "invitation"] or t.heads[i] != i or t.upos[i] != "VERB":
        return
    start = min([i, *t.children(i, "aux", "aux:pass", "advmod")])
    comma = next((n for n in range(start, 2, -1) if t.words[n] == ","), -1)
    subject = next((n for n in t.children(i, "nsubj", "nsubj:pass") if n < comma), -1)
    late = [
        n
        for n in range(comma + 1, start)
        if comma > 0 and (t.heads[n] <= comma or t.heads[n] == i) and t.upos[n] in NOMINAL and t.deprels[n] != "obl"
    ]
    if subject < 0 or not late:
        return
    t.attach(late[0], i, t.deprels[subject])
    t.attach(subject, 2, "nmod")


def _flat_head(t: Tree, i: int) -> None:
    """Hang what hangs on the inner part of a name on the name."""
    head = t.heads[i]
    if t.deprels[head] == "flat" and t.deprels[i] not in ("flat", "punct") and t.heads[head] != i:
        t.attach(i, t.heads[head], t.deprels[i])


def _relative_root(t: Tree, i: int) -> None:
    """Let a clause with a relative pronoun modify the noun: "the summit, which X was to host, was postponed"."""
    if t.upos[i] != "VERB" or t.deprels[i] != "root" or t.words[-1] == "?":
        return
    for pronoun in t.children(i, "obj", "nsubj", "nsubj:pass", "obl"):
        before = pronoun - 1
        while before >= 0 and (t.words[before] == "," or t.heads[before] == pronoun):
            before -= 1
        if t.words[pronoun] not in RELATIVES or before < 0 or t.upos[before] not in NOMINAL or pronoun > i:
            continue
        noun = before
        while t.heads[noun] != i and t.heads[noun] != noun and t.upos[t.heads[noun]] in NOMINAL:
            noun = t.heads[noun]
        top = noun
        while t.heads[top] not in (i, top):
            top = t.heads[top]
        if t.heads[top] == i and top > i and t.finite(top) and noun < pronoun:
            t.attach(top, top, "root")
            t.attach(i, noun, "acl:relcl")
        return


def _second_subject(t: Tree, i: int) -> None:
    """Give a subject behind its verb to the verb that follows and has none: "X chaired it, and a pact was signed"."""
    verb = t.heads[i]
    if t.deprels[i] not in SUBJECTS or not verb < i or t.upos[verb] != "VERB" or t.upos[i] not in (*NOMINAL, "PRON"):
        return
    first = t.first(i)
    opened = t.words[first - 1] in (",", "and", ";", ":", "but") or t.upos[i] == "PRON"
    for other in range(t.last(i) + 1, len(t.words)):
        if t.upos[other] != "VERB" or t.under(other, i):
            continue
        related = t.heads[other] in (verb, t.heads[verb]) or t.heads[verb] == other
        if opened and related and t.finite(other) and not t.children(other, "nsubj", "nsubj:pass", "csubj"):
            t.attach(i, other, "nsubj:pass" if t.children(other, "aux:pass") else "nsubj")
            return
        break
    earlier = [n for n in t.children(verb, "nsubj") if n < verb]
    if opened and t.deprels[i] == "nsubj" and earlier and not t.children(verb, "obj", "ccomp", "xcomp"):
        t.attach(i, verb, "obj")


def _fronted_clause(t: Tree, i: int) -> None:
    """Let a clause in front not swallow the sentence: "hours after A and B had signed it, X, the premier, flew"."""
    if not t.finite(i) or t.deprels[i] != "root":
        return
    spans = [n for n in t.children(i, *SUBJECTS) if t.kinds[n] == "time" and n < i]
    if len(spans) != len(t.children(i, *SUBJECTS)):
        return
    fronted = [
        (o, m)
        for o in [*t.children(i, "obl"), *(n for s in spans for n in t.children(s, "nmod"))]
        for m in t.children(o, "case")
        if m < o < i and t.words[m] in FRONTING and (spans or t.upos[m] == "SCONJ")
    ]
    main = next((v for v in t.children(i, "conj", "parataxis") if v > i and t.finite(v)), -1)
    if len(fronted) != 1 or main < 0 or t.children(main, *SUBJECTS, "cc"):
        return
    phrase, mark = fronted[0]
    start = min([main, *t.children(main, "aux", "aux:pass", "advmod")])
    subject = next(
        (n for n in range(i + 1, start) if t.xpos[n] in NAMED and t.deprels[n] in ("appos", "nsubj", "conj")
         and t.words[t.first(n) - 1] == "," and t.last(n) >= start - 2), -1)  # fmt: skip
    if subject < 0:
        return
    for span in spans:
        t.attach(span, i, "obl:unmarked")
    t.attach(phrase, i, "nsubj")
    t.attach(mark, i, "mark")
    t.attach(subject, main, "nsubj")
    t.attach(main, main, "root")
    t.attach(i, main, "advcl")
    for other in t.children(i):
        if other < mark and t.deprels[other] in ("obl", "obl:unmarked", "advmod"):
            t.attach(other, main, t.deprels[other])


def _listed_subject(t: Tree, i: int) -> None:
    """Join a second subject to the list that it ends: "ministers sent by X, Y and Z flew"."""
    verb = t.heads[i]
    first = t.first(i)
    if t.deprels[i] not in SUBJECTS or first < 2 or t.words[first - 1] not in (",", "and") or t.xpos[i] not in NAMED:
        return
    for other in t.children(verb, *SUBJECTS):
        end = first - 2
        if other < end and t.xpos[end] in NAMED and t.under(end, other) and i < verb:
            while t.deprels[end] in ("flat", "compound"):
                end = t.heads[end]
            t.attach(i, end, "conj")
            return


def _subject_behind_and(t: Tree, i: int) -> None:
    """Let names between "and" and a verb that "and" joins be its subject ("… to end the war, and A and B signed")."""
    before, head = t.first(i) - 1, t.heads[i]
    if t.deprels[i] != "conj" or not 0 <= head < before or t.deprels[before] != "cc":
        return
    verb = t.heads[before]
    finite = t.upos[verb] == "VERB" and t.xpos[verb] in ("VBD", "VBZ", "VBP")
    if finite and verb > t.last(i) and not t.children(verb, "nsubj", "nsubj:pass"):
        t.attach(i, verb, "nsubj")


def _fronted_object(t: Tree, i: int) -> None:
    """Let an "object" before the subject be what a bare relative clause tells of ("announced steps X will take")."""
    above = t.heads[i]
    if t.deprels[i] != "ccomp" or not above < i or t.upos[above] != "VERB" or t.children(above, "obj"):
        return
    subjects = t.children(i, *SUBJECTS)
    things = [
        n for n in t.children(i, "obj") if above < t.first(n) and subjects and t.last(n) == t.first(subjects[0]) - 1
    ]
    if things and t.upos[things[0]] in NOMINAL and not t.children(i, "mark"):
        t.attach(things[0], above, "obj")
        t.attach(i, things[0], "acl:relcl")


def _late_object(t: Tree, i: int) -> None:
    """Let a bare noun behind a phrase of its verb be the object ("co-chaired with X the forum")."""
    verb = t.heads[i]
    if t.deprels[i] not in ("obl", "obl:unmarked") or not verb < i or t.upos[verb] != "VERB" or t.kinds[i] == "time":
        return
    first = t.first(i)
    determined = t.words[first] in ("the", "a", "an", "its", "their", "his", "her")
    if t.children(verb, "obj", "ccomp", "xcomp", "aux:pass") or t.children(i, "case", "nummod") or not determined:
        return
    phrases = [n for n in t.children(verb, "obl") if verb < n < i and t.children(n, "case")]
    if phrases and t.last(phrases[-1]) == first - 1 and t.upos[i] in NOMINAL:
        t.attach(i, verb, "obj")


def _beyond_root(t: Tree, i: int) -> None:
    """Hang on the root what stands on the other side of it than its head ("…, said X after accepting")."""
    if t.deprels[i] != "root":
        return
    for said in t.children(i, "ccomp", "parataxis"):
        if said > i:
            continue
        for other in t.children(said, "advcl", "obl", "obl:unmarked"):
            if other > i:
                t.attach(other, i, t.deprels[other])


RULES: tuple[Callable[[Tree, int], None], ...] = (
    _gerund_noun,
    _attributive_participle,
    _relative_subject,
    _second_clause,
    _headline_list,
    _place_clause,
    _subject_behind_and,
    _to_be,
    _active_participle,
    _attributive_gerund,
    _inviters,
    _flat_head,
    _relative_root,
    _second_subject,
    _fronted_clause,
    _listed_subject,
    _fronted_object,
    _late_object,
    _beyond_root,
    *ATTACHMENTS,
)
