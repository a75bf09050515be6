"""The audit: claims of a text, each put to a record as a question, and the verdict on each with its reasons."""

from collections.abc import Callable, Iterator

from communique.auditing.finding import find_claims, to_query
from communique.auditing.hero import find_hero
from communique.auditing.judging import Judge
from communique.auditing.period import place_in_time, year_of
from communique.auditing.vocabulary import load_vocabulary
from communique.coding.coder import Coder
from communique.model import Document, MergedEvent, Query, When
from communique.model.claims import Claim, Verdict

__all__ = ["find_claims", "judge_claims", "place_in_time", "to_query"]


def judge_claims(
    document: Document, claims: list[Claim], ask: Callable[[Query], list[MergedEvent]], coder: Coder
) -> Iterator[Verdict]:
    """Yield the verdict on each claim of a document, in order. `ask` gives the merged events of a query."""
    hero = find_hero(document, coder.knowledge, When.year(year_of(document)))
    code = hero.participant.code if hero is not None else ""
    judge = Judge(ask, document, coder.knowledge, load_vocabulary(), hero=code)
    return map(judge.judge, claims)
