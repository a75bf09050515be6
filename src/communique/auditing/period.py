"""Which year a text looks back on."""

import datetime
import re
from collections import Counter

import msgspec

from communique.language.dates import find_publication_date, review_year
from communique.model import Document, When

__all__ = ["ANY_TIME", "place_in_time", "year_of"]

ANY_TIME = When.parse("1990/9999")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def year_of(document: Document, latest: datetime.date) -> int:
    """Give the year under review.

    It is what the text says it looks back on, else the only year in its title or first line, else the year of
    publication, else the year that the text names most; the year of `latest` where nothing tells.
    """
    told = review_year(document.title, document.text)
    if told:
        return told
    headed = set(YEAR.findall(document.title)) | set(YEAR.findall(document.text.split("\n", 1)[0]))
    if len(headed) == 1:
        return int(headed.pop())
    if document.published is not None:
        return document.published.year
    named = Counter(YEAR.findall(document.text)).most_common(1)
    return int(named[0][0]) if named else latest.year


def place_in_time(document: Document, latest: datetime.date) -> Document:
    """Give a document without a date that of its dateline, else the last day of the year that it looks back on.

    `latest` is the latest day that the record knows: a text that names no year looks back on the year of it.
    """
    if document.published is not None:
        return document
    dateline = find_publication_date(document.text)
    if dateline is not None:
        return msgspec.structs.replace(document, published=dateline[0], published_from="dateline")
    day = datetime.date(year_of(document, latest), 12, 31)
    return msgspec.structs.replace(document, published=day, published_from="text")
