"""English on a small scale: lists, articles, number words, plurals, and what to do with words that a source chose."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import msgspec

from communique.model.numbers import ORDINALS, spell
from communique.reports.data import load_yaml

__all__ = [
    "Nouns",
    "a",
    "capitalise",
    "clean",
    "join",
    "number",
    "phrase",
    "plural",
    "quote",
    "shorten",
    "without_number",
]

IN_WORDS = 12
SPECIAL = {1: "once", 2: "twice"}
CUT = re.compile(r" (?:of|on|for|to|in|with|between|from|against|by|at|that|about|under|over|among|towards?) ")
SMALL = "|".join(sorted(map(spell, range(1, 100)), key=len, reverse=True))
SPELLED = re.compile(rf"(?:{SMALL})\s+(?=[a-z])", re.I)
AMOUNT = re.compile(rf"[$€£¥₹]|\d[\d.,]*\s+(?!in\b)[a-z]|(?i:{SMALL})\s+(?!in\b)[a-z]")
ORDINAL = re.compile(rf"\d+(?:st|nd|rd|th)\b|\d{{4}} [A-Z]|(?i:{'|'.join(ORDINALS)}|[a-z]+ty-[a-z]+(?:st|nd|rd|th))\b")
DETERMINED = re.compile(r"(?:the|a|an|its|their|his|her|this|these|all|some|several|both)\b", re.I)
PLURAL = re.compile(r"^[a-z-]{2,}[^siu]s$")
VOWELS = re.compile(
    r"(?:a|e(?!u|we)|i|o(?!n(?:e|ce)\b)|u(?!n[ia]|s[aeiu]|r[ai]|k\b)|h(?:our|onest|onou?r|eir)|8|11\b|18\b)", re.I
)
LETTERS_WITH_AN = frozenset("AEFHILMNORSX")
LONGEST = 240


class Nouns(msgspec.Struct, frozen=True):
    """Heads of phrases: `count` nouns take an article, `mass` nouns none; `verbs` may follow "agreed to"."""

    count: frozenset[str]
    mass: frozenset[str]
    verbs: frozenset[str]


@cache
def load_nouns() -> Nouns:
    """Load the words."""
    return load_yaml("nouns.yaml", Nouns)


def clean(text: str) -> str:
    """Give a source's words on one line, without control and direction characters, for use inside a sentence."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def shorten(text: str, longest: int = LONGEST) -> str:
    """Cut a text at a word before `longest` characters, with an ellipsis where something was cut."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rsplit(" ", 1)[0] if " " in text[:longest] else text[:longest]
    return cut.rstrip(" ,;:.–—-") + " …"


def quote(text: str) -> str:
    """Give a source's words in quotation marks; marks of its own become single ones."""
    inner = shorten(clean(text)).replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{inner}”"


def join(parts: Sequence[str]) -> str:
    """List in running text: "A", "A and B", "A, B and C"; parts with a comma of their own are set off by semicolons."""
    items = [part for part in parts if part]
    if len(items) < 2:
        return "".join(items)
    if any(", " in item for item in items):
        return "; ".join(items[:-1]) + "; and " + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


def number(value: int) -> str:
    """Write a number as running text does: in words up to twelve, with a comma from a thousand."""
    return spell(value) if 0 <= value <= IN_WORDS else f"{value:,}"


def times(value: int) -> str:
    """Write how often: "once", "twice", "three times"."""
    return SPECIAL.get(value, f"{number(value)} times")


def plural(noun: str, value: int) -> str:
    """Give the noun in the number that `value` asks for: "1 visit", "2 visits", "3 parties", "2 people"."""
    if value == 1:
        return noun
    if noun.endswith("person"):
        return noun[: -len("person")] + "people"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def a(words: str) -> str:
    """Put "a" or "an" before the words, by their sound: "an official visit", "a UN body", "an SCO summit"."""
    first = words.split(" ", 1)[0]
    if first.isupper() and len(first) > 1 and first.isalpha() and first not in ("ASEAN", "NATO", "UNESCO"):
        return f"{'an' if first[0] in LETTERS_WITH_AN else 'a'} {words}"
    return f"{'an' if VOWELS.match(words) else 'a'} {words}"


def capitalise(text: str) -> str:
    """Begin a sentence: the first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def phrase(title: str) -> str:
    """Give the name of a thing as a noun phrase: with its article where that is sure, else in quotation marks.

    "the 16th BRICS Summit", "a joint statement", "humanitarian aid", "$10 million in aid", “50,000 in Five Years”.
    """
    title = clean(title)
    if not title or len(title) > LONGEST:
        return quote(title) if title else ""
    if title[0] in "“\"'‘" or not title.isprintable():
        return quote(title.strip("“”\"'‘’"))
    if DETERMINED.match(title) or AMOUNT.match(title):
        opening = title.split(" ", 1)[0].lower()
        return title[0].lower() + title[1:] if opening in ("the", "a", "an") or SPELLED.match(title) else title
    if ORDINAL.match(title):
        return f"the {title}"
    head = _head(title)
    if title[0].isupper() and title[1:].islower() and title.split(" ", 1)[0].casefold().strip(",") in (head, "joint"):
        title = title[0].lower() + title[1:]
    if title[0].isupper() and any(word[0].isupper() for word in title.split()[1:] or [title]):
        return f"the {title}" if _names_a_thing(head) else quote(title)
    nouns = load_nouns()
    if head in nouns.count:
        return a(title)
    if head in nouns.mass or PLURAL.search(head):
        return title
    return quote(title)


def is_deed(title: str) -> bool:
    """Tell whether a title is an infinitive without "to": "open consulates", which may follow "agreed to"."""
    first, _, rest = clean(title).partition(" ")
    return bool(rest) and first in load_nouns().verbs


def without_number(title: str) -> str:
    """Give a title without the number that it begins with: "nine agreements" is "agreements"."""
    return re.sub(r"^\d[\d,]*\s+", "", SPELLED.sub("", clean(title), count=1) if SPELLED.match(title) else clean(title))


def _head(title: str) -> str:
    return CUT.split(title, maxsplit=1)[0].rsplit(" ", 1)[-1].casefold().strip(",.;:")


def _names_a_thing(head: str) -> bool:
    nouns = load_nouns()
    return head in nouns.count or _singular(head) in nouns.count


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1] if noun.endswith("s") else noun
