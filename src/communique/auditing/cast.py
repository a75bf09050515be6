"""Who takes part in a unit, and where it takes place, enumerations item by item."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from communique.auditing.acts import Acts
from communique.auditing.hero import Hero
from communique.auditing.units import Unit
from communique.coding.coder import Passage
from communique.language.mentions import Mention
from communique.model import Participant, Place
from communique.model.claims import Item

__all__ = ["Cast", "Company"]

SITES = ("state", "city", "capital", "venue", "region", "province", "seat")
LOCATIVE = frozenset(["in", "at", "to", "into", "near", "towards", "through", "via", "across", "around", "outside",
                      "within", "on", "inside", "throughout"])  # fmt: skip
ANCHORS = frozenset(["after", "before", "following", "ahead of", "since"])
PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "they", "them", "their", "both"])
RECEIVING = frozenset(["pledge", "aid", "message", "statement", "sanction", "relation", "initiative", "mediation"])
PARTNERED = frozenset(["meeting", "call", "message", "visit"])


class Company(msgspec.Struct):
    """Who and where: `about` in order of the text, `place`, `items` of an enumeration, `title` of a body or gathering.

    `led` tells whether somebody is named as the one who acts.
    """

    about: list[Participant] = []
    place: Place = Place()
    site: str = ""
    items: list[Item] = []
    title: str = ""
    led: bool = False
    subject: tuple[Participant, ...] = ()


class Cast:
    """Reads the company of the units of one sentence."""

    def __init__(self, passage: Passage, acts: Acts, hero: Hero | None, partners: tuple[Participant, ...]) -> None:
        self.hero = hero
        self.partners = partners
        self.tools = passage.tools
        self.c = passage.tools.context
        self.s = self.c.sentence
        self.acts = acts

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
            if mention is None or mention.head != i or self._aside(unit, i, mention):
                continue
            if self.acts.object_place(i, types):
                continue
            if mention.kind in SITES and self._is_place(i, mention, types):
                place = self.tools.places.of(i)
                if place:
                    groups.setdefault(self._first(i), []).append((i, place))
                continue
            self._party(unit, company, i, mention, partners)
        self._surround(unit, company, types)
        self._settle(company, groups, partners, types)
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
            partners.setdefault(self._first(i), []).append((i, found[0]))

    def _aside(self, unit: Unit, i: int, mention: Mention) -> bool:
        """Tell whether a name stands in a phrase that only dates the act, or only says whose the things are."""
        for above in (self.s[i], *self.s.ancestors(i)):
            if above.i == unit.head or above.i not in unit.own:
                break
            if self.s.case(above.i) in ANCHORS and above.i not in self.c.date_words and self.acts.noun_types(above):
                return True
        head = self.s[self.s[i].head]
        return (
            mention.kind == "nationality" and self.s[i].relation == "amod" and head.relation == "nmod"
            and not self.acts.noun_types(head) and not self.tools.parties.is_person(head.i)
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
                and self.s.case(self._first(i)) in LOCATIVE
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
            if mention is not None and mention.kind in SITES and self._is_place(argument.token, mention, frozenset()):
                continue
            if mention is not None and mention.kind == "organisation":
                company.title = company.title or mention.name
            if mention is not None and mention.kind == "office":
                found = self._meant(unit, argument.token, mention)
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
        elif mention is None and types & {"gathering"}:
            company.title = company.title or self._phrase(unit)
        if where or (mention is not None and mention.kind in ("city", "venue")):
            company.place = self.tools.places.of(unit.antecedent) or company.place
        elif mention is not None or unit.kind == "apposition":
            self._add(company, self.tools.parties.one(unit.antecedent))

    def _phrase(self, unit: Unit) -> str:
        """Give the noun phrase that a clause hangs on, without the clause and its article."""
        outside = frozenset(["acl", "acl:relcl", "appos", "case", "det", "punct", "conj", "cc"])
        words = [i for i in self.s.subtree(unit.antecedent, without=outside) if i not in unit.own]
        return " ".join(self.s[i].text for i in words)

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
        first = self.s[self._first(i)]
        return first.relation in ("obj", "obl", "nmod", "iobj") or first.deprel == "nsubj:pass"

    # places -------------------------------------------------------------------------------------------------------

    def _is_place(self, i: int, mention: Mention, types: frozenset[str]) -> bool:
        first = self.s[self._first(i)]
        case = self.s.case(i) or self.s.case(first.i)
        if self.s[i].deprel == "nmod:poss" or case in (
            "from",
            "with",
            "by",
            "between",
            "against",
            "for",
            "of",
            "beside",
        ):
            return mention.kind in ("city", "venue") and case == "of"
        if case in LOCATIVE:
            return not (
                case == "to" and types and types <= RECEIVING and mention.kind in ("state", "capital", "region")
            )
        if mention.kind in ("city", "venue"):
            return True
        taken_in = first.relation == "nsubj" and self.s[first.head].lemma.lower() in self.acts.v.seeing
        if taken_in and any(self.tools.parties.is_person(c.i) for c in self.s.children(first.head, "obj")):
            return True
        return "visit" in types and (first.relation == "obj" or first.deprel == "nsubj:pass")

    def _first(self, i: int) -> int:
        """Give the first of the nominals that word `i` is coordinated with."""
        token = self.s[i]
        while (
            token.relation in ("conj", "appos")
            and token.head != token.i
            and self.s[token.head].upos in ("NOUN", "PROPN", "PRON")
        ):
            token = self.s[token.head]
        return token.i

    def _settle(
        self,
        company: Company,
        groups: dict[int, list[tuple[int, Place]]],
        partners: dict[int, list[tuple[int, Participant]]],
        types: frozenset[str],
    ) -> None:
        if self._paired(company, groups, types):
            return
        listed = next((group for group in groups.values() if len({place for _, place in group}) > 1), None)
        if listed is None and len(groups) > 1 and self._joined(groups):
            listed = [one for group in groups.values() for one in group]
        if listed is not None and not _nested([place for _, place in listed]):
            company.items = self._dated_items([(i, Item(place=place, words=self._words(i))) for i, place in listed])
        else:
            for i, place in (one for group in groups.values() for one in group):
                narrower = _narrower(company.place, place)
                if narrower == place:
                    company.place, company.site = place, self._words(i)
        named = [group for group in partners.values() if len(group) > 1]
        if not company.items and named and types & PARTNERED:
            subjects = set(company.subject)
            listed_people = [(i, p) for i, p in named[0] if p not in subjects]
            if len(listed_people) > 1:
                company.items = self._dated_items([(i, Item(party=p, words=self._words(i))) for i, p in listed_people])
                company.about = [p for p in company.about if p not in {p for _, p in listed_people}]

    def _paired(self, company: Company, groups: dict[int, list[tuple[int, Place]]], types: frozenset[str]) -> bool:
        """Read "A received her in X, B in Y" as two acts."""
        places = sorted(one for group in groups.values() for one in group)
        people = [
            (m.head, found[0]) for m in self.c.mentions
            if m.kind == "person" and (found := tuple(self.tools.parties.one(m.head))) and found[0] in company.about
            and (self.hero is None or found[0] != self.hero.participant)
        ]  # fmt: skip
        order = sorted([(i, "place") for i, _ in places] + [(i, "person") for i, _ in people])
        kinds = [kind for _, kind in order]
        if (
            len(people) < 2
            or len(people) != len(places)
            or not types & PARTNERED
            or kinds != ["person", "place"] * len(people)
        ):
            return False
        company.items = [
            Item(place=place, party=person, words=self._words(i))
            for (i, person), (_, place) in zip(people, places, strict=True)
        ]
        company.about = [p for p in company.about if p not in {person for _, person in people}]
        return True

    def _joined(self, groups: dict[int, list[tuple[int, Place]]]) -> bool:
        """Tell whether places that the tree keeps apart are joined by "and": "in Moldova and in Granada"."""
        heads = sorted(i for group in groups.values() for i, _ in group)
        return any(
            "and" in {t.text.lower() for t in self.s.tokens[a + 1 : b]}
            and b - a <= 4
            and not any(t.upos == "VERB" for t in self.s.tokens[a + 1 : b])
            for a, b in pairwise(heads)
        ) and len(heads) == len(groups)

    def _dated_items(self, items: list[tuple[int, Item]]) -> list[Item]:
        """Give each item the time that stands behind it, where several have one."""
        heads = [i for i, _ in items]
        dates: list[str] = []
        for n, i in enumerate(heads):
            end = heads[n + 1] if n + 1 < len(heads) else len(self.s)
            found = next((self.c.date_words[k] for k in range(i + 1, end) if k in self.c.date_words), None)
            dates.append(found.when.edtf if found is not None and found.when is not None else "")
        if sum(map(bool, dates)) < 2:
            return [item for _, item in items]
        return [msgspec.structs.replace(item, date=date) for (_, item), date in zip(items, dates, strict=True)]

    def _words(self, i: int) -> str:
        mention = self.c.mention_of(i)
        return self.s.span(mention.first, mention.last).text if mention is not None else self.s[i].text


def _nested(places: list[Place]) -> bool:
    """Tell whether the places are one inside the other ("in Lyon, in France")."""
    return len({p.country for p in places}) == 1 and len({p.city for p in places if p.city}) < 2


def _narrower(one: Place, other: Place) -> Place:
    if not one:
        return other
    if one.country and one.country == other.country and other.city and not one.city:
        return other
    return one
