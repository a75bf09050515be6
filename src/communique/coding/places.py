"""Where: from the words of a slot to a country, city or region."""

from collections.abc import Iterator

from communique.coding.context import Context
from communique.language.mentions import Mention
from communique.model import Place, Span

__all__ = ["Places"]

PLACE_KINDS = ("province", "city", "capital", "venue", "state", "region", "seat", "organisation")
DASHES = frozenset(["–", "—", "--", ":"])
JOINING = frozenset(["and", "the", "as", "well", "then", "finally"])
REACH = 8
GATHERING = (" forum", " summit", " conference")


class Places:
    """Resolve the places of one sentence."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.classes = context.lexicon.classes

    def of(self, i: int) -> Place:
        """Give the place that word `i` names, a country behind a city included; empty where it names none."""
        token = self.s[i]
        word = token.text.lower()
        if word in ("there",):
            return self._spoken_of(i)
        if word == "here":
            home = self.c.discourse.home
            return self.c.narrative.dateline or Place(country=home if home in self.c.knowledge.states else "")
        mention = self.c.mention_of(i)
        if word == "america" and (mention is None or mention.kind == "state") and self._among_continents(i):
            return Place(region=token.text)
        if mention is not None and mention.kind in PLACE_KINDS:
            return self._with_country(self._mentioned(mention), i)
        if mention is not None and mention.kind == "gathering":
            return self._held(i)
        if token.lemma.lower() == "capital":
            return self._capital(i)
        if token.lemma.lower() in (
            "headquarters",
            "headquarter",
            "seat",
            "palace",
            "ministry",
            "office",
            "residence",
            "airport",
            "building",
            "island",
            "city",
            "port",
            "town",
            "country",
            "nation",
            "republic",
            "kingdom",
            "side",
            "neighbour",
            "neighbor",
            "state",
            "cemetery",
            "university",
            "hotel",
            "square",
            "park",
            "memorial",
            "museum",
            "mosque",
            "cathedral",
            "castle",
            "base",
            "station",
            "stadium",
            "monument",
            "hall",
            "province",
            "governorate",
            "region",
            "suburb",
            "resort",
        ):
            return self._by_modifiers(i) or self._own_country(i)
        return Place()

    def reason(self, span: Span) -> str:
        """Say how the words of a place tell it: by its name, else by the dateline or by whose text it is."""
        where = self.s.at(span.start, span.end)
        if where is None or where[0] != where[1]:
            return "stated"
        if self.s[where[0]].text.lower() == "here":
            return "the dateline" if self.c.narrative.dateline else "whose text it is"
        own = self._own_country(where[0]) and not self._by_modifiers(where[0])
        return "whose text it is" if own else "stated"

    def _own_country(self, i: int) -> Place:
        """Give the state whose text it is for "the country", where nothing else tells which."""
        token, home = self.s[i], self.c.discourse.home
        bare = not self.s.children(i, "amod", "nmod", "acl", "compound", "appos", "nummod")
        definite = any(d.text.lower() == "the" for d in self.s.children(i, "det"))
        told = token.text.lower() == "country" and bare and definite and home in self.c.knowledge.states
        return Place(country=home) if told else Place()

    def _held(self, i: int) -> Place:
        """Give where a gathering is held, as the words on its name say: "the G20 Summit in Hangzhou"."""
        near = (c.i for c in self.s.children(i, "nmod") if self.s.case(c.i) in ("in", "at"))
        mentions = [m for w in near if (m := self.c.mention_of(w)) is not None and m.kind in PLACE_KINDS[:5]]
        return self.of(mentions[0].head) if mentions else Place()

    def _spoken_of(self, i: int) -> Place:
        """Give the place that "there" points back to: the last one named before."""
        for mention in reversed(
            [m for m in self.c.mentions if m.last < i and m.kind in ("state", "city", "capital", "venue")]
        ):
            place = self.of(mention.head)
            if place:
                return place
        return self.c.narrative.place

    def _among_continents(self, i: int) -> bool:
        """Tell "Asia, Africa and America" from the United States."""
        first = self.s[i].head if self.s[i].relation == "conj" else i
        others = [first, *(c.i for c in self.s.children(first, "conj"))]
        return any((m := self.c.mention_of(o)) is not None and m.kind == "region" for o in others if o != i)

    def parts(self, i: int) -> Iterator[tuple[int, Place]]:
        """Yield every place coordinated under word `i`, with its word; a country in apposition to a city joins it."""
        announced = self._announced(i)
        if announced:
            yield from announced
            return
        place = self.of(i)
        if place:
            yield i, place
        mention = self.c.mention_of(i)
        words = range(mention.first, mention.last + 1) if mention is not None and mention.head == i else (i,)
        for child in (c for word in words for c in self.s.children(word, "conj", "appos") if c.i not in words):
            if child.upos == "VERB":
                continue
            other = self.of(child.i)
            if (
                other.country
                and place.country
                and (other.country == place.country and (not other.city or other.city == place.city))
            ):
                yield from ((n, p) for n, p in self.parts(child.i) if n != child.i)
                continue
            if child.relation == "appos" and place.country and not other.city and other.country == place.country:
                continue
            yield from self.parts(child.i)

    def _announced(self, i: int) -> list[tuple[int, Place]]:
        """Give the places that a dash or a colon names behind "three countries in the Pacific", however they hang."""
        token = self.s[i]
        if token.xpos not in ("NNS", "NNPS") or token.lemma.lower() not in self.classes["place_kinds"]:
            return []
        near = self.s.tokens[i + 1 : i + 1 + REACH]
        mark = next((t.i for t in near if t.text in DASHES), None)
        if mark is None:
            return []
        found: list[tuple[int, Place]] = []
        at = mark + 1
        while at < len(self.s):
            mention = self.c.mention_of(at)
            place = self.of(mention.head) if mention is not None and mention.kind in PLACE_KINDS else None
            if mention is not None and place:
                found.append((mention.head, place))
                at = mention.last + 1
            elif self.s[at].text == "," or self.s[at].text.lower() in JOINING:
                at += 1
            else:
                break
        return found if len(found) > 1 else []

    def around(self, predicate: int, *, skip: frozenset[int] = frozenset()) -> tuple[Place, Span] | None:
        """Give the place where the act of `predicate` happens: the nearest locative phrase of its clause."""
        best: tuple[int, Place, int] | None = None
        for i in self.c.clause(predicate):
            if i in skip or self.s[i].relation not in (
                "obl",
                "nmod",
                "conj",
                "appos",
                "advmod",
                "root",
                "flat",
                "compound",
            ):
                continue
            case = self.s.case(i) or (self.s.case(self.s[i].head) if self.s[i].relation in ("appos", "conj") else "")
            if case not in ("in", "at", "near", "outside", "within", "on") and self.s[i].text.lower() not in (
                "here",
                "there",
            ):
                continue
            if case == "on" and self.s[i].text.lower() not in ("island",):
                continue
            if self.s[i].relation in ("nmod", "appos") and not self._adverbial(i, predicate):
                continue
            if self.s[i].relation == "obl" and self._elsewhere(self.s[i].head, predicate):
                continue
            place = self.of(i)
            if place and (best is None or _rank(place) > _rank(best[1])):
                best = (abs(i - predicate), place, i)
        return (best[1], self.c.span([best[2]])) if best else None

    def _adverbial(self, i: int, predicate: int) -> bool:
        """Tell whether a phrase on a noun still says where the act takes place ("talks at the palace in Rome")."""
        head = self.s[i].head
        if head == predicate:
            return True
        if self._elsewhere(head, predicate):
            return False
        mention = self.c.mention_of(head)
        if mention is not None and mention.kind in ("venue", "city", "capital", "gathering", "seat"):
            return True
        own = self.c.mention_of(i)
        if mention is not None and mention.kind in ("person", "office"):
            if own is not None and own.kind == "organisation":
                return False
            return self.s[i].start > self.s[mention.last].end and self.c.mention_of(i) is not mention
        return self.s[head].upos in ("NOUN", "PROPN") and self.s.case(i) in ("in", "at")

    def _elsewhere(self, head: int, predicate: int) -> bool:
        """Tell whether what a phrase hangs on is told of by a participle of something else than the act."""
        for token in (self.s[head], *self.s.ancestors(head)):
            if token.i == predicate:
                return False
            if token.deprel == "acl" and token.head != predicate and not self._occasion(token.head):
                return True
        return False

    def _occasion(self, word: int) -> bool:
        """Tell whether a noun is an occasion whose place is that of what is done at it ("after talks held in Bern")."""
        return self.c.lexicon.among(self.s[word].lemma.lower(), ("talks", "gathering"))

    def _mentioned(self, mention: Mention) -> Place:
        for kind in ("venue", "capital", "city"):
            for meaning in mention.meanings:
                if meaning.kind == kind and meaning.code in self.c.knowledge.states:
                    if kind == "city" and mention.kind not in ("city", "venue"):
                        continue
                    return Place(country=meaning.code, city=_as_written(mention, meaning.name))
        for meaning in mention.meanings:
            if meaning.kind == "seat" and meaning.name:
                state = meaning.code if meaning.code in self.c.knowledge.states else ""
                return Place(country=state, city=meaning.name.partition(",")[0])
            if meaning.kind in ("state", "province"):
                return Place(country=meaning.code)
            if meaning.kind == "region":
                return Place(region=mention.name)
        gathers = mention.kind == "organisation" and mention.name.lower().endswith(GATHERING)
        for meaning in mention.meanings:
            if meaning.kind == "organisation" and not gathers:
                organisation = self.c.knowledge.organisations.get(meaning.code)
                if organisation is not None and organisation.seat_code:
                    return Place(country=organisation.seat_code, city=organisation.seat_city)
        return Place()

    def _with_country(self, place: Place, i: int) -> Place:
        """Let "Georgetown, Guyana" and "Tripoli in Lebanon" choose among cities of one name."""
        if not place.city:
            return place
        mention = self.c.mention_of(i)
        last = mention.last if mention else i
        for step in (last + 1, last + 2):
            other = self.c.mention_of(step) if step < len(self.s) else None
            if other is not None and other.kind == "state" and other.codes and self.s[last + 1].text == ",":
                cities = {c.code for c in self.c.knowledge.city(place.city)}
                if other.codes[0] == place.country or other.codes[0] in cities:
                    return Place(country=other.codes[0], city=place.city)
        return place

    def _capital(self, i: int) -> Place:
        for child in self.s.children(i):
            mention = self.c.mention_of(child.i)
            if (
                mention is not None
                and mention.kind in ("nationality", "state")
                and mention.codes
                and mention.codes[0] in self.c.knowledge.states
            ):
                return self.capital_of(mention.codes[0])
            if mention is not None and mention.kind in ("capital", "city"):
                return self._mentioned(mention)
        if self.c.narrative.visit:
            return self.capital_of(self.c.narrative.visit[1].country)
        return Place()

    def capital_of(self, code: str) -> Place:
        """Give the capital of a state, nothing for another code."""
        if code not in self.c.knowledge.states:
            return Place()
        seat = next((s for s in self.c.knowledge.seats if s.kind == "capital" and s.code == code), None)
        return Place(country=code, city=seat.city or seat.name) if seat else Place(country=code)

    def _by_modifiers(self, i: int) -> Place:
        """Give the place of a noun for one, by what modifies it: the city of "the Greek port of Piraeus"."""
        states: list[Place] = []
        for child in self.s.children(i, "compound", "nmod", "amod", "appos", "flat"):
            mention = self.c.mention_of(child.i)
            if mention is None:
                continue
            if mention.kind in ("city", "capital", "venue"):
                return self._mentioned(mention)
            if mention.kind in ("organisation", "state"):
                states.append(self._mentioned(mention))
            elif mention.kind == "nationality" and mention.codes and mention.codes[0] in self.c.knowledge.states:
                states.append(Place(country=mention.codes[0]))
        return states[0] if states else Place()


def _rank(place: Place) -> int:
    return 3 if place.city else 2 if place.country else 1


def _as_written(mention: Mention, canonical: str) -> str:
    """Keep the document's spelling of a city, its full name where it is cut; a venue's city as the tables have it."""
    if mention.kind == "capital" and canonical.startswith(f"{mention.name} "):
        return canonical.partition(",")[0]
    if mention.kind in ("city", "capital") and mention.name and not mention.name.isupper():
        return mention.name
    return canonical.partition(",")[0]
