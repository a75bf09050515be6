"""From the acts that a record holds to the verdict on a claim.

The record is asked for acts of the kind with the parties, the place or the title of the claim, at any time. An act with
nothing wrong supports it. Where there is none, one that differs in a single field contradicts it, if what agrees tells
that act apart from others; else the claim stays unverified, with what is missing.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence

import msgspec

from communique.auditing.comparing import Match, compare
from communique.auditing.counting import check_amount, check_comparison, check_number
from communique.auditing.reasons import tell_reasons
from communique.auditing.rereading import Sources
from communique.auditing.rules import Rules
from communique.auditing.tellings import own_tellings, text_of, words_share
from communique.auditing.vocabulary import Vocabulary
from communique.knowledge.names import fold
from communique.knowledge.world import Knowledge
from communique.model import Document, MergedEvent, Place, Query, When
from communique.model.claims import Check, Claim, Verdict

__all__ = ["Judge"]

Ask = Callable[[Query], list[MergedEvent]]
CLOSE = 1.0
ABROAD = frozenset(["foreign", "abroad", "overseas", "trip", "journey"])
TOUR_SLACK = datetime.timedelta(days=3)
PRESENT = ("meeting", "gathering")


class Finding(msgspec.Struct, frozen=True):
    """What was found for one claim or one item of it."""

    verdict: str
    acts: tuple[Match, ...] = ()
    against: tuple[Match, ...] = ()
    checks: tuple[Check, ...] = ()
    own: bool = False


class Judge:
    """Judges the claims of one document. `ask` gives the merged events of a query."""

    def __init__(
        self,
        ask: Ask,
        sources: Sources,
        claimant: Document,
        knowledge: Knowledge,
        vocabulary: Vocabulary,
        *,
        hero: str,
    ) -> None:
        self.ask = ask
        self.sources = sources
        self._again: list[MergedEvent] = []
        self._nearby = False
        self.claimant = claimant
        self.knowledge = knowledge
        self.vocabulary = vocabulary
        self.hero = hero
        self.rules = Rules(hero)
        self._asked: dict[Query, list[MergedEvent]] = {}

    def judge(self, claim: Claim) -> Verdict:
        """Give the verdict on a claim."""
        self._again, self._nearby = [], False
        finding = self._find(claim)
        counts = {number.of for number in claim.numbers}
        disputed = any(check.outcome == "disputed" for check in finding.checks)
        if not disputed and (finding.verdict != "supported" or "acts" in counts) and "countries" not in counts:
            self._again = self.sources.acts(claim, hero=self.hero)
            self._nearby = finding.verdict == "unverified"
            finding = _better(finding, self._find(claim), claim)
        if finding.acts and finding.verdict != "contradicted" and self._only_own(finding.acts):
            finding = msgspec.structs.replace(finding, verdict="unverified", own=True)
        acts = tuple(dict.fromkeys(match.event.id for match in finding.acts))
        supporting = tuple({m.event.id: m.event for m in finding.acts}[i] for i in acts)
        contradicting = tuple({m.event.id: m.event for m in finding.against}.values())
        told = tell_reasons(
            claim, finding.verdict, finding.checks, supporting, contradicting, self.knowledge, own=finding.own
        )
        sources = sorted({source for event in (*supporting, *contradicting) for source in event.sources})
        return Verdict(
            claim=claim, verdict=finding.verdict, reasons=told.reasons, supporting=supporting,
            contradicting=contradicting, sources=tuple(sources), checks=finding.checks, missing=told.missing,
            holds=told.holds,
        )  # fmt: skip

    def _find(self, claim: Claim) -> Finding:
        if claim.status == "denied":
            return self._denial(claim)
        return self._items(claim) if claim.items else self._single(claim)

    def _denial(self, claim: Claim) -> Finding:
        """Judge a denial by what it denies: an act that took place contradicts it, one called off or denied fits."""
        told = self._find(msgspec.structs.replace(claim, status="occurred"))
        if told.verdict == "supported":
            ids = tuple(match.event.id for match in told.acts)
            return Finding("contradicted", (), told.acts, (Check("status", "denied", "occurred", "wrong", ids),))
        matches = [compare(claim, event, self.knowledge, hero=self.hero) for event in self._candidates(claim)]
        fit = [m for m in matches if not m.wrong and not m.of("missing") and self.rules.identified(claim, m)]
        return Finding("supported" if fit else "unverified", tuple(fit), (), _merged_checks(fit[0]) if fit else ())

    # one act -----------------------------------------------------------------------------------------------------

    def _single(self, claim: Claim, *, taken: frozenset[str] = frozenset()) -> Finding:
        matches = [
            compare(claim, event, self.knowledge, hero=self.hero, nearby=self._nearby)
            for event in self._candidates(claim)
        ]
        exact = [m for m in matches if not m.wrong and self.rules.identified(claim, m)]
        if exact:
            return self._fitting(claim, exact)
        if (
            claim.types == ("visit",)
            and not claim.form
            and claim.status == "occurred"
            and claim.place
            and not claim.numbers
        ):
            there = self._single(msgspec.structs.replace(claim, types=PRESENT))
            if there.verdict == "supported":
                return there
        near = [m for m in matches if len(m.wrong) == 1 and m.event.id not in taken]
        against = self.rules.replaced(claim, near)
        if against:
            return Finding("contradicted", (), tuple(against), _merged_checks(against[0]))
        return Finding("unverified", (), (), ())

    def _fitting(self, claim: Claim, exact: list[Match]) -> Finding:
        """Judge a claim with acts that fit it: what is disputed or not said leaves it open, numbers may break it."""
        top = max(m.strength - 0.5 * len(m.of("missing")) for m in exact)
        best = [m for m in exact if m.strength - 0.5 * len(m.of("missing")) >= top - CLOSE]
        clear = [m for m in best if not m.of("disputed") and not m.of("missing")]
        acts = clear or best
        checks = list(_merged_checks(acts[0]))
        counted = exact if self._counts(claim) else acts
        extra = [check_number(number, claim, counted, self.vocabulary) for number in claim.numbers]
        extra += [check_amount(amount, acts) for amount in claim.amounts]
        if claim.comparison is not None:
            extra.append(check_comparison(claim.comparison, claim, acts, self._others(claim)))
        extra += self._names(claim, acts)
        checks += extra
        outcomes = {check.outcome for check in checks}
        shown = counted if self._counts(claim) else acts
        if "wrong" in outcomes:
            ids = {i for check in extra if check.outcome == "wrong" for i in check.events}
            against = [m for m in shown if m.event.id in ids] + self._as_matches(
                claim, ids - {m.event.id for m in shown}
            )
            return Finding("contradicted", tuple(m for m in shown if m not in against), tuple(against), tuple(checks))
        verdict = "unverified" if outcomes & {"disputed", "missing"} else "supported"
        return Finding(verdict, tuple(shown), (), tuple(checks))

    def _counts(self, claim: Claim) -> bool:
        return any(number.of in ("acts", "countries", "partners") for number in claim.numbers)

    def _names(self, claim: Claim, acts: Sequence[Match]) -> list[Check]:
        """Look up names that no table explains: a source must know them."""
        names = [word for word in claim.details if word[:1].isupper()]
        text = "\n".join(text_of(match.event, around=1) for match in acts)
        return [
            Check("name", name, "in no source", "missing", tuple(m.event.id for m in acts))
            for name in names
            if words_share([name], text) < 1.0
        ]

    # several acts ------------------------------------------------------------------------------------------------

    def _items(self, claim: Claim) -> Finding:
        """Judge an enumeration item by item; all must be found."""
        parts: list[tuple[Claim, Finding]] = []
        taken: frozenset[str] = frozenset()
        claims = [_of_item(claim, n) for n in range(len(claim.items))]
        firsts = [self._single(one) for one in claims]
        for finding in firsts:
            if finding.verdict != "contradicted":
                taken |= {m.event.id for m in finding.acts}
        for one, first in zip(claims, firsts, strict=True):
            parts.append((one, first if first.acts else self._single(one, taken=taken)))
        parts = [(one, self._left_out(one, f, [p for _, p in parts])) for one, f in parts]
        acts = tuple(m for _, f in parts for m in f.acts)
        against = tuple(m for _, f in parts for m in f.against)
        checks = [_item_check(one, f) for one, f in parts]
        for number in claim.numbers:
            if number.of == "days":
                checks.append(check_number(number, claim, acts, self.vocabulary))
            elif number.of == "acts" and number.value < len(claim.items):
                checks.append(Check("count", f"{number.value:g}", f"{len(claim.items)} named", "wrong"))
        if claim.comparison is not None and acts:
            checks.append(check_comparison(claim.comparison, claim, acts, self._others(claim)))
        outcomes = {check.outcome for check in checks}
        verdict = "contradicted" if "wrong" in outcomes else "supported" if outcomes <= {"holds"} else "unverified"
        return Finding(verdict, acts, against, tuple(checks))

    def _left_out(self, claim: Claim, finding: Finding, parts: list[Finding]) -> Finding:
        """Let a stop that the record does not hold be wrong where it holds another that the enumeration leaves out."""
        firm = [m for p in parts if p.verdict == "supported" for m in p.acts if m.event.when]
        if finding.verdict != "unverified" or finding.acts or len(firm) < 2 or not claim.place:
            return finding
        first = min(m.event.when.first for m in firm if m.event.when) - TOUR_SLACK
        last = max(m.event.when.last for m in firm if m.event.when) + TOUR_SLACK
        named = {m.event.place.country for m in firm}
        matches = [compare(claim, event, self.knowledge, hero=self.hero) for event in self._candidates(claim)]
        left = [
            m for m in matches
            if m.wrong == ("where",) and m.event.when and first <= m.event.when.first and m.event.when.last <= last
            and m.event.status == "occurred" and m.event.place.country not in named
        ]  # fmt: skip
        return Finding("contradicted", (), tuple(left), _merged_checks(left[0])) if left else finding

    # the record --------------------------------------------------------------------------------------------------

    def _candidates(self, claim: Claim) -> list[MergedEvent]:
        """Ask for the acts of the kind that share a party, the place or the title with the claim, at any time."""
        found: dict[str, MergedEvent] = {}
        for query in self._questions(claim):
            for event in self._answer(query):
                found[event.id] = event
        for event in self._again:
            if event.type in claim.types and not any(_same_act(event, other) for other in found.values()):
                found[event.id] = event
        return sorted(found.values(), key=lambda e: (e.date, e.id))

    def _questions(self, claim: Claim) -> Iterable[Query]:
        types = claim.types
        codes = [p.code for p in claim.about]
        for party in claim.about:
            yield Query(who=(msgspec.structs.replace(party, name=""),), types=types)
        for code in codes:
            yield Query(types=types, country=code)
        if claim.place.country:
            yield Query(types=types, country=claim.place.country)
        if claim.title:
            yield Query(types=types, title=claim.title)
        if not codes and not claim.place.country:
            when = When.parse(claim.date) if claim.date else None
            yield Query(types=types, first=when.first if when else None, last=when.last if when else None)

    def _answer(self, query: Query) -> list[MergedEvent]:
        if query not in self._asked:
            self._asked[query] = [e for e in self.ask(query) if e.decision != "rejected"]
        return self._asked[query]

    def _others(self, claim: Claim) -> list[MergedEvent]:
        """Give all acts of the claim's kind that took place, at any time: those that "first" and "only" speak of.

        The persons of the own state are left open: "the first French president" means all of them.
        """
        about = tuple(
            msgspec.structs.replace(p, name="") if p.code == self.hero or "visit" in claim.types else p
            for p in claim.about
        )
        abroad = claim.comparison is not None and bool(set(claim.comparison.words.lower().split()) & ABROAD)
        place = Place() if claim.title or abroad else Place(claim.place.country, "", claim.place.region)
        plain = msgspec.structs.replace(
            claim, about=about, date="", numbers=(), details=(), dated=False, place=place, site="", items=()
        )
        matches = [compare(plain, event, self.knowledge, hero=self.hero) for event in self._candidates(plain)]
        return [
            m.event for m in matches if not m.wrong and m.event.status == "occurred" and self.rules.identified(plain, m)
        ]

    def _as_matches(self, claim: Claim, ids: set[str]) -> list[Match]:
        events = {e.id: e for answers in self._asked.values() for e in answers}
        return [compare(claim, events[i], self.knowledge, hero=self.hero) for i in sorted(ids) if i in events]

    def _only_own(self, acts: Sequence[Match]) -> bool:
        """Tell whether the claimant alone tells all of the acts."""
        return all(len(own_tellings(m.event, self.claimant)) == len(m.event.tellings) > 0 for m in acts)


def _same_act(one: MergedEvent, other: MergedEvent) -> bool:
    """Tell whether an act read again is one that is there already: of one kind, time, place and party."""
    if one.type != other.type or one.when is None or other.when is None or not one.when.overlaps(other.when):
        return False
    here, there = one.place, other.place
    if here.country and there.country and here.country != there.country:
        return False
    if here.city and there.city and fold(here.city) != fold(there.city) and one.type != "visit":
        return False
    shared = {p.code for p in one.participants} & {p.code for p in other.participants}
    lacking = not ({p.code for p in one.participants} - {p.code for p in other.participants})
    return bool(shared) and (lacking or one.type == "visit") and one.status == other.status


def _told_elsewhere(first: Finding, second: Finding) -> bool:
    """Tell whether other documents say what the coded events deny; of one called off, nothing but its coding counts."""
    against = {t.event.document for match in first.against for t in match.event.tellings}
    supporting = {t.event.document for match in second.acts for t in match.event.tellings}
    status = any(check.field == "status" and check.outcome == "wrong" for check in first.checks)
    return not status and not supporting & against


def _better(first: Finding, second: Finding, claim: Claim) -> Finding:
    """Choose between what the coded events and what the sources read again make of a claim.

    Coded events decide where they can; where they cannot, or where a source tells it in so many words although the
    coded events have another act, the second reading does. It is too wide to make up a number: acts that it adds can
    only show that there were more than a text says.
    """
    counted = any(number.of == "acts" for number in claim.numbers)
    if first.verdict == "unverified":
        return first if counted and first.acts and second.verdict == "supported" else second
    if first.verdict == "contradicted" and second.verdict == "supported" and not first.acts:
        return second if _told_elsewhere(first, second) else first
    if first.verdict == "supported" and counted and second.verdict == "contradicted":
        return second
    return first


def _merged_checks(match: Match) -> tuple[Check, ...]:
    return tuple(check for check in match.checks if not (check.field == "status" and check.outcome == "holds"))


def _of_item(claim: Claim, n: int) -> Claim:
    """Give the claim that one item of an enumeration makes."""
    item = claim.items[n]
    about = (*claim.about, item.party) if item.party is not None else claim.about
    return msgspec.structs.replace(
        claim, items=(), about=about, place=item.place or claim.place, date=item.date or claim.date,
        dated=claim.dated or bool(item.date), numbers=(), comparison=None, amounts=(),
    )  # fmt: skip


def _item_check(claim: Claim, finding: Finding) -> Check:
    """Sum an item up as one check."""
    named = claim.place.city or claim.place.country or claim.place.region
    claimed = str(claim.about[-1]) if not named and claim.about else named
    outcome = {"supported": "holds", "contradicted": "wrong"}.get(finding.verdict, "missing")
    if outcome == "missing" and any(c.outcome == "disputed" for c in finding.checks):
        outcome = "disputed"
    wrong = [c.found for c in finding.checks if c.outcome == "wrong"]
    found = claimed if outcome == "holds" else ", ".join(wrong) or "not in the record"
    ids = tuple(m.event.id for m in (*finding.acts, *finding.against))
    return Check("item", claimed, found, outcome, ids)
