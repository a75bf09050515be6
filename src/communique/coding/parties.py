"""From the word that fills a slot to the participants that it stands for."""

from collections.abc import Iterator

from communique.coding.context import Context
from communique.coding.pronouns import Pronouns
from communique.coding.roles import Roles
from communique.knowledge.nominals import load_nominals
from communique.language.analysis import Token
from communique.language.mentions import Mention
from communique.model import Participant

__all__ = ["Parties"]

NUMBERS = {
    "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
}  # fmt: skip
LOCATIVE = frozenset(["in", "at", "to", "from", "into", "near", "outside", "through", "via", "for", "towards"])
TOGETHER = frozenset(["together with", "along with", "as well as", "alongside"])
SPEAKING_KINDS = ("state", "nationality", "national", "nationals", "organisation", "region", "seat")


class Parties:
    """Resolve slots of one sentence; answers are remembered, so that a word always means the same."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.nominals = load_nominals()
        self.classes = context.lexicon.classes
        self.roles = Roles(self)
        self.pronouns = Pronouns(self)
        self._known: dict[tuple[int, bool], tuple[Participant, ...]] = {}

    def all(self, i: int, *, capital: bool = True) -> tuple[Participant, ...]:
        """Give the participants of word `i` and of what is coordinated with it, in order, each once."""
        found: dict[Participant, None] = {}
        for head in self.heads(i):
            for participant in self.one(head, capital=capital):
                found[participant] = None
        return without_doubles(tuple(found))

    def _accompanies(self, i: int, other: int) -> bool:
        """Tell whether a person is named only as the spouse of another one (codebook, ruling 1)."""
        mention = self.c.mention_of(i)
        if mention is None or mention.kind != "person":
            return False
        words = {t.text.lower().rstrip(".") for t in self.s.tokens[max(0, mention.first - 2) : mention.last + 1]}
        if not words & self.classes["spouses"]:
            return False
        here, there = self.one(i), self.one(other)
        known = next((k for k in self.c.discourse.known if here and k.participant == here[0]), None)
        if known is not None and known.person and self.c.knowledge.offices_of(known.person, self.c.now):
            return False
        return {p.code for p in here} <= {p.code for p in there}

    def heads(self, i: int) -> Iterator[int]:
        """Yield word `i` and the nominals coordinated with it."""
        mention = self.c.mention_of(i)
        if mention is None or not self._hangs_elsewhere(mention, i):
            yield i
        for styled in self._behind_style(i):
            yield from (head for head in self.heads(styled) if head != styled)
        whole = mention is not None and (
            mention.kind == "person" or (mention.head == i and mention.kind in ("state", "organisation"))
        )
        words = range(mention.first, mention.last + 1) if mention is not None and whole else (i,)
        for child in (c for word in words for c in self.s.children(word) if c.i not in words):
            joined = child.relation == "conj" and child.upos != "VERB" and not self._across(i, child.i)
            joined |= (
                child.relation == "flat"
                and mention is not None
                and mention.kind == "state"
                and self.c.mention_of(child.i) is not mention
            )
            joined |= child.relation == "compound" and mention is not None and self._hyphenated(child.i, mention)
            with_case = child.relation == "nmod" and self.s.case(child.i) in TOGETHER
            joined |= child.relation == "appos" and self._of_others(i, child.i)
            if (joined or with_case) and not self._accompanies(child.i, i):
                yield from self.heads(child.i)
        for child in self._companions(i):
            if not self._accompanies(child.i, i):
                yield from self.heads(child.i)

    def _companions(self, i: int) -> Iterator[Token]:
        """Yield with whom a subject acts: "X, along with Y and Z, toured"."""
        if self.s[i].relation == "nsubj" and self.s[self.s[i].head].upos == "VERB":
            for child in self.s.children(self.s[i].head, "obl"):
                if self.s.case(child.i) in TOGETHER and i < child.i < self.s[i].head:
                    yield child

    def _hangs_elsewhere(self, mention: Mention, i: int) -> bool:
        """Tell whether the title of a name hangs on another noun ("at the invitation of the president of A, B, …")."""
        if mention.kind != "person" or self.s[i].relation not in ("nsubj", "conj") or self.s.case(i):
            return False
        if self.s[i].relation == "conj" and mention.first <= self.s[i].head <= mention.last:
            return False
        cased = [n for n in range(mention.first, i) if self.s.case(n)]
        within = {c.i for n in cased for c in self.s.children(n, "case") if c.i >= mention.first}
        return any(
            not mention.first <= self.s[n].head <= mention.last
            for n in cased
            if any(c.i not in within for c in self.s.children(n, "case"))
        )

    def listed(self, i: int) -> bool:
        """Tell whether a phrase lists persons each behind its state."""
        mention = self.c.mention_of(i)
        return mention is not None and mention.kind == "office" and len(self.roles.alternating(mention)) > 1

    def later(self, i: int) -> list[Participant]:
        """Give the persons whom the sentence names behind word `i`."""
        return [p for m in self.c.mentions if m.kind == "person" and m.first > i for p in self.c.discourse.resolve(m)]

    def _hyphenated(self, i: int, mention: Mention) -> bool:
        """Tell whether word `i` is the first of a pair of parties: "Vietnam-US relations"."""
        first = self.c.mention_of(i)
        parties = first is not None and {first.kind, mention.kind} <= {"state", "nationality", "organisation", "region"}
        between = self.s[mention.first - 1]
        return parties and first is not mention and between.text in "-–" and between.end == self.s[mention.first].start

    def _across(self, first: int, other: int) -> bool:
        """Tell whether a predicate stands between two words: what is behind it is not coordinated with its subject."""
        verb = self.s[first].head
        subject = self.s[first].relation == "nsubj" and self.s[verb].upos in ("VERB", "AUX")
        return subject and first < verb < other and self.s[other - 1].text not in ("and", "with")

    def one(self, i: int, *, capital: bool = True) -> tuple[Participant, ...]:
        """Give the participants of one nominal, without what is coordinated with it."""
        key = (i, capital)
        if key not in self._known:
            self._known[key] = ()
            self._known[key] = self._one(i, capital)
        return self._known[key]

    def read_as(self, participant: Participant) -> list[int]:
        """Give the words that were resolved to a participant so far; nothing is resolved anew."""
        return sorted({i for (i, _), found in self._known.items() if participant in found})

    def is_person(self, i: int) -> bool:
        """Tell whether the nominal speaks of a human being or a group of them."""
        token = self.s[i]
        mention = self.c.mention_of(i)
        if mention is not None and mention.kind in ("person", "office"):
            return True
        if mention is not None and mention.kind in ("state", "capital", "organisation", "region") and mention.head == i:
            return False
        lemma = token.lemma.lower()
        return (
            lemma in self.nominals.person_nouns
            or lemma in self.nominals.group_persons
            or lemma in self.classes["hosts_and_guests"]
            or (token.upos == "PRON" and lemma in ("he", "she", "they", "who", "his", "her", "their"))
            or token.kind == "person"
            or lemma in ("delegation", "team")
        )

    def _one(self, i: int, capital: bool) -> tuple[Participant, ...]:
        token = self.s[i]
        mention = self.c.mention_of(i)
        if mention is not None and mention.kind == "person":
            return self._named(mention)
        if mention is not None and mention.kind == "office":
            return self.roles.resolve(mention, i)
        if mention is not None and mention.head == i:
            return self._marked(mention, capital, i)
        if token.text.lower() in NUMBERS and self.s.child(i, "det") is not None:
            return self.c.discourse.persons(NUMBERS[token.text.lower()], later=self.later(i))
        if token.upos == "PRON" or (token.upos == "DET" and token.lemma.lower() in ("both", "all", "each")):
            return self.pronouns.resolve(i)
        return self._common(i, capital)

    def _named(self, mention: Mention) -> tuple[Participant, ...]:
        return self.c.discourse.resolve(mention)

    def apposed(self, i: int) -> tuple[Participant, ...]:
        """Give the persons whom an apposition to word `i` names."""
        for child in self._appositions(i):
            other = self.c.mention_of(child.i)
            if other is not None and other.kind == "person" and not self._of_others(i, child.i):
                return tuple(p for head in self.heads(child.i) for p in self.one(head))
        return ()

    def _of_others(self, i: int, other: int) -> bool:
        """Tell whether two roles are of two states, and so not of one man: "his French colleague, Italy's X"."""
        here, there = self.c.mention_of(i), self.c.mention_of(other)
        if here is None or there is None or here is there or "office" not in (here.kind, there.kind):
            return False
        return bool(here.codes) and bool(there.codes) and not set(here.codes) & set(there.codes)

    def _appositions(self, i: int) -> Iterator[Token]:
        """Yield what stands in apposition to word `i`, or to the body behind it ("the chair of the Council, X")."""
        yield from self.s.children(i, "appos", "flat", "nmod:desc")
        mention = self.c.mention_of(i)
        if mention is None or mention.kind != "office" or mention.codes:
            return
        for inner in self.s.children(i, "nmod"):
            for below in (inner, *self.s.children(inner.i, "nmod")):
                yield from self.s.children(below.i, "appos")

    def _marked(self, mention: Mention, capital: bool, i: int) -> tuple[Participant, ...]:
        if mention.kind == "capital":
            if not capital or self.s.case(i) in LOCATIVE:
                return ()
        elif mention.kind not in SPEAKING_KINDS:
            return ()
        named = self.apposed(i) if mention.kind in ("nationality", "national") else ()
        if named:
            return named
        modifying = self.s[i].relation in ("amod", "compound")
        if mention.kind in ("national", "nationality") and self.s[i].xpos not in ("NNS", "NNPS") and not modifying:
            person = self._by_nationality(mention)
            if person:
                return person
        if mention.kind == "region" and mention.codes and self.s[i].lemma.lower() not in ("union",):
            return (Participant(mention.codes[0]),)
        return self.c.discourse.resolve(mention)

    def _by_nationality(self, mention: Mention) -> tuple[Participant, ...]:
        """Resolve "the Venezuelan" to the person of that state whom the text spoke of last."""
        fits = [k for k in self.c.discourse.known if k.participant.code in mention.codes and k.last_seen >= 0]
        best = max(fits, key=lambda k: k.last_seen, default=None)
        return (best.participant,) if best else ()

    def _common(self, i: int, capital: bool) -> tuple[Participant, ...]:
        """Resolve a common noun by its modifiers, or as "both sides"."""
        token = self.s[i]
        lemma = token.lemma.lower()
        named = self.apposed(i) or self._styled(i) or self._nation(i)
        if named:
            return named
        states = self.states_under(i)
        if lemma in self.nominals.collectives or lemma in self.classes["containers"] or token.kind == "organization":
            led = self._leader(i)
            if led:
                return tuple(
                    Participant(states[0].code, p.name) if states and p.code != states[0].code else p for p in led
                )
            if states:
                return states
        plural = token.xpos in ("NNS", "NNPS") or self.number(i, 0) >= 2
        if lemma in self.nominals.group_persons and plural and self.definite(i):
            title = "" if lemma in ("leader", "official", "pair", "counterpart") else lemma
            return self.c.discourse.persons(self.number(i, 0), title, later=self.later(i))
        if lemma in self.nominals.group_states and plural and self.definite(i):
            return self.c.discourse.sides(self.number(i))
        if lemma in ("pair", "duo"):
            return self.c.discourse.persons(2, later=self.later(i))
        if states and (lemma in self.nominals.collectives or token.kind in ("person", "organization", "place")):
            return states
        return self._organisation_noun(i) or self._state_noun(i)

    def _state_noun(self, i: int) -> tuple[Participant, ...]:
        """Resolve "the Kingdom" or "the Sultanate", a form of state in capitals, to one spoken of: first the home."""
        token, discourse = self.s[i], self.c.discourse
        if i == 0 or not token.text[0].isupper() or not self.definite(i) or self.s.child(i, "nmod") is not None:
            return ()
        for code in dict.fromkeys([discourse.home, *reversed(discourse.states)]):
            state = self.c.knowledge.states.get(code)
            if state is not None and token.text in state.official.partition(" of ")[0].split()[-1:]:
                return (Participant(code),)
        return ()

    def _nation(self, i: int) -> tuple[Participant, ...]:
        """Resolve "another Pacific nation – Palau" and "the Pacific nation": the state behind, of the region."""
        if self.s[i].lemma.lower() not in self.classes["nations"] or self.s[i].xpos == "NNS":
            return ()
        for child in self.s.children(i, "appos", "parataxis"):
            state = self.c.mention_of(child.i)
            if state is not None and state.kind == "state":
                return (Participant(state.codes[0]),)
        regions = [c for child in self.s.children(i) for c in self._region(child.i)]
        if not regions or not self.definite(i):
            return ()
        members = self.c.knowledge.members(regions[0], self.c.now)
        return next(((Participant(code),) for code in reversed(self.c.discourse.states) if code in members), ())

    def _region(self, i: int) -> tuple[str, ...]:
        mention = self.c.mention_of(i)
        return tuple(c for c in mention.codes if c.startswith("region:")) if mention is not None else ()

    def _styled(self, i: int) -> tuple[Participant, ...]:
        """Resolve "His Royal Highness the Crown Prince" by the office behind the style."""
        return next((found for n in self._behind_style(i) if (found := self.one(n))), ())

    def _behind_style(self, i: int) -> list[int]:
        owned = self.s[i].text in ("His", "Her", "Their") and i + 1 < len(self.s)
        style = i + 1 if owned and self.s[i + 1].text[0].isupper() else i
        if self.s[style].lemma.lower() not in self.nominals.honorifics or self.c.mention_of(i) is not None:
            return []
        both = {i, style}
        borne = [c.i for n in both for c in self.s.children(n, "appos", "flat", "nmod") if c.i not in both]
        return [n for n in sorted(borne) if not self.s.case(n)]

    def _organisation_noun(self, i: int) -> tuple[Participant, ...]:
        """Resolve "the alliance" or "the summit" to the organisation spoken of last that is called so."""
        lemma = self.s[i].lemma.lower()
        if not self.definite(i):
            return ()
        for code in reversed(self.c.discourse.organisations):
            organisation = self.c.knowledge.organisations.get(code)
            if organisation is not None and (
                lemma in organisation.nouns
                or lemma in ("summit", "organisation", "organization", "authority", "leaders")
            ):
                return (Participant(code),)
        return ()

    def _leader(self, i: int) -> tuple[Participant, ...]:
        """Resolve "a delegation led by X"."""
        for clause in self.s.children(i, "acl"):
            if clause.lemma.lower() in self.classes["led_by"]:
                for child in self.s.children(clause.i, "obl"):
                    found = self.all(child.i)
                    if found:
                        return found
        return ()

    def states_under(self, i: int) -> tuple[Participant, ...]:
        """Give the states and organisations that modify a noun: before it, by possession, behind "of" or "from"."""
        if named := self.included(i) or self.senders(i):
            return named
        found: dict[Participant, None] = {}
        for child in self.s.children(i):
            case = self.s.case(child.i)
            before = child.i < i and child.relation in ("amod", "compound", "nmod", "det") and not case
            governing = case == "in" and self.s[i].lemma.lower() in self.classes["governing"]
            behind = governing or (
                child.relation in ("nmod", "obl")
                and case in ("of", "from", "for", "including", "such as", "like", "between")
            )
            if child.deprel == "nmod:poss" or before or behind:
                found |= dict.fromkeys(p for head in self._below(i, child.i) for p in self.code_of(head))
        return without_doubles(tuple(found))

    def _below(self, i: int, word: int) -> Iterator[int]:
        """Yield the heads of a phrase that hang under word `i`: a name may lead up the tree again."""
        return (head for head in self.heads(word) if any(above.i == i for above in self.s.ancestors(head)))

    def senders(self, i: int) -> tuple[Participant, ...]:
        """Give the states of "ministers sent by A and B"."""
        for clause in self.s.children(i, "acl"):
            if clause.lemma.lower() in self.classes["sent_by"]:
                for child in self.s.children(clause.i, "obl"):
                    if self.s.case(child.i) in ("by", "from"):
                        return tuple(p for head in self._below(i, child.i) for p in self.code_of(head))
        return ()

    def included(self, i: int) -> tuple[Participant, ...]:
        """Give the states that "including A, B and C" names under a noun."""
        for word in self.s.subtree(i, without=frozenset(["acl:relcl", "acl", "parataxis"])):
            if word != i and self.s.case(word) in ("including", "such as", "among them"):
                found = [p for head in self._below(i, word) for p in self.code_of(head)]
                if len(found) > 1:
                    return without_doubles(tuple(found))
        return ()

    def code_of(self, i: int) -> tuple[Participant, ...]:
        """Give the state or organisation that a modifier names."""
        mention = self.c.mention_of(i)
        if mention is not None and mention.kind in (*SPEAKING_KINDS, "capital"):
            codes = mention.codes[:1]
            for code in codes:
                self.c.discourse.touch(code)
            return tuple(Participant(code) for code in codes)
        if mention is not None and mention.kind == "person":
            return tuple(Participant(p.code) for p in self.c.discourse.resolve(mention))
        if mention is not None and mention.kind == "office" and not mention.codes:
            return ()
        if self.s[i].upos == "PRON":
            return tuple(Participant(p.code) for p in self.pronouns.resolve(i))
        lemma = self.s[i].lemma.lower()
        if lemma in self.nominals.group_states and self.number(i, 0) == 2:
            return tuple(Participant(p.code) for p in self.one(i))
        return self.states_under(i) if lemma in self.nominals.collectives else ()

    def definite(self, i: int) -> bool:
        """Tell whether the phrase is definite or counted."""
        if any(
            c.text.lower() in ("the", "both", "these", "those", "all")
            for c in self.s.children(i, "det", "det:predet", "cc:preconj")
        ):
            return True
        owner = self.s.child(i, "nmod:poss")
        owned = owner is not None and owner.text.lower() not in ("our", "their")
        return (self.number(i, 0) >= 2 and not owned) or self.s[i].text.lower() == "both"

    def number(self, i: int, default: int = 2) -> int:
        """Give the number of a phrase like "the two leaders"."""
        for child in self.s.children(i, "nummod", "det", "amod"):
            if child.text.lower() in NUMBERS:
                return NUMBERS[child.text.lower()]
        return default


def without_doubles(found: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Drop a bare state where a person of it is named too, and repeated names."""
    named = {p.code for p in found if p.name}
    return tuple(p for p in dict.fromkeys(found) if p.name or p.code not in named)
