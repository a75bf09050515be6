"""Where a unit takes place, and its enumerations: places and partners item by item."""

from itertools import pairwise

import msgspec

from communique.auditing.acts import Acts
from communique.auditing.company import Company
from communique.auditing.hero import Hero
from communique.coding.coder import Passage
from communique.language.mentions import Mention
from communique.model import Participant, Place
from communique.model.claims import Item

__all__ = ["LOCATIVE", "SITES", "Scene"]

SITES = ("state", "city", "capital", "venue", "region", "province", "seat")
LOCATIVE = frozenset(["in", "at", "to", "into", "near", "towards", "through", "via", "across", "around", "outside",
                      "within", "on", "inside", "throughout"])  # fmt: skip
OTHER_CASES = ("from", "with", "by", "between", "against", "for", "of", "beside")
RECEIVING = frozenset(["pledge", "aid", "message", "statement", "sanction", "relation", "initiative", "mediation"])
PARTNERED = frozenset(["meeting", "call", "message", "visit"])


class Scene:
    """Reads the places of the units of one sentence."""

    def __init__(self, passage: Passage, acts: Acts, hero: Hero | None) -> None:
        self.hero = hero
        self.tools = passage.tools
        self.c = passage.tools.context
        self.s = self.c.sentence
        self.acts = acts

    def is_place(self, i: int, mention: Mention, types: frozenset[str]) -> bool:
        """Tell whether a name says where an act of `types` took place, not who took part."""
        first = self.s[self.first(i)]
        case = self.s.case(i) or self.s.case(first.i)
        verb = self.s[first.head].lemma.lower()
        if verb in self.acts.v.leaving and (case == "for" or first.relation == "obj"):
            return case == "for"
        if self.s[i].deprel == "nmod:poss" or case in OTHER_CASES:
            return mention.kind in ("city", "venue") and case == "of"
        if case in LOCATIVE:
            return not (
                case == "to" and types and types <= RECEIVING and mention.kind in ("state", "capital", "region")
            )
        if mention.kind in ("city", "venue"):
            return True
        taken_in = first.relation == "nsubj" and self.s[first.head].lemma.lower() in self.acts.v.seeing
        if taken_in and self.s[first.head].lemma.lower() in ("follow", "next"):
            return True
        if taken_in and any(self.tools.parties.is_person(c.i) for c in self.s.children(first.head, "obj")):
            return True
        return "visit" in types and (first.relation == "obj" or first.deprel == "nsubj:pass")

    def first(self, i: int) -> int:
        """Give the first of the nominals that word `i` is coordinated with."""
        token = self.s[i]
        while (
            token.relation in ("conj", "appos")
            and token.head != token.i
            and self.s[token.head].upos in ("NOUN", "PROPN", "PRON")
        ):
            token = self.s[token.head]
        return token.i

    def settle(
        self,
        company: Company,
        groups: dict[int, list[tuple[int, Place]]],
        partners: dict[int, list[tuple[int, Participant]]],
        types: frozenset[str],
    ) -> None:
        """Make of the places and partners found an enumeration or one place; both come by what they are joined to."""
        if self._paired(company, groups, types):
            return
        listed = next((group for group in groups.values() if len({place for _, place in group}) > 1), None)
        if listed is None and len(groups) > 1 and self._joined(groups):
            listed = [one for group in groups.values() for one in group]
        if listed is not None:
            listed = [(i, place) for i, place in listed if not self._denied(i)]
        if listed is not None and len(listed) > 1 and not _nested([place for _, place in listed]):
            company.items = self._dated_items([(i, Item(place=place, words=self._words(i))) for i, place in listed])
        else:
            for i, place in ((i, place) for group in groups.values() for i, place in group if not self._denied(i)):
                narrower = _narrower(company.place, place)
                if narrower == place:
                    company.place, company.site = place, self._words(i)
        named = [group for group in partners.values() if len(group) > 1]
        if not company.items and named and types & PARTNERED:
            subjects = set(company.subject) | ({self.hero.participant} if self.hero is not None else set())
            listed_people = [(i, p) for i, p in named[0] if p not in subjects]
            if len(listed_people) > 1:
                company.items = self._dated_items([(i, Item(party=p, words=self._words(i))) for i, p in listed_people])
                company.about = [p for p in company.about if p not in {p for _, p in listed_people}]

    def _denied(self, i: int) -> bool:
        """Tell whether a place is only named to say that it was not there: "not to Peru but to Chile"."""
        mention = self.c.mention_of(i)
        first = mention.first if mention is not None else i
        before = self.s.tokens[max(0, first - 3) : first]
        return any(t.text.lower() == "not" for t in before) and not any(t.upos == "VERB" for t in before)

    def soil(self, i: int) -> Place:
        """Give the country of "on Kenyan soil"."""
        if self.s[i].lemma.lower() not in self.acts.v.soils or self.s.case(i) not in LOCATIVE:
            return Place()
        for child in self.s.children(i, "amod", "nmod:poss"):
            mention = self.c.mention_of(child.i)
            if mention is not None and mention.codes and mention.codes[0] in self.c.knowledge.states:
                return Place(country=mention.codes[0])
        return Place()

    def unlisted(self, i: int) -> Place:
        """Give the place of a name that no mention explains, where it stands as one ("in Ulundi")."""
        token = self.s[i]
        named = token.upos == "PROPN" and token.relation in ("obl", "nmod") and i not in self.c.date_words
        if not named or self.s.case(i) not in ("in", "at", "near") or self.c.mention_of(i) is not None:
            return Place()
        name = self.s.span(i, max([i, *(c.i for c in self.s.children(i, "flat") if c.i > i)])).text
        return Place(city=name)

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
        company.starts = [self._opening(i) for i, _ in people]
        company.about = [p for p in company.about if p not in {person for _, person in people}]
        return True

    def _opening(self, i: int) -> int:
        """Give the first word of the phrase of a person, its preposition included."""
        mention = self.c.mention_of(i)
        first = mention.first if mention is not None else i
        return min([first, *(c.i for c in self.s.children(i, "case"))])

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
