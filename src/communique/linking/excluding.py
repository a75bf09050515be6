"""What excludes that two tellings are one act, whatever else agrees."""

from communique.linking.counts import are_whole_and_member
from communique.linking.people import Company, compare_company, is_in_office
from communique.linking.places import same_city
from communique.linking.times import Timing, compare_times, day_of
from communique.linking.titles import Title, read_title
from communique.model import Place, Telling, When

__all__ = ["BILATERAL", "CLOSE", "company_of", "excludes", "names_others"]

BILATERAL = ("meeting", "call")
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
ONE_DAY = 1
CLOSE = 3
FAR_APART = {"relation": 1500, "gathering": 45}


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


def company_of(one: Telling, other: Telling) -> Company:
    """Compare who takes part in two tellings, on whichever side."""
    a, b = one.event, other.event
    return compare_company((*a.actors, *a.targets), (*b.actors, *b.targets), _day_of_both(one, other))


def names_others(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of an act with two sides name different persons for one of them."""
    company = company_of(one, other)
    return bool(company.clash) and len(company.shared) <= 2


def _day_of_both(one: Telling, other: Telling) -> When | None:
    """Give the time by which offices and memberships are looked up: the narrower of both."""
    days = [when for telling in (one, other) if (when := day_of(telling))]
    return min(days, key=lambda when: (when.days, when.first), default=None)


def _places_exclude(kind: str, one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return kind in ("visit", "meeting", "aid", "representation") or not same_city(one, other)
    return bool(one.region and other.region and one.region != other.region and kind == "visit")


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
        on = _day_of_both(one, other)
        for first, second in ((a.actors, b.actors), (a.targets, b.targets)):
            company = compare_company(first, second, on)
            if first and second and (not company.shared or (company.clash and a.type in BY_PERSON)):
                return True
        return False
    company = company_of(one, other)
    if a.type == "visit":
        others = company.shared == company.clash
        return not company.shared or (others and _both_in_office(one, other, company))
    if a.type in BILATERAL:
        alone = not company.nested and len(company.shared) < 2
        return alone or (len(company.shared) <= 2 and _both_in_office(one, other, company))
    if a.type == "relation":
        return not company.nested
    return a.type != "gathering" and not company.shared


def _both_in_office(one: Telling, other: Telling, company: Company) -> bool:
    """Tell whether different persons are named for one side who both held an office then, so that none is a mistake."""
    if not company.clash:
        return False
    on = _day_of_both(one, other)
    people = [
        p
        for telling in (one, other)
        for p in (*telling.event.actors, *telling.event.targets)
        if p.code in company.clash and p.name
    ]
    return on is None or all(is_in_office(p, on) is not False for p in people)
