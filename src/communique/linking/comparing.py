"""Whether two tellings can be one act, and how much speaks for it: points field by field, each with its reason.

The one notion of sameness (design, idea 6) on tellings of different documents: what excludes one act is looked at
first, then what identifies it is counted. A field on which sources err (a day, a city, a number, a person) takes
points off, so that it is outvoted where the rest agrees.
"""

import math

import msgspec

from communique.linking.blocking import block_keys
from communique.linking.contexts import shared_words
from communique.linking.excluding import BILATERAL, CLOSE, company_of, excludes
from communique.linking.people import Company
from communique.linking.places import same_city
from communique.linking.spelling import fold
from communique.linking.times import compare_times
from communique.linking.titles import Title, read_title
from communique.model import Link, Telling

__all__ = ["LEAST_POINTS", "Verdict", "compare", "judge"]

LEAST_POINTS = 3.0
TITLED = ("gathering", "agreement", "relation", "initiative", "pledge", "aid", "sanction", "mediation", "commemoration")
TIMES = {
    "same": 2.0, "begin": 1.75, "overlap": 1.5, "cross": 0.75, "month": 1.0, "season": 0.5, "year": 0.25, "open": 0.0,
    "near": -0.5, "apart": -1.0,
}  # fmt: skip
UNLIKE = {"commemoration": 0.0, "mediation": 0.0, "agreement": -4.0, "pledge": -4.0, "aid": -4.0, "initiative": -3.0}


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


def _judge_company(one: Telling, other: Telling) -> list[tuple[float, str]]:
    company = company_of(one, other)
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
    if same_city(here, there):
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
    if first.series & second.series:
        return [(0.5, "on the sidelines of one gathering")]
    return [(-1.0, "on the sidelines of others")]


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
