"""Which year a date without one lies in: that of a chronicle's last date, else the one nearest to publication."""

import re

from communique.coding.context import Narrative
from communique.language.analysis import Sentence
from communique.language.dates import DateMention
from communique.model import When

__all__ = ["in_years_from", "is_of_background", "is_yearless", "tells_news"]

NEWS_DAYS = 31
LONG_PAST_DAYS = 300


def is_yearless(date: DateMention) -> bool:
    """Tell whether an expression names a day or month of the calendar and leaves the year to the text."""
    return date.kind == "absolute" and date.when is not None and not re.search(r"\d{4}", date.span.text)


def is_of_background(sentence: Sentence, head: int, first: int) -> bool:
    """Tell whether a date stands in an aside that does not carry the text's time on: behind "since", in a relative
    clause, with a past perfect."""
    if first > 0 and sentence[first - 1].text.lower() == "since":
        return True
    for token in (sentence[head], *sentence.ancestors(head)):
        if token.deprel == "acl:relcl" or any(a.text.lower() == "had" for a in sentence.children(token.i, "aux")):
            return True
        if token.upos == "VERB" and token.relation in ("root", "conj", "parataxis"):
            return False
    return False


def tells_news(story: Narrative) -> bool:
    """Tell whether what the text tells first happened within a month of its publication."""
    lead = story.lead
    return lead is not None and (story.now.last - lead.last).days <= NEWS_DAYS


def in_years_from(when: When, frame: When, now: When) -> When:
    """Put a day or month into the year of `frame`, into the next one where it would lie before it.

    A frame of the last months, within which the reading nearest to publication lies anyhow, leaves it as it is.
    """
    if (now.first - frame.last).days <= LONG_PAST_DAYS:
        return when
    for year in (frame.first.year, frame.first.year + 1):
        try:
            moved = When.parse(re.sub(r"\d{4}(?=-|$)", str(year), when.edtf))
        except ValueError:
            return when
        if moved.last >= frame.first:
            return moved
    return when
