"""The audit: claims of a text, each put to a record as a question, and the verdict on each with its reasons."""

from collections.abc import Callable, Iterator
from typing import Protocol

from communique.audit.finding import find_claims, to_query
from communique.audit.hero import find_hero
from communique.audit.judging import Judge
from communique.audit.period import place_in_time, year_of
from communique.audit.vocabulary import load_vocabulary
from communique.coding.coder import Coder
from communique.model import Document, MergedEvent, Query, When
from communique.model.claims import Audit, Claim, Verdict

__all__ = ["Holdings", "audit", "find_claims", "judge_claims", "to_query"]


class Holdings(Protocol):
    """What an audit asks of a record."""

    def events(self, query: Query) -> list[MergedEvent]:
        """Give the merged events that a query asks for."""
        ...


def audit(document: Document, record: Holdings, coder: Coder) -> Audit:
    """Find the claims of a text and judge each against a record; a text without claims gives none."""
    document = place_in_time(document)
    return Audit(document, tuple(judge_claims(document, find_claims(document, coder), record.events, coder)))


def judge_claims(
    document: Document, claims: list[Claim], ask: Callable[[Query], list[MergedEvent]], coder: Coder
) -> Iterator[Verdict]:
    """Yield the verdict on each claim of a document, in order."""
    hero = find_hero(document, coder.knowledge, When.year(year_of(document)))
    code = hero.participant.code if hero is not None else ""
    judge = Judge(ask, document, coder.knowledge, load_vocabulary(), hero=code)
    return map(judge.judge, claims)
