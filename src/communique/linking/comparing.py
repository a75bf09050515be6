"""Whether two tellings can be one act, and how much speaks for it: points field by field, each with its reason.

The one notion of sameness (design, idea 6) on tellings of different documents: what excludes one act is looked at
first, then what identifies it is counted. A field on which sources err (a day, a city, a number, a person) takes
points off, so that it is outvoted where the rest agrees.
"""

import math

import msgspec

from communique.linking.blocking import block_keys
from communique.linking.contexts import shared_words
from communique.linking.counts import are_whole_and_member
from communique.linking.people import Company, compare_company, is_in_office
from communique.linking.spelling import fold
from communique.linking.times import Timing, compare_times, day_of
from communique.linking.titles import Title, read_title
from communique.model import Link, Place, Telling

__all__ = ["LEAST_POINTS", "Verdict", "compare", "excludes", "judge", "names_others"]

LEAST_POINTS = 3.0
BILATERAL = ("meeting", "call")
TITLED = ("gathering", "agreement", "relation", "initiative", "pledge", "aid", "sanction", "mediation", "commemoration")
SIDED = ("message", "representation", "pledge", "aid", "sanction", "statement", "mediation")
BRIEF = ("meeting", "call", "message", "pledge", "aid")
BY_PERSON = ("message", "representation")
FORMS_APART = ("message", "representation", "relation", "initiative", "sanction", "statement")
LOOSE_FORMS = (
    {"established", "restored", "upgraded"},
    {"downgraded", "severed"},
    {"support", "welcome"},
    {"oppose", "condemn", "protest"},
)
TIMES = {
    "same": 2.0, "begin": 1.75, "overlap": 1.5, "cross": 0.75, "month": 1.0, "season": 0.5, "year": 0.25, "open": 0.0,
    "near": -0.5, "apart": -1.0,
}  # fmt: skip
UNLIKE = {"commemoration": 0.0, "mediation": 0.0, "agreement": -4.0, "pledge": -4.0, "aid": -4.0, "initiative": -3.0}
ONE_DAY = 1
CLOSE = 3
FAR_APART = {"relation": 1500, "gathering": 45}


class Verdict(msgspec.Struct, frozen=True):
    """The points for one act, and what gave them."""

    points: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points as a share of 1; 0.5 is as much as is asked for."""
        return round(1 / (1 + math.exp(LEAST_POINTS - self.points)), 4)


def compare(one: Telling, other: Telling) -> Link | None:
    """Judge whether two tellings of different documents tell one act.

    Gives a link with its score (0.5 to 1) and reasons, None where something excludes it or too little identifies it,
    and for tellings without a common key. The order of the two does not matter.
    """
    if one.id == other.id or excludes(one, other):
        return None
    first, second = sorted((one, other), key=lambda telling: telling.id)
    verdict = judge(first, second)
    if verdict.points < LEAST_POINTS or not block_keys(first) & block_keys(second):
        return None
    return Link(one=first.id, other=second.id, same=True, score=verdict.score, by="machine", reasons=verdict.reasons)


def excludes(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings can by no means be one act."""
    a, b = one.event, other.event
    if a.type != b.type or one.document.id == other.document.id:
        return True
    return (
        _places_exclude(a.type, a.place, b.place)
        or _forms_exclude(a.type, a.form, b.form)
        or _times_exclude(one, other, compare_times(one, other))
        or are_whole_and_member(one, other)
        or _titles_exclude(a.type, read_title(a.title), read_title(b.title))
        or _companies_exclude(one, other)
    )


def judge(one: Telling, other: Telling) -> Verdict:
    """Count what speaks for and against one act, of two tellings that do not exclude each other."""
    tally: list[tuple[float, str]] = []
    tally += _judge_company(one, other)
    tally += _judge_time(one, other)
    tally += _judge_place(one, other)
    tally += _judge_title(one, other)
    tally += _judge_form(one, other)
    words = shared_words(one, other)
    if words:
        tally.append((min(1.0, 0.25 * len(words)), f"both mention {', '.join(sorted(words)[:5])}"))
    return Verdict(round(sum(points for points, _ in tally), 4), tuple(reason for _, reason in tally if reason))


def _places_exclude(kind: str, one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return kind in ("visit", "meeting", "aid", "representation") or not _same_city(one, other)
    return bool(one.region and other.region and one.region != other.region and kind == "visit")


def _same_city(one: Place, other: Place) -> bool:
    return bool(one.city) and fold(one.city) == fold(other.city)


def _forms_exclude(kind: str, one: str, other: str) -> bool:
    if not one or not other or one == other or kind not in FORMS_APART:
        return bool(kind == "agreement" and "ratified" in (one, other) and one != other and one and other)
    return "letter" not in (one, other) and not any({one, other} <= loose for loose in LOOSE_FORMS)


def _times_exclude(one: Telling, other: Telling, timing: Timing) -> bool:
    if timing.kind == "near":
        statuses = {one.event.status, other.event.status}
        most = ONE_DAY if one.event.type == "statement" else CLOSE if one.event.type in BRIEF else timing.gap
        return statuses == {"occurred", "cancelled"} or (timing.gap > CLOSE and len(statuses) > 1) or timing.gap > most
    if timing.kind != "apart":
        return False
    return timing.gap == 0 or timing.gap > FAR_APART.get(one.event.type, 0)


def _titles_exclude(kind: str, one: Title, other: Title) -> bool:
    if kind != "gathering":
        return False
    return bool(one.series and other.series and not one.series & other.series)


def _companies_exclude(one: Telling, other: Telling) -> bool:
    a, b = one.event, other.event
    if a.type in SIDED:
        for first, second in ((a.actors, b.actors), (a.targets, b.targets)):
            company = compare_company(first, second, day_of(one))
            if first and second and (not company.shared or (company.clash and a.type in BY_PERSON)):
                return True
        return False
    company = _company(one, other)
    if a.type == "visit":
        return not company.shared or company.shared == company.clash
    if a.type in BILATERAL:
        return (not company.nested and len(company.shared) < 2) or _are_two_meetings(one, other, company)
    if a.type == "relation":
        return not company.nested
    return a.type != "gathering" and not company.shared


def _company(one: Telling, other: Telling) -> Company:
    a, b = one.event, other.event
    return compare_company((*a.actors, *a.targets), (*b.actors, *b.targets), day_of(one))


def names_others(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of an act with two sides name different persons for one of them."""
    company = _company(one, other)
    return bool(company.clash) and len(company.shared) <= 2


def _are_two_meetings(one: Telling, other: Telling, company: Company) -> bool:
    """Tell whether two sides met two persons of one state: each held an office then, so that neither is a mistake."""
    if not company.clash or len(company.shared) > 2:
        return False
    on = day_of(one)
    people = [
        p
        for telling in (one, other)
        for p in (*telling.event.actors, *telling.event.targets)
        if p.code in company.clash and p.name
    ]
    return on is None or all(is_in_office(p, on) is not False for p in people)


def _judge_company(one: Telling, other: Telling) -> list[tuple[float, str]]:
    company = _company(one, other)
    if not company.shared:
        return []
    found = [(_points_of_company(one.event.type, company), f"both name {', '.join(sorted(company.shared))}")]
    if company.same:
        points = min(1.0, 0.5 * len(company.same))
        found.append((points, f"the same persons for {', '.join(sorted(company.same))}"))
    if company.clash:
        alone = len(company.shared) <= 2
        found.append((-2.25 if alone else -0.75, f"other persons for {', '.join(sorted(company.clash))}"))
    return found


def _points_of_company(kind: str, company: Company) -> float:
    if kind == "visit":
        return 1.5 if company.same else 0.75
    if kind == "gathering":
        return 1.5 if company.equal and len(company.shared) > 1 else 0.75 if len(company.shared) > 1 else 0.25
    if company.equal:
        return 2.0
    if company.nested:
        return 0.25 if kind in BILATERAL else 1.25
    return 0.75 if len(company.shared) > 1 else 0.25


def _judge_time(one: Telling, other: Telling) -> list[tuple[float, str]]:
    timing = compare_times(one, other)
    points = TIMES[timing.kind]
    if timing.kind == "near" and timing.gap > 1:
        points -= 1.0 if timing.gap <= CLOSE else 1.75
    if timing.kind == "near" and one.event.type == "statement":
        points -= 1.0
    if one.event.type == "relation" and timing.clash:
        points = -0.5
    if one.event.type == "relation" and timing.kind in ("year", "season"):
        points = 1.5
    if {one.event.status, other.event.status} == {"occurred", "cancelled"} and timing.kind != "same":
        points -= 1.5
    told = {
        "same": f"both on {one.event.date}",
        "open": "no date on one side",
        "near": f"{timing.gap} days apart",
        "apart": f"{timing.gap} days apart",
    }.get(timing.kind, f"{one.event.date} and {other.event.date} overlap")
    return [(points, told)]


def _judge_place(one: Telling, other: Telling) -> list[tuple[float, str]]:
    here, there = one.event.place, other.event.place
    if _same_city(here, there):
        return [(2.0 if one.event.type == "visit" else 1.0, f"both in {here.city}")]
    country = here.country and here.country == there.country
    if country and here.city and there.city:
        return [(0.75 if one.event.type == "visit" else -1.75, f"{here.city} and {there.city}, both in {here.country}")]
    if country:
        return [(1.75 if one.event.type == "visit" else 0.5, f"both in {here.country}")]
    return [(-2.0, f"{here.country} and {there.country}")] if here.country and there.country else []


def _judge_title(one: Telling, other: Telling) -> list[tuple[float, str]]:
    kind = one.event.type
    first, second = _title_of(one, other), _title_of(other, one)
    if kind not in (*TITLED, "statement"):
        return _judge_sidelines(first, second)
    found: list[tuple[float, str]] = []
    points = _points_of_titles(kind, first, second)
    if first.ordinal is not None and second.ordinal is not None:
        if first.ordinal != second.ordinal:
            found.append((-0.75 if first.names & second.names else -1.25, "their numbers differ"))
        elif points >= 0:
            found.append((1.0, f"both number {first.ordinal}"))
    if first.amounts & second.amounts:
        found.append((0.5, f"both say {', '.join(sorted(first.amounts & second.amounts))}"))
    if one.event.title and other.event.title:
        found.append((points, f"“{one.event.title}” and “{other.event.title}”"))
    return found


def _title_of(telling: Telling, other: Telling) -> Title:
    """Give the title of a telling without the names of the cities, which are compared as places."""
    title = read_title(telling.event.title)
    cities = {w for t in (telling, other) for w in fold(t.event.place.city).split()}
    return msgspec.structs.replace(title, words=title.words - cities) if title.words & cities else title


def _judge_sidelines(first: Title, second: Title) -> list[tuple[float, str]]:
    if not first.series or not second.series:
        return []
    return (
        [(0.5, "on the sidelines of one gathering")]
        if first.series & second.series
        else [(-1.0, "on the sidelines of others")]
    )


def _points_of_titles(kind: str, first: Title, second: Title) -> float:
    """Give the points for two titles by the share of telling words and names of the shorter that the other has."""
    one, other = first.names | first.words, second.names | second.words
    if not one or not other:
        if first.kinds and first.kinds == second.kinds:
            return 1.0 if kind == "relation" else 0.5
        return 0.25
    if first.series & second.series:
        return 2.0
    share = max(len(a & b) / min(len(a), len(b)) for a, b in ((one, other), (first.spelled, second.spelled)) if a and b)
    if share >= 0.6:
        return 2.0 if one == other else 1.5
    if share > 0 or first.amounts & second.amounts:
        return 0.75 if share >= 0.4 else 0.25
    if kind == "gathering":
        return -1.0 if first.kinds & second.kinds else -3.0 if first.kinds and second.kinds else -2.0
    return UNLIKE.get(kind, -2.0)


def _judge_form(one: Telling, other: Telling) -> list[tuple[float, str]]:
    first, second = one.event.form, other.event.form
    if not first or not second or one.event.type in ("gathering", "agreement"):
        return []
    return [(0.5, f"both {first}")] if first == second else [(-0.5, f"{first} and {second}")]
