"""Claims of a text: each clause that tells an act, as a question that can be put to a record."""

import msgspec

from communique.auditing.acts import GIVEN, Acts
from communique.auditing.cast import Cast
from communique.auditing.company import Company
from communique.auditing.hero import find_hero
from communique.auditing.measures import Measures, read_measures
from communique.auditing.moments import Moment, read_moment
from communique.auditing.period import year_of
from communique.auditing.thread import Thread, looks_back
from communique.auditing.units import Unit, find_units
from communique.auditing.vocabulary import Vocabulary, load_vocabulary
from communique.coding.coder import Coder, Passage
from communique.knowledge.world import Knowledge
from communique.model import Document, Participant, Query, Span, When
from communique.model.claims import Claim

__all__ = ["find_claims", "to_query"]

ACTED = frozenset(
    ["visit", "meeting", "call", "message", "gathering", "agreement", "pledge", "relation", "aid", "initiative"]
)
TITLED = frozenset([*GIVEN, "agreement", "commemoration"])


def find_claims(document: Document, coder: Coder, *, source: bool = False) -> list[Claim]:
    """Give the claims of a text in its order; with `source` those of a document that reports the news of its day.

    The year under review is the one that the title or text names, else that of the publication. What a clause leaves
    open is lent by the text: the person whom it is about, the time told just before, the year.
    """
    finder = _Finder(document, coder.knowledge, load_vocabulary(), source=source)
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


class _Finder:
    """Reads a text sentence by sentence."""

    def __init__(self, document: Document, knowledge: Knowledge, vocabulary: Vocabulary, *, source: bool) -> None:
        self.document = document
        self.v = vocabulary
        day = document.published if source else None
        self.year = day.year if day else year_of(document, knowledge.latest_day)
        self.hero = None if source else find_hero(document, knowledge, When.year(self.year))
        self.thread = Thread(self.year, self.hero, source=source)
        self.found: list[Claim] = []

    def read(self, passage: Passage) -> None:
        """Read the claims of one sentence; a heading and a question claim nothing."""
        sentence = passage.tools.context.sentence
        self.thread.begin(self.document.text.count("\n", 0, sentence.start))
        if self._heading(passage) or sentence.text[sentence.end - 1 : sentence.end] == "?":
            return
        acts = Acts(passage, self.v)
        cast = Cast(passage, acts, self.hero, tuple(self.thread.partners))
        units = find_units(passage.tools.context, self.v)
        told = [unit for unit in units if self._tells(unit, acts)]
        for unit in units:
            if unit in told:
                unit.hold()
            else:
                self._give_back(unit, told)
        for unit in told:
            self.found += self._claims(unit, passage, acts, cast)

    def claims(self) -> list[Claim]:
        """Give the claims that say enough to be looked up, numbered in the order of the text."""
        kept = sorted((claim for claim in self.found if self._checkable(claim)), key=lambda claim: claim.quote)
        return [
            msgspec.structs.replace(claim, id=f"c{n:02d}", query=to_query(claim)) for n, claim in enumerate(kept, 1)
        ]

    def _heading(self, passage: Passage) -> bool:
        """Tell whether the sentence is a line of its own without an end."""
        sentence = passage.tools.context.sentence
        text = sentence.text
        closed = text[sentence.start : sentence.end].rstrip("”\"'’)")[-1:] in (".", "!", "?", ";", ":")
        return not closed and text[sentence.end : sentence.end + 1] in ("\n", "")

    def _tells(self, unit: Unit, acts: Acts) -> bool:
        if unit.kind in ("apposition", "nominal"):
            return True
        return acts.never_before(unit) or (acts.acting(unit) and bool(acts.types(unit)))

    def _give_back(self, unit: Unit, told: list[Unit]) -> None:
        """Let a clause that tells no act belong to the one that governs it."""
        above = unit.above
        while above is not None and above not in told:
            above = above.above
        if above is not None and unit.kind in ("relative", "participle", "nominal"):
            above.own = sorted({*above.own, *unit.own})

    def _claims(self, unit: Unit, passage: Passage, acts: Acts, cast: Cast) -> list[Claim]:
        context = passage.tools.context
        types = acts.types(unit)
        company = cast.of(unit, types)
        self.thread.lend_company(unit, acts, company, types)
        measures = read_measures(context, unit, acts, self.v, year=self.year)
        own = read_moment(context, unit, self.v, year=self.year, last=self.thread.last)
        counted = any(number.of != "days" for number in measures.numbers)
        moment = self.thread.lend_moment(unit, acts, company, own, counted=counted)
        claim = self._make(unit, acts, types, company, measures, moment)
        return self._apart(self._with_hero(claim, company), company, acts)

    def _make(
        self, unit: Unit, acts: Acts, types: frozenset[str], company: Company, measures: Measures,
        moment: Moment | None,
    ) -> Claim:  # fmt: skip
        when = moment.when if moment is not None else When.year(self.year)
        past = moment is None and looks_back(unit, acts)
        hosted = acts.hosting(unit) and types & {"gathering"} and company.subject
        level = acts.level(unit) if "relation" in types else ""
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
            status=acts.status(unit, types),
            form=acts.form(unit) or (acts.treatment(unit) if "initiative" in types else ""),
            host=company.subject[0] if hosted else None,
            chaired=acts.chairing(unit) and "gathering" in types,
            title=level or company.title,
            details=tuple(acts.details(unit, types)),
            numbers=measures.numbers,
            amounts=measures.amounts,
            comparison=measures.comparison,
            again=any(acts.s[i].text.lower() in self.v.again for i in unit.own),
        )

    def _with_hero(self, claim: Claim, company: Company) -> Claim:
        """Add the leader whom the text is about where a clause does not name who acts."""
        if self.hero is None or (claim.types and not ACTED & set(claim.types)):
            return claim
        code = self.hero.participant.code
        alone = any(p.name for p in claim.about) and not claim.place and not claim.title and len(claim.about) < 2
        if code in {p.code for p in claim.about} or (company.led and not alone):
            return claim
        return msgspec.structs.replace(claim, about=(*claim.about, Participant(code)), led=False)

    def _apart(self, claim: Claim, company: Company, acts: Acts) -> list[Claim]:
        """Make of "A received her in X, B in Y" a claim each, with the words of each."""
        sentence, quote = acts.s, claim.quote
        starts = [sentence[i].start for i in company.starts[1:]]
        if not starts or not all(quote.start < start < quote.end for start in starts):
            return [claim]
        edges = [quote.start, *starts, quote.end]
        parts = []
        for item, start, end in zip(claim.items, edges, edges[1:], strict=False):
            words = sentence.text[start:end].rstrip(" ,;\n")
            about = (*claim.about, item.party) if item.party is not None else claim.about
            part = msgspec.structs.replace(
                claim, quote=Span(start, start + len(words), words), about=about, items=(), place=item.place,
                date=item.date or claim.date,
            )  # fmt: skip
            parts.append(part)
        return parts

    def _checkable(self, claim: Claim) -> bool:
        """Tell whether the claim says enough: an act or a time, whom or what it is about, and more than that."""
        if not claim.led and not (claim.dated or claim.place or claim.items or claim.numbers or claim.amounts):
            return bool(claim.comparison or (claim.details and claim.types and set(claim.types) <= TITLED))
        told = bool(claim.about or claim.title or claim.items or (claim.details and claim.numbers))
        specific = bool(
            claim.dated or claim.place or claim.items or claim.numbers or claim.amounts or claim.comparison
            or claim.title or len(claim.about) > 1 or (claim.details and TITLED & set(claim.types))
        )  # fmt: skip
        return told and specific and (bool(claim.types) or claim.dated)
