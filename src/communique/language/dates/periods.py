"""Rules for what is longer than a day: months, seasons, quarters, halves, years, spans of years, decades."""

import re

from communique.language.dates.readings import Fixed, Reading, Yearly
from communique.language.dates.scene import Atom, Rule, Scene
from communique.language.dates.vocabulary import (
    APOSTROPHE,
    DASH,
    MONTH,
    NUMBER,
    PHASE,
    SEASON,
    YEAR,
    compiled,
    month_number,
    number_of,
    season_months,
    year_part,
)
from communique.model import When

__all__ = ["RULES"]

PREPOSITIONS = (
    "in|since|until|till|by|during|throughout|through|before|after|from|to|between|of|for|early|late|mid|last|next|this"
)
BEFORE_MONTH = re.compile(rf"(?:\b(?:{PREPOSITIONS}|the|[\w.]+{APOSTROPHE}s?)|\bmid{DASH})\s*$", re.I)
BEFORE_MAY = re.compile(rf"(?:\b(?:in|since|until|during|early|late|last|next|this)|\bmid{DASH})\s*$", re.I)
AGENT = re.compile(r"(?:ed|en|held|led|made|sent) by\s+$", re.I)
ORDINALS = ("first", "second", "third", "fourth")
NAMES = ("april", "may", "june", "august")
WORDS = ("march", "may", "august")
BEFORE_YEAR = re.compile(
    rf"(?:\b(?:{PREPOSITIONS}|as of|than|beyond|back in|around|circa|year|dated)(?: the)?\s+|[(\[]|\b(?:early|late"
    rf"|mid){DASH}?\s*)$",
    re.I,
)
DETERMINED = re.compile(
    rf"(?:\b(?:the|its|his|her|their|our|your|my|annual|inaugural|disputed)|\w{APOSTROPHE}s"
    rf"|s{APOSTROPHE})\s+$",
    re.I,
)
COUNTED = re.compile(
    r"\s*(?:%|percent|million|billion|trillion|thousand|hundred|k?m\b|kilomet|met(?:er|re)s|miles|acres|hectares"
    r"|tons|tonnes"
    r"|dollars|euros|yuan|pounds|yen|people|persons|troops|soldiers|men|women|children|GMT|UTC|hours|local time"
    r"|[A-Z]{3}\b(?!\s)|(?:[a-z-]+ )?(?:ambassadors|delegates|participants|students|guests|companies|families|homes"
    r"|cases"
    r"|documents|projects|refugees|migrants|workers|members|casualties|deaths|vehicles|aircraft)\b)"
)
PROGRAMME = re.compile(
    r"\s+(?:(?:Action|Strategic|Development|Sustainable|Work|Joint)\s+)*"
    r"(?:Agenda|Vision|Roadmap|Strategy|Plan|Programme|Program|Goals|Targets?|Framework|Development|Compact)\b"
)
SEASONAL = compiled(r" (?:school|camp|holiday|break|festival|offensive|session|olympics|games|palace|residence)")
IN_SEASON = re.compile(r"\b(?:in|since|during|over|by|until|for)\s+(?:the\s+)?$", re.I)
OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;]['\"\u201d\u2019)]*\s+|\n\s*|['\"\u201c])$")
OPENING_VERB = re.compile(r"\s+(?:was|is|has|had|will|saw|marked|marks|brought|began|ended|proved|became|witnessed)\b")
NOUN_NEXT = re.compile(
    r"\s+(?!(?:and|or|but|to|in|on|at|by|with|for|of|from|as|was|were|is|are|has|had|have|when|where|which|that|who"
    r"|after|before"
    r"|until|since|the|a|an|it|he|she|they|we|will|would|during|between|under|over|this|then|than|not)\b)[A-Za-z]"
)


def one(match: re.Match[str], reading: Reading, kind: str = "absolute") -> tuple[Atom, ...]:
    """Make the atom of the whole match."""
    return (Atom(match.start(), match.end(), kind, reading),)


def build_month(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a month, with or without a year; "last May" lies before the reference month, "this May" in its year."""
    name, rel = match["month"], (match["rel"] or "").lower().split()
    dated = bool(match["year"] or match["near"] or match["other"])
    sure = bool(dated or match["phase"] or (rel and rel != ["that"]))
    if not sure and not is_month(match, name.rstrip("."), scene):
        return None
    month = Yearly(month_number(name))
    if not rel:
        reading = scene.dated(match, month)
        return one(match, reading, "relative" if match["near"] else "absolute") if reading else None
    if rel == ["that"] and not scene.is_introduced(match.start()):
        return (Atom(match.start("month"), match.end(), "absolute", month),) if not dated else None
    if rel[-1] in ("following", "previous", "that") or (rel[0] == "the" and rel[-1] == "next"):
        step = {"previous": -1, "that": 0}.get(rel[-1], 1)
        return (Atom(match.start(), match.end(), "anaphoric", None, step, "month"),)
    return one(match, Fixed(pointed(month, rel, scene)), "relative")


def is_month(match: re.Match[str], name: str, scene: Scene) -> bool:
    """Tell a month's name that stands alone from a person, a verb and an abbreviation that means something else."""
    before, after, key = scene.before(match.start("month")), scene.after(match.end("month")), name.lower()
    follows = scene.last is not None and match.start() - scene.last.end < 12
    introduced = bool(BEFORE_MONTH.search(before)) or follows
    if len(name) < 5 and key not in ("may", "june", "july"):
        return introduced and match["month"].endswith(".")
    if key in NAMES and not introduced and re.match(r"\s+[A-Z]", after):
        return False
    if key in WORDS:
        if re.match(r"\s+(?:on|for)\b", after) and before.lower().endswith("the "):
            return False
        if key == "may" and (scene.has_person_may or AGENT.search(before)):
            return bool(BEFORE_MAY.search(before))
        return introduced
    return True


def pointed(reading: Yearly, rel: list[str], scene: Scene) -> When | None:
    """Give the last, next or this year's month or season, seen from the reference date."""
    if scene.reference is None:
        return None
    if rel[-1] in ("last", "previous"):
        now = reading.near(scene.reference, forward=False)
        return reading.of_year(now.first.year - 1) if now and now.last >= scene.reference else now
    if rel[-1] in ("next", "coming"):
        now = reading.near(scene.reference, forward=True)
        return reading.of_year(now.first.year + 1) if now and now.first <= scene.reference else now
    if rel[-1] == "past":
        return reading.near(scene.reference, forward=False)
    year = scene.year_near("this")
    return reading.of_year(year) if year else None


def build_month_of_year(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "last year in May"."""
    year = scene.year_near(match["near"].lower())
    return one(match, Fixed(When.month(year, month_number(match["month"])) if year else None), "relative")


def build_season(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a season as three months, winter as December to February."""
    name, rel = match["season"], (match["rel"] or "").lower().split()
    season = Yearly(season_months(name), months=3)
    dated = match["year"] or match["near"] or match["other"]
    if dated:
        reading = scene.dated(match, season)
        return one(match, reading) if reading else None
    if rel:
        return one(match, Fixed(pointed(season, rel, scene)), "relative")
    if name != name.lower() or name == "fall" or SEASONAL.match(scene.after(match.end())):
        return None
    introduced = match["phase"] or IN_SEASON.search(scene.before(match.start("season")))
    return one(match, season) if introduced else None


def build_part(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a quarter or a half of a year."""
    which = match["which"].lower()
    size = 6 if match["unit"].lower() in ("half", "h") else 3
    last = which in ("last", "final")
    count = int(which) if which.isdigit() else 12 // size if last else ORDINALS.index(which) + 1
    if last and not match["year"] and not match.groupdict().get("near"):
        return None
    if count * size > 12:
        return None
    named = match["year"] or match.groupdict().get("near")
    if not named and (size == 6 or not re.search(r"\b(?:in|during|by)\s+$", scene.before(match.start()), re.I)):
        return None
    return in_year(match, Yearly((count - 1) * size + 1, months=size), scene)


def build_run(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read the first or last months of a year."""
    size = number_of(match["count"]) * (3 if match["unit"].lower() == "quarters" else 1)
    if not 0 < size < 12:
        return None
    first = 1 if match["which"].lower() in ("first", "opening") else 13 - size
    return in_year(match, Yearly(first, months=size), scene)


def in_year(match: re.Match[str], part: Yearly, scene: Scene) -> tuple[Atom, ...]:
    """Make the atom of a part of the year that an `OF_YEAR` names, or of no year."""
    if match["year"]:
        return one(match, Fixed(part.of_year(int(match["year"]))))
    near = match.groupdict().get("near")
    if not near:
        return one(match, part)
    year = scene.year_near(near.lower())
    return one(match, Fixed(part.of_year(year) if year else None), "relative")


def build_year(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a year where a preposition, a bracket or a noun shows that the number is one."""
    before, after = scene.before(match.start()), scene.after(match.end())
    if COUNTED.match(after) or PROGRAMME.match(after) or re.match(rf"{DASH}[0-9]", after):
        return None
    year = Fixed(When.year(int(match["year"])))
    if match["phase"] or match["named"] or BEFORE_YEAR.search(before):
        modifies = not match["phase"] and re.search(r"\b(?:the|of|for|to|by)\s+$", before, re.I) and noun_follows(after)
        return one(match, year, "modifier" if modifies else "absolute")
    if DETERMINED.search(before) and noun_follows(after):
        return one(match, year, "modifier")
    if re.match(rf"{APOSTROPHE}s\s+[a-z]", after):
        return one(match, year)
    if OPENS_SENTENCE.search(before) and OPENING_VERB.match(after):
        return one(match, year)
    listed = re.search(r"[0-9]{4}(?:,|,? (?:and|or)(?: in)?) $", before[-12:])
    return one(match, year) if listed and scene.last and match.start() - scene.last.end < 9 else None


def noun_follows(after: str) -> bool:
    """Tell whether a noun phrase goes on after a year."""
    return bool(NOUN_NEXT.match(after))


def build_years(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read 2015-2016, 2015/16 and 2021-25."""
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if not first < end <= first + 80 or PROGRAMME.match(scene.after(match.end())):
        return None
    return one(match, Fixed(When.between(When.year(first), When.year(end))))


def build_decade(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the 1970s" as 1970/1979."""
    first = int(match["decade"])
    return one(match, Fixed(When.between(When.year(first), When.year(first + 9))))


OF_YEAR = rf"(?: of|,)? (?:(?:the )?(?:year )?(?P<year>{YEAR})|(?P<near>this|last|next|the) year\b)"
RULES = tuple(
    Rule(compiled(pattern), build)
    for pattern, build in (
        (
            rf"(?P<phase>{PHASE})?(?:the month of )?(?P<rel>(?:this past|this coming|(?:the )?(?:following|previous"
            rf"|next)|last|this|that) )?"
            rf"(?P<month>{MONTH}){year_part()}",
            build_month,
        ),
        (
            rf"(?P<near>this|last|next) year,? in (?:{PHASE})?(?P<month>{MONTH})(?! ?[0-9]|,? (?:of )?{YEAR})",
            build_month_of_year,
        ),
        (
            rf"(?P<phase>{PHASE})?(?:the )?(?P<rel>(?:last|next|this|this past|this coming|previous|coming) )?"
            rf"(?P<season>{SEASON}){year_part()}",
            build_season,
        ),
        (
            rf"(?:the )?(?P<which>{'|'.join(ORDINALS)}|last|final)(?: |-)(?P<unit>half|quarter)(?:{OF_YEAR})?",
            build_part,
        ),
        (rf"(?-i:(?P<unit>[QH])(?P<which>[1-4])),? (?:of )?(?P<year>{YEAR})", build_part),
        (
            rf"(?:the )?(?P<which>first|opening|last|final|closing) (?P<count>{NUMBER}) (?P<unit>months"
            rf"|quarters){OF_YEAR}",
            build_run,
        ),
        (
            rf"(?P<phase>{PHASE})?(?P<named>(?:the )?(?:calendar |financial |fiscal )?year )?(?P<year>{YEAR})",
            build_year,
        ),
        (rf"(?P<first>{YEAR})[-/\u2010-\u2015](?P<last>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[-/.][0-9])", build_years),
        (rf"(?:the )?(?:(?:early|mid|late)[-\s])?(?P<decade>(?:1[5-9]|20)[0-9]0){APOSTROPHE}?s\b", build_decade),
    )
)
