"""What the head of a document says about all of it: whose text it is, and in whose name it speaks."""

import datetime
import re

from communique.coding.publishers import publisher
from communique.knowledge.bearers import Bearers, Clues
from communique.knowledge.offices import plain_title
from communique.knowledge.world import Knowledge
from communique.language.dates import find_dateline_day, find_dates
from communique.model import Document, Participant, When

__all__ = ["find_author", "find_closing_day", "find_day", "find_home", "find_principals"]

HOME_KINDS = ("state", "nationality", "organisation", "capital", "seat")
PARTY_KINDS = ("state", "nationality", "organisation", "capital", "region")
JOINT = re.compile(
    r"\bjoint\b[^\n]{0,60}\b(?:statement|declaration|communiqu[eé]|vision|press|fact\s?sheet|readout|action plan)\b"
    r"|\b(?:leaders|ministers|summit)[’']? (?:statement|declaration|communiqu[eé])\b"
    r"|\b(?:declaration|communiqu[eé]) (?:of|adopted|following)\b",
    re.I,
)
SUBJECT = re.compile(
    r"\s(?:on|concerning|regarding|about)\s(?!(?:the )?(?:occasion|visit|state visit|official visit)\b)", re.I
)
TOPIC = re.compile(
    r"\b(?:foreign (?:relations|policy)|diplomatic (?:history|relations)) of (?:the )?(?P<of>[^,\n]+)", re.I
)
WE = re.compile(
    r"\bWe,\s(?P<who>[^\n]{5,1200}?)(?:,\s)?\b(?:met|gathered|held|convened|have met|have gathered|meeting)\b"
)
SPOKEN = re.compile(
    r"\b(?:speech|remarks|address|statement|interview|letter|message|keynote|op-ed)\b[^:]*\b(?:by|of|from|with)\b[^:]*$",
    re.I,
)
SPEAKING = re.compile(
    r"\s*(?:[’']s\s|\s(?:at|to)\s)?\s*(?:[\w-]+\s+){0,3}"
    r"(?:remarks|speech|statement|interview|address|keynote|availability|briefing|conference)\b",
    re.I,
)
BEARING = re.compile(
    r"\b(?:prime minister|president|foreign minister|minister (?:for|of) foreign affairs|secretary of state)\b", re.I
)
MOST_TITLES = 3
MOST = 8
LONGEST_CLOSING = 60
LATE_DAYS = 5
PLACE = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?:,| –| -|:)?)?[\s(]*\W*")


def find_home(document: Document, knowledge: Knowledge) -> str:
    """Give the state or organisation whose text this is: that of its source, else the one that its title is about."""
    named = next(iter(_codes(document.source, knowledge, HOME_KINDS)), "")
    return named or publisher(document, knowledge) or _topic(document, knowledge)


def find_author(document: Document, knowledge: Knowledge, home: str) -> Participant | None:
    """Give who says "I" in a text: whose words its title quotes or announces, else whose office is its source."""
    now = When.day(document.published) if document.published else None
    if now is None:
        return None
    bearers, title = Bearers(knowledge), document.title
    for match in knowledge.matches(title):
        people = tuple(m for m in match.meanings if m.kind in ("person", "surname"))
        behind = title[match.end :]
        first = len(title[: match.start].split()) <= MOST_TITLES
        quoted = (
            (first and behind.lstrip().startswith(":")) or SPEAKING.match(behind) or SPOKEN.search(title[: match.start])
        )
        if people and quoted:
            bearer = bearers.named(Clues(name=match.text, meanings=people, home=home), now)
            if bearer is not None:
                return Participant(bearer.code, bearer.person.id.partition(" (")[0])
    office = BEARING.search(document.source)
    held = knowledge.titled(home, plain_title(office[0]), now) if office and home else []
    people_ids = {tenure.person for tenure in held}
    return Participant(home, next(iter(people_ids)).partition(" (")[0]) if len(people_ids) == 1 else None


def find_principals(document: Document, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the codes of those in whose name a joint statement speaks ("we", "the two sides"); none for other texts."""
    head = document.title or document.text.lstrip().partition("\n")[0][:200]
    if not JOINT.search(head):
        return ()
    named = _codes(SUBJECT.split(head)[0], knowledge, PARTY_KINDS)
    if len(named) < 2 and (opening := WE.search(document.text[:3000])):
        spoken = _codes(opening["who"], knowledge, PARTY_KINDS)
        named = spoken if len(spoken) > 1 and not (set(named) & set(knowledge.organisations)) else named or spoken
    return tuple(named[:MOST])


def find_day(document: Document) -> datetime.date | None:
    """Give the day from which a document is told: that of its dateline where it came out within days of it."""
    published = document.published
    line = find_dateline_day(document.text, published) if published else None
    return line if line and published and 0 < (published - line).days <= LATE_DAYS else published


def find_closing_day(text: str) -> When | None:
    """Give the day of the line that closes a text, alone or behind a place ("New York, 19 September 2023")."""
    for line in [line.strip() for line in text.rstrip().rsplit("\n", 4)[1:] if line.strip()][-2:]:
        dates = find_dates(line, None) if len(line) <= LONGEST_CLOSING else []
        day = dates[0].when if len(dates) == 1 else None
        if day is not None and day.days == 1 and PLACE.fullmatch(line.replace(dates[0].span.text, "")):
            return day
    return None


def _topic(document: Document, knowledge: Knowledge) -> str:
    found = TOPIC.search(document.title)
    return next(iter(_codes(found["of"], knowledge, ("state",))), "") if found else ""


def _codes(text: str, knowledge: Knowledge, kinds: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for match in knowledge.matches(text):
        meaning = next((m for m in match.meanings if m.kind in kinds), None)
        gathering = next((m for m in match.meanings if m.kind == "gathering"), None)
        if meaning is not None:
            found[meaning.code] = None
        elif (
            gathering is not None and "region" in kinds and (body := knowledge.gatherings[gathering.code].organisation)
        ):
            found[body] = None
    return list(found) if "region" in kinds else [c for c in found if not c.startswith("region:")]
