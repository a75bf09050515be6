"""Conditions of senses: does a slot hold what the sense asks for?"""

from collections.abc import Sequence

from communique.coding.context import Context
from communique.coding.gatherings import Gatherings
from communique.coding.parties import Parties
from communique.coding.places import Places
from communique.coding.propositions import Proposition
from communique.knowledge.senses import Sense

__all__ = ["Needs", "slot_words"]

MONEY_SIGNS = "$€£¥₹₽"
SANCTIONS = frozenset(["sanction", "sanction_strict"])
INITIATIVE_KINDS = ("initiative", "programme", "mechanism")
AGREEMENT_KINDS = ("treaty", "agreement", "resolution")


def slot_words(proposition: Proposition, slots: Sequence[str]) -> list[tuple[str, int]]:
    """Give (slot, word) of what fills the slots, in the order of the list; "a|b" names alternatives.

    "self" is the predicate, "verb" what a noun hangs on. Where a preposition has nothing of its own, what hangs
    lower in the tree may fill it.
    """
    found: list[tuple[str, int]] = []
    for slot in slots:
        for name in slot.split("|"):
            if name == "self":
                found.append((name, proposition.predicate))
            if name == "verb" and proposition.verb >= 0:
                found.append((name, proposition.verb))
            own = [(name, a.token) for a in proposition.arguments if a.slot == name]
            found += own or [(name, a.token) for a in proposition.arguments if a.slot == "~" + name]
    return list(dict.fromkeys(found))


class Needs:
    """Check senses against the propositions of one sentence."""

    def __init__(self, context: Context, parties: Parties, places: Places, gatherings: Gatherings) -> None:
        self.c = context
        self.s = context.sentence
        self.parties = parties
        self.places = places
        self.gatherings = gatherings

    def met(self, sense: Sense, proposition: Proposition) -> bool:
        """Tell whether a proposition is an instance of the sense."""
        return not self.unmet(sense, proposition)

    def unmet(self, sense: Sense, proposition: Proposition) -> str:
        """Say which condition of the sense a proposition does not meet, "" where it meets all."""
        if proposition.is_noun and not self._supported(sense, proposition):
            return "its verb does not support the noun"
        if proposition.is_noun and sense.type == "relation" and self.aimed_at(proposition.predicate):
            return "only what is aimed at"
        if proposition.is_noun and self.celebrated(proposition.predicate):
            return "only what an anniversary is of"
        for slots, classes in sense.needs.items():
            if not any(self.holds(word, classes) for _, word in slot_words(proposition, [slots])):
                return f"{slots} holds no {' or '.join(classes)}"
        for slots, classes in sense.bans.items():
            if any(self.is_a(word, name) for _, word in slot_words(proposition, [slots]) for name in classes):
                return f"{slots} holds {' or '.join(classes)}"
        if sense.context and not self._in_context(proposition, sense.context):
            return f"no {' or '.join(sense.context)} beside it"
        if sense.without and self._in_context(proposition, sense.without, above=True):
            return f"{' or '.join(sense.without)} beside it"
        return ""

    def aimed_at(self, i: int) -> bool:
        """Tell whether a noun names what something is done for: "talks for the resumption of relations"."""
        first = self.s[i].head if self.s[i].relation == "conj" else i
        return self.s.case(first) in ("for", "towards", "toward")

    def celebrated(self, i: int) -> bool:
        """Tell whether a noun only says what an anniversary is of."""
        if self.s.case(i) in ("since", "of", "from") and self._marks_years(self.s[i].head):
            return True
        while self.s[i].relation == "nmod" and self.s[i].head != i:
            i = self.s[i].head
            if self.c.lexicon.among(self.s[i].lemma.lower(), ("occasion",)):
                return True
        return False

    def _marks_years(self, i: int) -> bool:
        """Tell whether "years", or the verb whose object they are, is of what is celebrated: "marks 40 years since"."""
        years = [t for t in (self.s[i], *self.s.children(i, "obj")) if t.lemma.lower() in ("year", "decade")]
        return any(self.c.lexicon.among(self.s[y.head].lemma.lower(), ("marking",)) for y in years)

    def holds(self, i: int, classes: Sequence[str]) -> bool:
        """Tell whether word `i`, or one coordinated with it, is of one of the classes."""
        return any(self.is_a(head, name) for head in self.parties.heads(i) for name in classes)

    def _supported(self, sense: Sense, proposition: Proposition) -> bool:
        if sense.governor and proposition.governor not in sense.governor:
            return False
        if not sense.support:
            return True
        if proposition.verb < 0 or proposition.governor not in ("obj", "subj", "in"):
            strict = not {"support", "occur", "travel_support"} & set(sense.support)
            return not strict
        lemma = self.s[proposition.verb].lemma.lower()
        if self.c.lexicon.among(lemma, sense.support):
            return True
        return bool({"support", "occur", "travel_support"} & set(sense.support))

    def _in_context(self, proposition: Proposition, classes: Sequence[str], *, above: bool = False) -> bool:
        roots = {proposition.predicate, proposition.verb} - {-1}
        if above:
            roots |= {w for root in set(roots) for w in self._purpose_of(root)}
        words = {
            w
            for root in roots
            for w in self.s.subtree(root, without=frozenset(["acl:relcl", "ccomp", "parataxis", "conj"]))
        }
        return any(
            self.c.lexicon.among(self.s[w].lemma.lower(), tuple(classes))
            or self.c.lexicon.among(self.s[w].text.lower(), tuple(classes))
            for w in words
        )

    def _purpose_of(self, i: int) -> list[int]:
        """Give what an infinitive is the purpose of: "placed a call in order to offer condolences"."""
        token = self.s[i]
        infinitive = token.relation in ("advcl", "xcomp", "acl") and any(
            m.text.lower() == "to" for m in self.s.children(i, "mark")
        )
        return [token.head, *(c.i for c in self.s.children(token.head, "obj"))] if infinitive else []

    def is_a(self, i: int, name: str) -> bool:
        if name.startswith("@"):
            return self._special(i, name[1:])
        token = self.s[i]
        lemma = token.lemma.lower()
        if i in self.c.date_words and self.c.date_words[i].kind != "modifier" and name != "days":
            return False
        if name == "mission" and any(
            self.c.lexicon.among(c.lemma.lower(), ("other_missions",)) for c in self.s.children(i, "amod", "compound")
        ):
            return False
        if name in SANCTIONS and lemma == "freeze" and not self._of_assets(i):
            return False
        if any(self.c.lexicon.among(f"{lemma} of {c.lemma.lower()}", (name,)) for c in self.s.children(i, "nmod")):
            return True
        if self.c.lexicon.among(lemma, (name,)) or self.c.lexicon.among(token.text.lower(), (name,)):
            return True
        if any(
            self.c.lexicon.among(f"{word} {lemma}", (name,))
            for c in self.s.children(i, "compound", "amod")
            for word in (c.lemma.lower(), c.text.lower())
        ):
            return True
        if name in ("money", "aid"):
            return self._counts_money(i, name)
        if name in ("instrument", "initiative", "joint_text", "sanction_strict"):
            return any(
                self.c.lexicon.among(self.s[w].lemma.lower(), (name,))
                or any(
                    self.c.lexicon.among(f"{c.lemma.lower()} {self.s[w].lemma.lower()}", (name,))
                    for c in self.s.children(w, "amod", "compound")
                )
                for w in self._inner(i)
            )
        return False

    def _of_assets(self, i: int) -> bool:
        """Tell whether a freeze is one of money or travel, not of relations."""
        beside = self.s.children(i, "compound", "amod", "nmod")
        return any(self.c.lexicon.among(c.lemma.lower(), ("frozen",)) for c in beside)

    def _inner(self, i: int) -> list[int]:
        """Look behind quantity nouns: "a series of agreements", "a number of documents", "bundle of memoranda"."""
        if self.s[i].lemma.lower() in (
            "series",
            "round",
            "tranche",
            "wave",
            "most",
            "number",
            "set",
            "range",
            "package",
            "bundle",
            "batch",
            "raft",
            "host",
            "dozen",
            "list",
            "string",
            "couple",
            "total",
            "first",
        ):
            return [c.i for c in self.s.children(i, "nmod")]
        return []

    def _counts_money(self, i: int, name: str) -> bool:
        if any(sign in self.s[i].text for sign in MONEY_SIGNS) and name == "money":
            return True
        return any(self.c.lexicon.among(self.s[w].lemma.lower(), (name,)) for w in self._inner(i)) or any(
            self.c.lexicon.among(c.lemma.lower(), (name,))
            for c in self.s.children(i, "nmod", "compound")
            if self.s.case(c.i) in ("of", "")
        )

    def _special(self, i: int, name: str) -> bool:
        token = self.s[i]
        mention = self.c.mention_of(i)
        kind = mention.kind if mention is not None else ""
        match name:
            case "any":
                return True
            case "place":
                return bool(self.places.of(i)) or token.text.lower() in ("there", "here")
            case "party":
                return bool(self.parties.one(i))
            case "person":
                return self.parties.is_person(i) and bool(self.parties.one(i))
            case "foreign":
                return self._foreign(i)
            case "leader":
                return any(p.name for p in self.parties.one(i))
            case "named":
                return mention is not None and kind in ("person", "office") and bool(self.parties.one(i))
            case "time":
                return i in self.c.date_words
            case "located":
                return self.s.child(i, "cop") is not None and self.s.case(i) in ("in", "at", "to", "on")
            case "vague_act":
                return self._vague(i)
            case "stated":
                return self._stated(i)
            case "described":
                return any(self.c.lexicon.among(c.lemma.lower(), ("describing",)) for c in self.s.children(i, "amod"))
            case "pointed_at":
                return self._pointed_at(i)
            case "counted":
                return self.s.child(i, "nummod") is not None and self.c.lexicon.among(token.lemma.lower(), ("counted",))
            case "counted_nationals":
                return kind in ("nationals", "nationality", "national") and self.s.child(i, "nummod") is not None
            case "state_only":
                return kind in ("state", "capital") and bool(self.parties.one(i))
            case "state":
                return kind == "state"
            case "place_only":
                return kind in ("city", "capital", "state", "venue")
            case "organisation":
                return (kind == "organisation" and mention is not None) or self._organisation(i)
            case "gathering":
                return self.gatherings.names_one(i)
            case "gathering_held":
                return self.gatherings.names_one(i) and kind != "organisation"
            case "initiative" | "instrument":
                return self._instrument(i, INITIATIVE_KINDS if name == "initiative" else AGREEMENT_KINDS)
            case "titled":
                return (
                    token.upos == "PROPN"
                    and kind not in ("person", "office", "state", "nationality", "city", "capital")
                    and len(token.text) > 2
                )
            case "amount":
                return any(sign in self.s[w].text for w in self.s.subtree(i) for sign in MONEY_SIGNS)
            case "action":
                return token.upos == "VERB"
            case "participle":
                return token.relation in ("acl", "amod")
        return False

    def _foreign(self, i: int) -> bool:
        """Tell whether the words under a word name somebody of another state than who acts."""
        verb = next((t for t in (self.s[i], *self.s.ancestors(i)) if t.upos == "VERB"), self.s[i])
        own = {p.code for subject in self.s.children(verb.i, "nsubj") for p in self.parties.all(subject.i)}
        words = self.s.subtree(i, without=frozenset(["nsubj", "acl:relcl", "advcl", "parataxis"]))
        mentions = [m for w in words if (m := self.c.mention_of(w)) is not None and m.head == w]
        named = {code for m in mentions for code in m.codes or (p.code for p in self.parties.one(m.head))}
        return bool(named - own)

    def _pointed_at(self, i: int) -> bool:
        """Tell whether "attended the meeting" points to one told before, of which nobody else is named."""
        above = self.s[self.s[i].head]
        definite = any(d.text.lower() == "the" for d in self.s.children(i, "det"))
        bare = not self.s.children(i, "nmod", "acl", "acl:relcl", "amod", "compound", "nmod:poss")
        return definite and bare and above.lemma.lower() == "attend"

    def _vague(self, i: int) -> bool:
        """Tell whether a clause promises no more than to deepen what there is (codebook, ruling 7)."""
        objects = self.s.children(i, "obj")
        if self.s[i].lemma.lower() == "take":
            steps = [o.i for o in objects if self.c.lexicon.among(o.lemma.lower(), ("measure",))]
            return any(self._vague(c.i) for step in (*steps, i) for c in self.s.children(step, "acl", "advcl", "xcomp"))
        if not self.c.lexicon.among(self.s[i].lemma.lower(), ("vague_verb",)):
            return False
        return not objects or any(self.c.lexicon.among(o.lemma.lower(), ("vague_object",)) for o in objects)

    def _stated(self, i: int) -> bool:
        """Tell whether a clause says how things are: "agreed that a forum offers a chance" brings nothing about."""
        modal = any(a.xpos == "MD" for a in self.s.children(i, "aux"))
        told = self.s[i].xpos in ("VBZ", "VBP", "VBD") or any(
            a.xpos in ("VBZ", "VBP", "VBD") for a in self.s.children(i, "aux", "aux:pass", "cop")
        )
        return told and not modal

    def _organisation(self, i: int) -> bool:
        found = self.parties.one(i)
        return bool(found) and found[0].code in self.c.knowledge.organisations

    def _instrument(self, i: int, kinds: tuple[str, ...]) -> bool:
        for w in self.s.subtree(i, without=frozenset(["acl:relcl", "acl", "appos", "conj", "parataxis"])):
            mention = self.c.mention_of(w)
            if mention is not None and mention.kind == "instrument":
                names = {m.name for m in mention.meanings if m.kind == "instrument"}
                if any(x.name in names and x.kind in kinds for x in self.c.knowledge.instruments):
                    return True
        token = self.s[i]
        capital = token.text[0].isupper() and i > 0
        return capital and self.c.lexicon.among(
            token.lemma.lower(), ("initiative" if "initiative" in kinds else "instrument",)
        )
