"""Numbers and comparisons of a claim against the acts that the record holds."""

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.auditing.comparing import Match
from communique.auditing.numbers import find_amounts, find_figures, ordinal_of, times_of
from communique.auditing.tellings import sentences_of, stem, stems
from communique.auditing.vocabulary import Vocabulary
from communique.model import MergedEvent, When
from communique.model.claims import Amount, Check, Claim, Comparison, Number

__all__ = ["check_amount", "check_comparison", "check_number"]

NEAR = 0.06
ROUNDING = 0.005
FIRST = re.compile(
    r"\b(?:first|inaugural|maiden|never (?:before )?|no (?:\w+ ){1,4}had|not since|for the first time|unprecedented)\b",
    re.I,
)
SINCE = re.compile(
    r"\bsince\b[^.;]{0,60}?\b((?:19|20)\d\d)\b"
    r"|\b(?:in|for) (?:more than |over |nearly |almost )?([\w-]+) years\b|\b([\w-]+) years (?:before|earlier)\b",
    re.I,
)
ORDINAL_ACT = re.compile(
    r"\b(?:\w+(?:first|second|third|th|st|nd|rd)|first|second|third|inaugural)\b(?= (?:[\w-]+ ){0,5}?"
    r"(?:summit|meeting|conference|forum|consultations?|round|session|visit|trip|journey|edition|dialogue|talks)\b)",
    re.I,
)
OWN_ORDINAL = re.compile(r"\b(?:his|her|its|their)\s+(second|third|fourth|fifth|sixth|seventh)\b", re.I)
BEGINNING = re.compile(r"since [^.;]*\b(?:independence|relations|ties|founding|established|opened)\b", re.I)


def check_number(number: Number, claim: Claim, acts: Sequence[Match], vocabulary: Vocabulary) -> Check:
    """Compare a number with the acts that fit the claim.

    A number that the record reaches holds; below what it holds is wrong; above it is missing, unless a document states
    the number, which then decides.
    """
    events = [match.event for match in acts]
    if number.of == "days":
        counted = any(other.of in ("countries", "partners") for other in claim.numbers)
        return Check("days", _tell(number.value), _tell(number.value), "holds") if counted else _days(number, events)
    if number.of == "members":
        return _members(number, events)
    if number.of == "things":
        return _things(number, events)
    least, most, shown = _range(number, claim, acts)
    ids = tuple(event.id for event in events)
    value = number.value
    claimed = f"{_tell(value)} {number.noun}"
    if _fits(number, least, most):
        return Check("count", claimed, shown, "holds", ids)
    if value < least:
        return Check("count", claimed, shown, "wrong", ids)
    stated = _stated(number, events, vocabulary)
    fitting = [told for told in sorted(stated) if _fits(number, told)]
    if fitting:
        return Check("count", claimed, f"{_tell(fitting[0])}, as a document says", "holds", ids)
    if stated and events:
        return Check("count", claimed, f"{_tell(min(stated))}, as a document says", "wrong", ids)
    return Check("count", claimed, shown, "missing", ids)


def check_amount(amount: Amount, acts: Sequence[Match]) -> Check:
    """Compare a sum with the sums that the documents of the acts give in the same currency."""
    claimed = f"{_tell(amount.value)} {amount.currency}"
    found: list[float] = []
    for match in acts:
        for text in (*sentences_of(match.event), match.event.title):
            found += [other.value for _, other in find_amounts(text) if other.currency == amount.currency]
    ids = tuple(match.event.id for match in acts)
    shown = ", ".join(_tell(value) for value in dict.fromkeys(found))
    if not found:
        return Check("sum", claimed, "no sum", "missing", ids)
    right = [_fits(amount, value * (1 - ROUNDING), value * (1 + ROUNDING)) for value in found]
    return Check("sum", claimed, shown, "holds" if all(right) else "wrong" if not any(right) else "disputed", ids)


def _fits(claimed: Number | Amount, least: float, most: float | None = None) -> bool:
    """Tell whether a number fits, by its bound ("more than", "up to", "about"), what was found: from least to most."""
    most = least if most is None else most
    if claimed.bound in ("least", "most"):
        return claimed.value <= most if claimed.bound == "least" else claimed.value >= least
    return least <= claimed.value <= most or (claimed.bound == "about" and _near(claimed.value, most))


def check_comparison(
    comparison: Comparison, claim: Claim, acts: Sequence[Match], others: Iterable[MergedEvent]
) -> Check:
    """Check "first", "only", "last" and ordinals; `others` are all acts of the kind, at any time, that took place."""
    checker = {"first": _first, "only": _only, "last": _last, "ordinal": _ordinal}.get(comparison.kind, _said)
    return checker(comparison, claim, [match.event for match in acts], list(others))


# comparisons -----------------------------------------------------------------------------------------------------


def _first(comparison: Comparison, claim: Claim, events: list[MergedEvent], others: list[MergedEvent]) -> Check:
    """A first holds where a source says so or the record knows the one before; an earlier act in between is against."""
    ids = tuple(event.id for event in events)
    starts = [event.when.first for event in events if event.when]
    start = min(starts, default=None)
    earlier = sorted(
        (e for e in others if e.when and start and e.when.last < start and e.id not in ids), key=lambda e: e.date
    )
    since = comparison.since
    claimed = f"first since {since}" if since else "first"
    between = [e for e in earlier if e.when and (not since or e.when.first.year > since)]
    if between:
        return Check("first", claimed, f"one before it: {between[-1].date}", "wrong", (*ids, between[-1].id))
    later = [n for event in events for n in _own_ordinals(event)]
    if later and not since:
        return Check("first", claimed, f"number {later[0]}", "wrong", ids)
    years = [year for event in events for year in _first_said(event)]
    if since:
        before = [e for e in earlier if e.when and abs(e.when.last.year - since) <= 1]
        if any(year and abs(year - since) <= 1 for year in years) or before:
            return Check("first", claimed, claimed, "holds", (*ids, *(e.id for e in before[-1:])))
        known = [year for year in years if year]
        if known:
            return Check("first", claimed, f"first since {known[0]}", "wrong", ids)
        return Check("first", claimed, "no source says so", "missing", ids)
    if 0 in years:
        return Check("first", claimed, "first", "holds", ids)
    known = [year for year in years if year]
    if known:
        return Check("first", claimed, f"first since {known[0]}", "wrong", ids)
    return Check("first", claimed, "no source says so", "missing", ids)


def _own_ordinals(event: MergedEvent) -> Iterator[int]:
    """Yield the ordinals by which the sources count the act among those of one person ("his second after Madrid")."""
    for text in sentences_of(event):
        for found in OWN_ORDINAL.finditer(text):
            number = ordinal_of(found[1])
            if number is not None and number > 1:
                yield number


def _first_said(event: MergedEvent) -> Iterator[int]:
    """Yield, for each sentence about the act that says that it is a first, since which year (0: ever)."""
    for text in sentences_of(event, around=2):
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            if not FIRST.search(sentence):
                continue
            found = SINCE.search(sentence)
            if found is None or BEGINNING.search(sentence):
                yield 0
            elif found[1]:
                yield int(found[1])
            else:
                figure = next(find_figures(found[2] or found[3]), None)
                year = event.when.first.year if event.when else 0
                yield year - int(figure.value) if figure and year else 0


def _only(comparison: Comparison, claim: Claim, events: list[MergedEvent], others: list[MergedEvent]) -> Check:
    ids = tuple(event.id for event in events)
    window = When.parse(claim.date) if claim.date else None
    also = [
        event for event in others
        if event.id not in ids and event.when and (window is None or _year(event.when) == _year(window))
    ]  # fmt: skip
    if also:
        return Check(
            "only", "the only one", f"{len(also) + len(events)} of them", "wrong", (*ids, *(e.id for e in also))
        )
    return Check("only", "the only one", "no other in the record", "holds", ids)


def _last(comparison: Comparison, claim: Claim, events: list[MergedEvent], others: list[MergedEvent]) -> Check:
    ids = tuple(event.id for event in events)
    ends = [event.when.last for event in events if event.when]
    window = When.parse(claim.date) if claim.date else None
    later = [
        event for event in others
        if event.when and ends and event.when.first > max(ends)
        and (window is None or _year(event.when) == _year(window))
    ]  # fmt: skip
    if later:
        return Check("last", "the last", f"one after it: {later[0].date}", "wrong", (*ids, later[0].id))
    return Check("last", "the last", "none after it in the record", "holds", ids)


def _ordinal(comparison: Comparison, claim: Claim, events: list[MergedEvent], others: list[MergedEvent]) -> Check:
    """The n-th holds where a source says so or the record holds so many up to then; another ordinal is against."""
    ids = tuple(event.id for event in events)
    claimed = f"number {comparison.number}"
    said = [n for event in events for n in _ordinals_said(event, claim)]
    if comparison.number in said:
        different = [n for n in said if n != comparison.number]
        return Check("ordinal", claimed, claimed, "disputed" if different else "holds", ids)
    if said:
        return Check("ordinal", claimed, f"number {said[0]}", "wrong", ids)
    ends = [event.when.last for event in events if event.when]
    same_year = [e for e in others if e.when and ends and e.when.last <= max(ends) and _year(e.when) == max(ends).year]
    if len(same_year) == comparison.number:
        return Check("ordinal", claimed, f"number {len(same_year)} of the year in the record", "holds", ids)
    if len(same_year) > comparison.number:
        return Check("ordinal", claimed, f"number {len(same_year)} of the year in the record", "wrong", ids)
    return Check("ordinal", claimed, "no source says so", "missing", ids)


def _ordinals_said(event: MergedEvent, claim: Claim) -> Iterator[int]:
    """Yield the ordinals that the sources put right before the noun of the act ("the third summit")."""
    texts = [event.title] if event.type == "gathering" else []
    texts += [telling.event.evidence.text for telling in event.tellings]
    for text in texts:
        for found in ORDINAL_ACT.finditer(text):
            number = ordinal_of(found[0])
            if number is not None:
                yield number


def _said(comparison: Comparison, claim: Claim, events: list[MergedEvent], others: list[MergedEvent]) -> Check:
    ids = tuple(event.id for event in events)
    word = comparison.words.split()[0]
    said = any(stem(word) in stems(text) for event in events for text in sentences_of(event))
    return Check("comparison", comparison.words, comparison.words if said else "no source says so",
                 "holds" if said else "missing", ids)  # fmt: skip


def _year(when: When) -> int:
    return when.first.year


# numbers ---------------------------------------------------------------------------------------------------------


def _range(number: Number, claim: Claim, acts: Sequence[Match]) -> tuple[int, int, str]:
    """Give the least and the most that the record holds: acts of just these parties, and all that they shared in."""
    sure = [m for m in acts if not m.of("missing")]
    span = next((int(n.value) for n in claim.numbers if n.of == "days" and n.noun == "span"), 0)
    if number.of == "countries" and span:
        most = _most_within(acts, span)
        return most, most, f"{most} within {span} days in the record"
    if number.of == "countries":
        every = {m.event.place.country for m in acts if m.event.place.country}
        firm = {m.event.place.country for m in sure if m.event.place.country}
        return len(firm), len(every), f"{len(every)} in the record"
    if number.of == "partners":
        about = {p.code for p in claim.about}
        every = {p.code for m in acts for p in m.event.participants if p.code not in about}
        return len(every), len(every), f"{len(every)} in the record"
    kinds = {m.event.type for m in acts}
    by_kind = [_once([m for m in acts if m.event.type == kind]) for kind in sorted(kinds)]
    about = {p.code for p in claim.about}
    wide = max((len(group) for group in by_kind), default=0)
    strict = [
        sum(m in sure and (m.event.type != "meeting" or {p.code for p in m.event.participants} <= about) for m in group)
        for group in by_kind
    ]
    stated = [
        m.event.count
        for m in acts
        if m.event.count and m.event.count > 1 and m.event.type in ("meeting", "visit", "call")
    ]
    wide = max([wide, *stated])
    least = min(strict, default=0) if len(kinds) > 1 else max(strict, default=0)
    return min(least, wide), wide, f"{wide} in the record" if least == wide else f"{least} to {wide} in the record"


def _once(acts: list[Match]) -> list[Match]:
    """Leave out an act that another has the day and place of: the same, read a second time with more at the table."""
    kept: dict[tuple[str, str, str], Match] = {}
    for n, match in enumerate(acts):
        event = match.event
        alike = event.type in ("meeting", "visit", "call") and event.date and event.place.city
        kept.setdefault((event.date, event.place.city, "" if alike else str(n)), match)
    return list(kept.values())


def _most_within(acts: Sequence[Match], days: int) -> int:
    """Give the largest number of countries visited within so many days."""
    stays = [(m.event.when, m.event.place.country) for m in acts if m.event.when and m.event.place.country]
    return max(
        (
            len(
                {
                    land
                    for other, land in stays
                    if (other.first - when.first).days >= 0 and (other.last - when.first).days < days
                }
            )
            for when, _ in stays
        ),
        default=0,
    )


def _days(number: Number, events: list[MergedEvent]) -> Check:
    ids = tuple(event.id for event in events)
    claimed = f"{_tell(number.value)} days"
    spans = [event.when for event in events if event.when and event.when.precision in ("day", "interval")]
    if number.noun == "span" and spans:
        days = (max(w.last for w in spans) - min(w.first for w in spans)).days + 1
        return Check("days", claimed, f"{days} days", "holds" if _fits(number, days) else "wrong", ids)
    said = [
        f.value for event in events for text in sentences_of(event) for f in find_figures(text) if _of_days(text, f.end)
    ]
    fitting = [days for days in said if _fits(number, days)]
    if fitting:
        return Check("days", claimed, f"{_tell(fitting[0])} days", "holds", ids)
    told = [When.parse(t.event.date) for event in events for t in event.tellings if t.event.date]
    stays = sorted({when.days for when in told if when.precision == "interval"})
    if stays:
        found = next((days for days in stays if _fits(number, days)), stays[0])
        return Check("days", claimed, f"{found} days", "holds" if _fits(number, found) else "wrong", ids)
    if said:
        return Check("days", claimed, f"{_tell(said[0])} days", "wrong", ids)
    return Check("days", claimed, "not said", "missing", ids)


def _of_days(text: str, end: int) -> bool:
    return bool(re.match(r"[ -]days?\b", text[end : end + 6]))


def _members(number: Number, events: list[MergedEvent]) -> Check:
    ids = tuple(event.id for event in events)
    claimed = f"{_tell(number.value)} {number.noun}"
    counts = {t.event.count for event in events for t in event.tellings if t.event.count} | {
        e.count for e in events if e.count
    }
    if not counts:
        counts = {
            int(f.value) for event in events for text in sentences_of(event) for f in find_figures(text)
            if stem(number.noun) in stems(text[f.end : f.end + 30])
        }  # fmt: skip
    if not counts:
        return Check("members", claimed, "no number", "missing", ids)
    right = [_fits(number, value) for value in sorted(counts)]
    shown = " or ".join(str(value) for value in sorted(counts))
    return Check("members", claimed, shown, "holds" if all(right) else "wrong" if not any(right) else "disputed", ids)


def _things(number: Number, events: list[MergedEvent]) -> Check:
    """Look a number of anything else up in the words of the sources."""
    ids = tuple(event.id for event in events)
    claimed = f"{_tell(number.value)} {number.noun}"
    found: list[float] = []
    for event in events:
        for text in (*sentences_of(event), event.title):
            found += [f.value for f in find_figures(text) if stem(number.noun) in stems(text[f.end : f.end + 40])]
    fitting = [value for value in found if _fits(number, value)]
    if fitting:
        return Check("amount", claimed, f"{_tell(fitting[0])} {number.noun}", "holds", ids)
    if found:
        return Check("amount", claimed, ", ".join(_tell(value) for value in dict.fromkeys(found)), "wrong", ids)
    return Check("amount", claimed, "no number", "missing", ids)


def _stated(number: Number, events: list[MergedEvent], vocabulary: Vocabulary) -> set[float]:
    """Give the numbers that the sources state of such acts ("two instruments were signed", "twice")."""
    kinds = {event.type for event in events}
    found: set[float] = {
        float(t.event.count) for e in events for t in e.tellings if t.event.count and e.type != "gathering"
    }
    for event in events:
        for text in sentences_of(event):
            for figure in find_figures(text):
                behind = [stem(w) for w in re.findall(r"\w+", text[figure.end : figure.end + 40])[:3]]
                counted = vocabulary.counted.get(number.of, frozenset()) if number.of != "acts" else None
                nouns = counted or frozenset[str]().union(*(vocabulary.nouns.get(kind, frozenset()) for kind in kinds))
                words = {stem(w) for w in nouns}
                if set(behind) & words and not any(w in ("day", "week", "hour") for w in behind):
                    found.add(figure.value)
            if number.of == "acts":
                found |= {float(times_of(word)) for word in re.findall(r"\w+", text) if times_of(word) > 1}
    return found


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= max(NEAR * max(one, other), 0.5)


def _tell(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
