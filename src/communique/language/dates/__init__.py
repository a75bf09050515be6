"""Time expressions in running text, resolved to EDTF against a reference date (codebook, Dates)."""

from communique.language.dates.anchoring import anchor
from communique.language.dates.finding import find_dates
from communique.language.dates.mention import KINDS, DateMention
from communique.language.dates.publication import find_dateline_day, find_publication_date, review_year

__all__ = ["KINDS", "DateMention", "anchor", "find_dateline_day", "find_dates", "find_publication_date", "review_year"]
