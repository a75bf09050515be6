"""Claims of a text: each clause that tells an act, as a question that can be put to a record."""

import msgspec

from communique.auditing.acts import Acts
from communique.auditing.cast import Cast
from communique.auditing.company import Company
from communique.auditing.hero import find_hero
from communique.auditing.measures import Measures, read_measures
from communique.auditing.moments import Moment, read_moment
from communique.auditing.period import year_of
from communique.auditing.units import Unit, find_units
from communique.auditing.vocabulary import Vocabulary, load_vocabulary
from communique.coding.coder import Coder, Passage
from communique.knowledge.world import Knowledge
from communique.model import Document, Participant, Place, Query, When
from communique.model.claims import Claim

__all__ = ["find_claims", "to_query"]

ACTED = frozenset(["visit", "meeting", "call", "message", "gathering", "agreement", "pledge", "relation", "aid"])


def find_claims(document: Document, coder: Coder) -> list[Claim]:
    """Give the claims of a text in its order.

    The year under review is the one that the title or text names, else that of the publication. What a clause leaves
    open is lent by the text: the person whom it is about, the time told just before, the year.
    """
    finder = _Finder(document, coder.knowledge, load_vocabulary())
    for passage in coder.passages(document):
        finder.read(passage)
    return finder.claims()


def to_query(claim: Claim) -> Query:
    """Put the claim as a question to a record: the kinds of act, the parties by code, the place and the time."""
    when = When.parse(claim.date) if claim.date else None
    codes = dict.fromkeys(p.code for p in claim.about if not p.code.startswith("region:"))
    visited = claim.types == ("visit",) and claim.place.country
    return Query(
        who=tuple(Participant(code) for code in codes if not (visited and code == claim.place.country)),
        types=claim.types,
        forms=(claim.form,) if claim.form else (),
        statuses=(claim.status,) if claim.status != "planned" else (),
        country=claim.place.country,
        city=claim.place.city,
        region=claim.place.region if not claim.place.country else "",
        first=when.first if when else None,
        last=when.last if when else None,
        title=claim.title,
    )


class _Draft(msgspec.Struct):
    """A claim before the text as a whole is known; `led` tells whether the clause names who acts."""

    claim: Claim
    led: bool


class _Finder:
    def __init__(self, document: Document, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self.document = document
        self.v = vocabulary
        self.year = year_of(document)
        self.drafts: list[_Draft] = []
        self.last: When | None = None
        self.spot = Place()
        self.hero = find_hero(document, knowledge, When.year(self.year))
        self.paragraph = -1
        self.partners: list[Participant] = []

    def read(self, passage: Passage) -> None:
        """Read the claims of one sentence."""
        context = passage.tools.context
        paragraph = self.document.text.count("\n", 0, context.sentence.start)
        if paragraph != self.paragraph:
            self.paragraph, self.spot = paragraph, Place()
        if self._heading(passage) or context.sentence.text[context.sentence.end - 1 : context.sentence.end] == "?":
            return
        acts = Acts(passage, self.v)
        cast = Cast(passage, acts, self.hero, tuple(self.partners))
        units = [unit for unit in find_units(context, self.v)]
        told = [unit for unit in units if self._tells(unit, acts, context.sentence.text)]
        for unit in units:
            if unit in told:
                unit.hold()
            else:
                self._give_back(unit, told)
        moments: dict[int, Moment | None] = {}
        places: dict[int, Place] = {}
        for unit in told:
            self._claim(unit, passage, acts, cast, moments, places)

    def claims(self) -> list[Claim]:
        """Give the claims that can be checked, with the person whom the text is about where a clause names nobody."""
        found = [self._completed(draft) for draft in self.drafts]
        kept = [claim for claim in found if claim is not None]
        kept.sort(key=lambda claim: claim.quote)
        return [
            msgspec.structs.replace(claim, id=f"c{n:02d}", query=to_query(claim)) for n, claim in enumerate(kept, 1)
        ]

    # one clause ---------------------------------------------------------------------------------------------------

    def _heading(self, passage: Passage) -> bool:
        """Tell whether the sentence is a line of its own without an end: a heading tells nothing."""
        sentence = passage.tools.context.sentence
        text = sentence.text
        closed = text[sentence.start : sentence.end].rstrip("”\"'’)")[-1:] in (".", "!", "?", ";", ":")
        return not closed and text[sentence.end : sentence.end + 1] in ("\n", "")

    def _tells(self, unit: Unit, acts: Acts, text: str) -> bool:
        if unit.kind in ("apposition", "nominal"):
            return True
        return acts.acting(unit) and bool(acts.types(unit))

    def _give_back(self, unit: Unit, told: list[Unit]) -> None:
        """Let a clause that tells no act belong to the one that governs it."""
        above = unit.above
        while above is not None and above not in told:
            above = above.above
        if above is not None and unit.kind in ("relative", "participle", "nominal"):
            above.own = sorted({*above.own, *unit.own})

    def _claim(
        self, unit: Unit, passage: Passage, acts: Acts, cast: Cast, moments: dict[int, Moment | None],
        places: dict[int, Place],
    ) -> None:  # fmt: skip
        context = passage.tools.context
        types = acts.types(unit)
        company = cast.of(unit, types)
        if types & {"relation"} and len(company.about) < 2:
            company.about += [p for p in self.partners if p not in company.about][: 2 - len(company.about)]
        elif company.about:
            others = [p for p in company.about if self.hero is None or p.code != self.hero.participant.code]
            self.partners = others or self.partners
        if acts.never_before(unit) and not company.place:
            company.place = self.spot
        if not company.place and not company.items and unit.kind == "nominal" and unit.above is not None:
            company.place = places.get(unit.above.head, company.place)
        places[unit.head] = company.place
        measures = read_measures(context, unit, acts, self.v, year=self.year)
        moment = read_moment(context, unit, self.v, year=self.year, last=self.last)
        if moment is None:
            moment = self._lent(unit, acts, company, moments)
        moments[unit.head] = moment
        if moment is not None and moment.when.days <= 100:
            self.last = moment.when
        if company.place:
            self.spot = company.place
        self.drafts.append(
            _Draft(self._make(unit, acts, types, company, measures, moment, context.sentence.text), company.led)
        )

    def _make(
        self, unit: Unit, acts: Acts, types: frozenset[str], company: Company, measures: Measures,
        moment: Moment | None, text: str,
    ) -> Claim:  # fmt: skip
        when = moment.when if moment is not None else When.year(self.year)
        past = moment is None and self._background(unit, acts)
        hosted = acts.hosting(unit) and types & {"gathering"} and company.subject
        return Claim(
            id="",
            quote=unit.quote(acts.s),
            types=tuple(sorted(types)),
            about=tuple(company.about),
            items=tuple(company.items),
            place=company.place,
            site=company.site,
            date="" if past else when.edtf,
            dated=moment is not None,
            status=acts.status(unit),
            form=acts.form(unit) or (acts.treatment(unit) if "initiative" in types else ""),
            host=company.subject[0] if hosted else None,
            chaired=acts.chairing(unit) and "gathering" in types,
            title=acts.level(unit) if "relation" in types and acts.level(unit) else company.title,
            details=tuple(acts.details(unit, types)),
            numbers=measures.numbers,
            amounts=measures.amounts,
            comparison=measures.comparison,
            again=any(acts.s[i].text.lower() in self.v.again for i in unit.own),
        )

    def _lent(self, unit: Unit, acts: Acts, company: Company, moments: dict[int, Moment | None]) -> Moment | None:
        """Give the time that the clause before lends: to one joined to it, and to what happened at the same place."""
        if acts.never_before(unit):
            return Moment(self.last, said=True) if self.last is not None else None
        if self._background(unit, acts):
            return None
        above = unit.above
        joined = unit.kind in ("conjunct", "nominal", "adverbial") or self._where(unit, acts)
        if above is not None and above.head in moments and joined:
            return moments[above.head]
        below = [
            m
            for head, m in moments.items()
            if m is not None and head < unit.head and self._subject_of(head, unit, acts)
        ]
        if below:
            return below[-1]
        same_place = company.place.country and company.place.country == self.spot.country
        if same_place and self.last is not None and self.last.first.year == self.year:
            return Moment(self.last, said=True)
        return None

    def _subject_of(self, head: int, unit: Unit, acts: Acts) -> bool:
        return acts.s[head].relation == "nsubj" and acts.s[head].head == unit.head

    def _where(self, unit: Unit, acts: Acts) -> bool:
        return any(acts.s[i].lemma.lower() in ("where", "when") for i in unit.own)

    def _background(self, unit: Unit, acts: Acts) -> bool:
        """Tell whether the clause looks back to a time before its own ("which he had proposed")."""
        head = acts.s[unit.head]
        return any(child.text.lower() == "had" for child in acts.s.children(head.i, "aux"))

    # the text as a whole ------------------------------------------------------------------------------------------

    def _completed(self, draft: _Draft) -> Claim | None:
        claim, hero = draft.claim, self.hero.participant if self.hero is not None else None
        about = claim.about
        acted = not claim.types or ACTED & set(claim.types)
        if hero is not None and hero.code not in {p.code for p in about} and acted:
            persons = any(p.name for p in about)
            if not draft.led or (persons and not claim.place and not claim.title and len(about) < 2):
                about = (*about, Participant(hero.code))
        claim = msgspec.structs.replace(claim, about=about)
        return claim if self._checkable(claim) else None

    def _checkable(self, claim: Claim) -> bool:
        """Tell whether the claim says enough to be looked up: an act or a time, and whom or what it is about."""
        told = bool(claim.about or claim.title or claim.items or (claim.details and claim.numbers))
        specific = bool(
            claim.dated or claim.place or claim.items or claim.numbers or claim.amounts or claim.comparison
            or claim.title or len(claim.about) > 1
        )  # fmt: skip
        return told and specific and (bool(claim.types) or claim.dated)
