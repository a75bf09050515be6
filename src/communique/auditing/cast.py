"""Who takes part in a unit: names, offices, pronouns, and those whom another clause names."""

from collections.abc import Iterator

from communique.auditing.acts import Acts
from communique.auditing.company import Company
from communique.auditing.hero import Hero
from communique.auditing.numbers import ordinal_of
from communique.auditing.scene import LOCATIVE, SITES, Scene
from communique.auditing.units import Unit
from communique.coding.coder import Passage
from communique.language.mentions import Mention
from communique.model import Participant, Place

__all__ = ["Cast"]

ANCHORS = frozenset(["after", "before", "following", "ahead of", "since"])
PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "they", "them", "their", "both"])


class Cast:
    """Reads the company of the units of one sentence."""

    def __init__(self, passage: Passage, acts: Acts, hero: Hero | None, partners: tuple[Participant, ...]) -> None:
        self.hero = hero
        self.partners = partners
        self.tools = passage.tools
        self.c = passage.tools.context
        self.s = self.c.sentence
        self.acts = acts
        self.scene = Scene(passage, acts, hero)

    def of(self, unit: Unit, types: frozenset[str]) -> Company:
        """Read the company of a unit that tells an act of one of `types`."""
        company = Company()
        groups: dict[int, list[tuple[int, Place]]] = {}
        partners: dict[int, list[tuple[int, Participant]]] = {}
        self._subjects(unit, company)
        for i in sorted(unit.own):
            token = self.s[i]
            mention = self.c.mention_of(i)
            if (
                token.upos == "PRON"
                or token.text.lower() == "both"
                or (token.relation == "nmod" and token.deprel == "nmod:poss" and mention is None)
            ):
                if token.text.lower() in PERSONAL:
                    self._add(company, self._pronoun(i, company))
                continue
            spot = self.scene.soil(i) or self.scene.unlisted(i)
            if spot:
                groups.setdefault(i, []).append((i, spot))
            if mention is None or mention.head != i or self._aside(unit, i, mention):
                continue
            if self.acts.object_place(i, types):
                continue
            if mention.kind in SITES and self.scene.is_place(i, mention, types):
                place = self.tools.places.of(i)
                if place:
                    groups.setdefault(self.scene.first(i), []).append((i, place))
                continue
            self._party(unit, company, i, mention, partners)
        self._surround(unit, company, types)
        if "gathering" in types:
            company.title = company.title or self.numbered(unit)
        self.scene.settle(company, groups, partners, types)
        return company

    # parties ------------------------------------------------------------------------------------------------------

    def _party(
        self, unit: Unit, company: Company, i: int, mention: Mention, partners: dict[int, list[tuple[int, Participant]]]
    ) -> None:
        if mention.kind == "office" and not mention.codes and self._role(i):
            return
        if mention.kind in ("gathering", "instrument"):
            company.title = company.title or mention.name
            return
        if mention.kind == "organisation":
            company.title = company.title or mention.name
        found = self._meant(unit, i, mention)
        self._add(company, found)
        if mention.kind in ("person", "office") and len(found) == 1 and self._partner_slot(i):
            partners.setdefault(self.scene.first(i), []).append((i, found[0]))

    def _aside(self, unit: Unit, i: int, mention: Mention) -> bool:
        """Tell whether a name stands in a phrase that only dates the act, or only says whose the things are."""
        for above in (self.s[i], *self.s.ancestors(i)):
            if above.i == unit.head or above.i not in unit.own:
                break
            eventful = above.kind == "event" or self.acts.noun_types(above)
            if self.s.case(above.i) in ANCHORS and above.i not in self.c.date_words and eventful:
                return True
        head = self.s[self.s[i].head]
        return (
            mention.kind == "nationality" and self.s[i].relation == "amod" and head.relation in ("nmod", "obl")
            and not self.acts.noun_types(head) and head.lemma.lower() not in self.tools.parties.nominals.person_nouns
        )  # fmt: skip

    def _role(self, i: int) -> bool:
        """Tell whether "host" or "guest" only says what somebody was."""
        lemma = self.s[i].lemma.lower()
        return lemma in self.c.lexicon.classes["hosts_and_guests"] and self.s[i].relation in (
            "root",
            "appos",
            "xcomp",
            "conj",
        )

    def _meant(self, unit: Unit, i: int, mention: Mention) -> tuple[Participant, ...]:
        """Resolve a mention; "a French president" is France, a bare "the king" the one of the country spoken of."""
        if mention.kind == "office":
            if self.hero is not None and not mention.codes and self._called_so(mention):
                return (self.hero.participant,)
            if mention.codes and self._generic(mention):
                return tuple(Participant(code) for code in mention.codes[-1:])
            local = self._local_holder(unit, mention) if not mention.codes else None
            if local is not None:
                return (local,)
        return tuple(self.tools.parties.one(i))

    def _called_so(self, mention: Mention) -> bool:
        title = mention.titles[-1].lower() if mention.titles else ""
        return self.hero is not None and title in self.hero.titles and not self._generic(mention)

    def _generic(self, mention: Mention) -> bool:
        words = {self.s[n].text.lower() for n in range(max(0, mention.first - 2), mention.last + 1)}
        return bool(words & {"a", "an", "any", "no", "first", "only", "last"})

    def _local_holder(self, unit: Unit, mention: Mention) -> Participant | None:
        """Give who bears a title in the country where the unit takes place."""
        title = mention.titles[-1].lower() if mention.titles else ""
        for place in self._nearby(unit):
            if place.country and place.country != self.c.discourse.home:
                held = self.c.discourse.bearers.heading(place.country, title, self.c.now)
                if held is not None:
                    return self.c.discourse.holder(place.country, title, self.c.now)
        return None

    def _nearby(self, unit: Unit) -> Iterator[Place]:
        """Yield the places of the unit and of what it hangs on."""
        if unit.antecedent >= 0:
            yield self.tools.places.of(unit.antecedent)
        for i in sorted(unit.own):
            mention = self.c.mention_of(i)
            if (
                mention is not None
                and mention.head == i
                and mention.kind in SITES
                and self.s.case(self.scene.first(i)) in LOCATIVE
            ):
                yield self.tools.places.of(i)

    def _subjects(self, unit: Unit, company: Company) -> None:
        """Add who acts, also where another clause names them."""
        proposition = self.acts.proposition(unit)
        if proposition is None:
            return
        for argument in proposition.arguments:
            if argument.slot != "subj" and not (proposition.passive and argument.slot == "obj"):
                continue
            mention = self.c.mention_of(argument.token)
            if argument.inherited and argument.token not in unit.own and self._own_subject(unit):
                continue
            if (
                mention is not None
                and mention.kind in SITES
                and self.scene.is_place(argument.token, mention, frozenset())
            ):
                continue
            if mention is not None and mention.kind == "organisation":
                company.title = company.title or mention.name
            if mention is not None and mention.kind == "office":
                found = self._meant(unit, argument.token, mention)
            elif self.s[argument.token].upos in ("PRON", "DET") and self.s[argument.token].text.lower() not in PERSONAL:
                continue
            elif self.s[argument.token].text.lower() in PERSONAL:
                found = tuple(p for h in self.tools.parties.heads(argument.token) for p in self._subject(h, company))
            else:
                found = tuple(self.tools.parties.all(argument.token))
            if found:
                company.led = True
                company.subject = company.subject or found
                self._add(company, found)

    def _own_subject(self, unit: Unit) -> bool:
        """Tell whether somebody is named right before the verb, which the tree may have hung elsewhere."""
        before = unit.head - 1
        mention = self.c.mention_of(before) if before >= 0 else None
        return (
            mention is not None
            and mention.kind in ("state", "person", "organisation")
            and not self.s.case(mention.head)
        )

    def _subject(self, i: int, company: Company) -> tuple[Participant, ...]:
        return self._pronoun(i, company) if self.s[i].text.lower() in PERSONAL else tuple(self.tools.parties.one(i))

    def _surround(self, unit: Unit, company: Company, types: frozenset[str]) -> None:
        """Take in what the unit hangs on: the antecedent of "who", "whose" and "where"."""
        if unit.antecedent < 0:
            return
        where = any(self.s[i].lemma.lower() == "where" for i in unit.own)
        mention = self.c.mention_of(unit.antecedent)
        if mention is not None and mention.kind in ("gathering", "organisation"):
            company.title = company.title or mention.name
        elif mention is None and types & {"gathering", "initiative"}:
            company.title = company.title or self.phrase(unit.antecedent, unit)
        if where or (mention is not None and mention.kind in ("city", "venue")):
            company.place = self.tools.places.of(unit.antecedent) or company.place
            company.site = mention.name if mention is not None else ""
        elif mention is not None or unit.kind == "apposition":
            self._add(company, self.tools.parties.one(unit.antecedent))

    def phrase(self, head: int, unit: Unit) -> str:
        """Give the noun phrase of `head`, without its article and clauses, and without the words of `unit`."""
        outside = frozenset(["acl", "acl:relcl", "appos", "case", "det", "punct", "conj", "cc"])
        words = [i for i in self.s.subtree(head, without=outside) if i == head or i not in unit.own]
        return " ".join(self.s[i].text for i in words)

    def numbered(self, unit: Unit) -> str:
        """Give the name of a gathering with its ordinal that the unit tells about ("seventh consultations")."""
        for token in self.acts.nouns(unit):
            if "gathering" not in self.acts.noun_types(token):
                continue
            words = [
                c for c in self.s.children(token.i) if c.i < token.i and c.relation in ("amod", "compound", "nummod")
            ]
            if any(ordinal_of(c.text) for c in words if c.text.lower() not in self.acts.v.first):
                inside = [i for c in words for i in self.s.subtree(c.i)]
                return " ".join(self.s[i].text for i in sorted([*inside, token.i]) if self.s[i].upos != "PUNCT")
        return ""

    def _pronoun(self, i: int, company: Company) -> tuple[Participant, ...]:
        """Resolve a pronoun: in a review "he" is the leader whom it is about, but for an object beside that one."""
        word = self.s[i].text.lower()
        hero = self.hero
        fits = hero is not None and (hero.sex != "f" if word in ("he", "him", "his") else hero.sex != "m")
        if hero is not None and word in ("they", "them", "their", "both"):
            others = [p for p in (*self.partners, *self._named_here(i)) if p.name]
            return (hero.participant, others[-1]) if others else tuple(self.tools.parties.one(i))
        if hero is None or not fits:
            return tuple(self.tools.parties.one(i))
        if word in ("him", "her") and self.s[i].relation != "nmod" and hero.participant in company.subject:
            others = [p for p in self._spoken(i) if p != hero.participant]
            return tuple(others[-1:])
        return (hero.participant,)

    def _named_here(self, i: int) -> Iterator[Participant]:
        """Yield the persons named in the sentence before word `i`, but for the leader."""
        for token in self.s.tokens[:i]:
            mention = self.c.mention_of(token.i)
            if mention is not None and mention.kind == "person" and mention.head == token.i:
                yield from (
                    p for p in self.tools.parties.one(token.i) if self.hero is None or p != self.hero.participant
                )

    def _spoken(self, i: int) -> Iterator[Participant]:
        """Yield the persons of the sentence before word `i`, those of earlier sentences first."""
        known = sorted((k for k in self.c.discourse.known if k.seen_before >= 0), key=lambda k: k.seen_before)
        yield from (k.participant for k in known)
        for token in self.s.tokens[:i]:
            mention = self.c.mention_of(token.i)
            if mention is not None and mention.kind == "person" and mention.head == token.i:
                yield from self.tools.parties.one(token.i)

    def _add(self, company: Company, found: tuple[Participant, ...]) -> None:
        for participant in found:
            bare = next((p for p in company.about if p.code == participant.code), None)
            if bare is None:
                company.about.append(participant)
            elif participant.name and not bare.name:
                company.about[company.about.index(bare)] = participant
            elif participant.name and participant not in company.about:
                company.about.append(participant)

    def _partner_slot(self, i: int) -> bool:
        first = self.s[self.scene.first(i)]
        if self.s.case(first.i) == "between":
            return False
        return first.relation in ("obj", "obl", "nmod", "iobj") or first.deprel == "nsubj:pass"
