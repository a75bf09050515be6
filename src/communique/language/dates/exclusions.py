"""Expressions that look like dates and are none; they win over a date of the same length and hide the shorter ones."""

import re

from communique.language.dates.scene import Atom, Rule, Scene
from communique.language.dates.vocabulary import DASH, MONTH, WEEKDAY, compiled

__all__ = ["RULES"]


def build_nothing(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Mark the match as no date."""
    return (Atom(match.start(), match.end(), ""),)


TITLES = r"(?-i:Theresa|Mrs?\.?|Ms\.?|Prime Minister|PM|Lady|Brian|Peter|Elaine)"
RULES = tuple(
    Rule(compiled(pattern), build_nothing)
    for pattern in (
        rf"{TITLES} (?-i:May)\b",
        r"(?:resolutions?|no\.|number|article|agenda|vision|horizon|expo|unscr|olympics|flight|mirage|room"
        r"|section) [12][0-9]{3}"
        r"(?! of)\b",
        r"[12][0-9]{3} (?-i:Agenda|Vision|Roadmap|Strategy)\b",
        rf"(?-i:Good|Black|Super|Bloody|Palm|Easter|Ash|Maundy|Fat|Cyber) {WEEKDAY}",
        r"(?-i:Saturday Night|Sunday (?:Times|Telegraph|Mail|Express|Herald|Mirror|Post|School)|Friday (?:prayers?"
        r"|sermons?|Mosque))",
        r"(?-i:Mail on Sunday)",
        rf"(?-i:Black|Long|Arab|Prague) (?:{MONTH}|(?-i:March|Spring))",
        rf"{MONTH} (?-i:Revolution|War|Uprising|Group|Foundation)\b",
        r"(?-i:May) Day\b(?! (?:in|on))|(?-i:April) Fools\b|(?-i:Spring) Festival\b|(?-i:Summer|Winter) (?:Olympics?"
        r"|Games|Palace)\b",
        r"(?:9/11|(?:Sept(?:ember|\.)? 11|11 September|October 7|Oct\. 7|7 October|July 7"
        r"|7 July)(?:th)?) (?:\w+ )?(?:attacks?|massacre|terror\w*)",
        rf"(?:{MONTH} [0-9]{{1,2}}|[0-9]{{1,2}} {MONTH})(?:th)? (?-i:Movement|Agreement|Group|Brigade)\b",
        r"(?:[0-9]+|\w+)(?:st|nd|rd|th) century\b|(?:this|the|last|next|new) century\b",
        r"(?:one|the|some) day(?! (?:before|after|later|earlier|early|prior|ahead))\b|day by day|year by year"
        r"|day (?:and|or) night|day and age",
        r"(?:to|this) day\b|all day\b|half a day\b",
        rf"[0-9]+{DASH}year{DASH}olds?|[0-9]+ years? old|[0-9]+ years? of age|aged [0-9]+",
        r"(?:first|second|third) quarter(?:final)?s?-?final\b",
    )
)
