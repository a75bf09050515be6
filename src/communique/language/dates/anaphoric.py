"""Rules for times told from another event, for lengths of time, and for what recurs or stays vague."""

import re

from communique.language.dates.readings import Fixed, Yearly
from communique.language.dates.scene import Atom, Rule, Scene
from communique.language.dates.vocabulary import (
    APOSTROPHE,
    CLOCK,
    DASH,
    FEW,
    NUMBER,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    compiled,
    unit_of,
)
from communique.model import When

__all__ = ["RULES"]

CLAUSE = re.compile(
    r"\s+(?!(?:in|on|at|and|or|but|with|for|to|by|of|from|that|when|where|which|who|as|again|also|there|here|over"
    r"|via|under"
    r"|during|amid|was|were|is|had|has|have|until|while|through)\b)(?!(?i:the (?:same|next|following))\b)\w"
)
LASTING = re.compile(
    r"\b(?:for|within|over|in|lasting|under|of|after|than|nearly|almost|just|only|about|barely"
    r"|whole|full)\s+$",
    re.I,
)
WITHIN = re.compile(r"\b(?:within|in|over|during|for)\s+$", re.I)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def anaphor(match: re.Match[str], unit: str, amount: int, *, of_clause: bool = False) -> tuple[Atom, ...]:
    """Make the anaphoric atom of the whole match."""
    return (Atom(match.start(), match.end(), "anaphoric", None, amount, unit, of_clause=of_clause),)


def build_same(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the same day", "later that year", "in the morning"; "the same day in 1990" takes the day from the text."""
    groups = match.groupdict()
    year = groups.get("year")
    if year:
        return (Atom(match.start(), match.end(), "absolute", Fixed(same_day_of(int(year), scene))),)
    unit = (groups.get("unit") or "day").lower()
    return anaphor(match, unit if unit in ("week", "month", "year") else "day", 0)


def same_day_of(year: int, scene: Scene) -> When | None:
    """Give the last-named day of the calendar in another year, or the year alone."""
    said = scene.last.reading if scene.last else None
    if isinstance(said, Fixed) and said.when and said.when.precision == "day":
        said = Yearly(said.when.first.month, said.when.first.day)
    when = said.of_year(year) if isinstance(said, Yearly) else None
    return when or When.year(year)


def build_beside(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the next day", "the previous month", "the day after the vote"."""
    word, unit = match["step"].lower(), (match["unit"] or "day").lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    step = 1 if word in ("next", "following", "ensuing", "subsequent", "after", "later") else -1
    if word == "next" and unit != "day" and WITHIN.search(scene.before(match.start())):
        return (Atom(match.start(), match.end(), "relative", vague=True),)
    if word == "previous" and unit != "day" and not scene.has_date_nearby(match.start()):
        return (Atom(match.start(), match.end(), "relative", scene.relative(unit, -1)),)
    names_base = word in ("before", "after") and bool(CLAUSE.match(scene.after(match.end())))
    return anaphor(match, unit, step, of_clause=names_base)


def build_shift(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "two days earlier", "a week after the summit", "two and a half years later"."""
    words, step = match["number"], match["step"].lower()
    sign = -1 if step.startswith(("earl", "before", "prior", "previous", "ahead")) else 1
    of_clause = step in ("before", "after", "prior to", "ahead of") and bool(CLAUSE.match(scene.after(match.end())))
    if re.fullmatch(FEW, words, re.I):
        return (Atom(match.start(), match.end(), "anaphoric", vague=True, of_clause=of_clause),)
    found = unit_of(words, match["unit"])
    if found is None:
        return None
    amount, unit = found
    if match["half"]:
        if unit != "year":
            return None
        amount, unit = 12 * amount + 6, "month"
    return anaphor(match, unit, sign * amount, of_clause=of_clause)


def build_some(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "weeks later": a distance that is not told."""
    of_clause = match["step"].lower() in ("before", "after") and bool(CLAUSE.match(scene.after(match.end())))
    return (Atom(match.start(), match.end(), "anaphoric", vague=True, of_clause=of_clause),)


def build_hours(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "two hours later" as the same day."""
    return anaphor(match, "day", 0)


def build_eve(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "the eve of the summit" as the day before what follows."""
    return anaphor(match, "day", -1, of_clause=True)


def build_stay(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "the second day of the visit"."""
    which = match["which"].lower()
    return anaphor(match, "stay", ORDINALS.index(which) + 1 if which in ORDINALS else -1)


def build_length(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "three days", "a two-day visit", "the past five years" as lengths."""
    number = match["number"]
    if re.fullmatch(FEW, number, re.I):
        return (Atom(match.start(), match.end(), "duration", vague=True),)
    bare = number.lower() in ("a", "an", "one") and " " in match[0] and not match["past"]
    if bare and not LASTING.search(scene.before(match.start())):
        return None
    found = unit_of(number, match["unit"])
    if found is None or not found[0]:
        return None
    return (Atom(match.start(), match.end(), "duration", None, *found),)


def build_long(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "week-long"."""
    return (Atom(match.start(), match.end(), "duration", None, 1, match["unit"].lower()),)


def build_recurring(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read what happens again and again."""
    return (Atom(match.start(), match.end(), "recurring"),)


def build_vague(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read what says no more than near or far."""
    return (Atom(match.start(), match.end(), "relative", vague=True),)


EARLIER = r"(?:(?:early|earlier|late|later|only) (?:on |in )?)?"
PLAIN = r"(?P<unit>day|week|month|year)\b"
STEP = r"on(?=[,.])|later|earlier|beforehand|before|afterwards?|after|early|prior to|prior|previously|ahead of|late"
RULES = tuple(
    Rule(compiled(pattern), build)
    for pattern, build in (
        (
            rf"{EARLIER}(?:(?:the|that) (?:very )?same|that(?: very)?) (?:{PLAIN}|{CLOCK})(?! (?:before|after)\b)",
            build_same,
        ),
        (rf"(?:(?:on )?the same day|that day),? in (?P<year>{YEAR})", build_same),
        (r"(?:earlier|later|early|late|in the course) (?:in |of )the day\b|the very day\b", build_same),
        (rf"(?<=\bin\s)the (?:early |late )?{CLOCK}(?! of\b)|(?:earlier|later) in the {CLOCK}(?! of\b)", build_same),
        (
            rf"(?:{EARLIER}the |{EARLIER})(?P<step>next|following|ensuing|subsequent|previous|preceding|prior) "
            rf"(?:{PLAIN}|{CLOCK})(?<!next\sweek)(?<!next\smonth)(?<!next\syear)",
            build_beside,
        ),
        (r"the (?P<step>next) (?P<unit>week|month|year)\b", build_beside),
        (
            r"the (?:very )?(?:(?P<unit>day|week|month|year)|night|evening) (?P<step>before|after|earlier"
            r"|later)\b(?! (?:last|next|yesterday|tomorrow)\b)",
            build_beside,
        ),
        (
            rf"(?P<number>{NUMBER}|{FEW}) (?P<unit>{UNIT})(?P<half> and a half)? (?P<step>{STEP})\b(?! (?:yesterday"
            rf"|tomorrow)\b)",
            build_shift,
        ),
        (
            rf"(?P<number>{NUMBER})(?P<half> and a half) (?P<unit>years?) (?P<step>{STEP})\b",
            build_shift,
        ),
        (r"(?:(?:\w+ )?hours?|(?:\w+ )?minutes|moments) (?:later|earlier)\b", build_hours),
        (r"the eve of\b(?! the)|the eve of(?= the\b)", build_eve),
        (
            rf"(?:the )?(?P<which>{'|'.join(ORDINALS)}|final|last|closing|opening) day\b"
            r"(?: of (?:the|his|her|its|their) (?:\w+ )?(?:visit|trip|stay|tour|summit|forum|meeting|talks"
            r"|conference|session))?",
            build_stay,
        ),
        (
            rf"(?P<past>(?:the )?(?:past|last|next|coming) )?(?P<number>{NUMBER}|{FEW})(?:{DASH}"
            rf"|(?: full)? )(?P<unit>{UNIT})"
            rf"(?:{DASH}long)?(?!{DASH}?old\b| old\b| of age\b|{APOSTROPHE})",
            build_length,
        ),
        (rf"(?P<unit>day|week|month|year){DASH}?long\b", build_long),
        (
            rf"(?:every|each)(?: (?:other|single))?(?: (?:{NUMBER} {UNIT}|{UNIT}|{WEEKDAY}|{CLOCK}"
            rf"|{PLAIN.replace('?P<unit>', '?:')}))"
            r"|(?-i:annual|biennial|biannual|yearly|monthly|weekly|daily)(?:ly)?\b"
            rf"|(?:the )?(?:first|second|third|fourth|last) {WEEKDAY} (?:of|in) (?:each|every) month\b"
            rf"|(?:once|twice|(?:\w+ )times) (?:a|per|every) {UNIT}|{WEEKDAYS}",
            build_recurring,
        ),
        (
            r"recently|lately|(?:the )?(?:recent|coming|next few|following few|past few|last few|ensuing|intervening) "
            r"(?:days|weeks|months|years|decades)\b"
            r"|(?:days|weeks|months|years|decades|centuries|some time|not long|long) ago\b"
            r"|the other day\b|the near future\b|the foreseeable future\b|due course\b|these (?:days|weeks|months)\b"
            r"|nowadays\b",
            build_vague,
        ),
        (
            r"(?:days|weeks|months|years|decades) (?P<step>later|earlier|before|after)\b",
            build_some,
        ),
    )
)
