"""Editions of gatherings by what a text calls them: "the 16th BRICS Summit", "COP28", "2023 APEC meeting"."""

import re

from communique.knowledge.entries import Edition
from communique.knowledge.identities import Identity
from communique.knowledge.world import Knowledge
from communique.model import When
from communique.model.numbers import ORDINALS

__all__ = ["find_gathering"]

ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
YEAR = re.compile(r"\b(19|20)\d\d\b")


def find_gathering(knowledge: Knowledge, text: str, on: When) -> Identity | None:
    """Give the series that `text` names, and the edition, where an ordinal, a year or the day tells it."""
    for match in knowledge.matches(text):
        meaning = next((meaning for meaning in match.meanings if meaning.kind == "gathering"), None)
        if meaning is None:
            continue
        rest = text[: match.start] + text[match.end :]
        edition = _edition(knowledge, meaning.code, meaning.name, rest, on)
        series = knowledge.gatherings[meaning.code].name
        if edition is None:
            return Identity(
                "gathering", meaning.code, text, meaning.code, f"series {series}; which edition is not sure"
            )
        days = "/".join(filter(None, dict.fromkeys((edition.since, edition.until))))
        told = " ".join(filter(None, (f"number {edition.ordinal}" if edition.ordinal else "", edition.city, days)))
        return Identity("gathering", meaning.code, edition.name or text, meaning.code, f"{series}: {told}")
    return None


def _edition(knowledge: Knowledge, series: str, name: str, rest: str, on: When) -> Edition | None:
    named = [edition for edition in knowledge.editions_of(series) if edition.name == name]
    if len(named) == 1:
        return named[0]
    numeral = ORDINAL.search(rest)
    word = next((number for word, number in ORDINALS.items() if word in rest.lower().split()), None)
    if numeral or word:
        return knowledge.edition(series, ordinal=int(numeral[1]) if numeral else word)
    if year := YEAR.search(rest):
        return knowledge.edition(series, on=When.parse(year[0]))
    return knowledge.edition(series, on=on)
