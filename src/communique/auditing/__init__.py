"""The audit: claims of a text, each put to a record as a question, and the verdict on each with its reasons."""

from collections.abc import Iterator

from communique.auditing.finding import find_claims, to_query
from communique.auditing.hero import find_hero
from communique.auditing.judging import Judge
from communique.auditing.period import place_in_time, year_of
from communique.auditing.rereading import Sources
from communique.auditing.vocabulary import load_vocabulary
from communique.coding.coder import Coder
from communique.model import Document, When
from communique.model.claims import Claim, Verdict
from communique.record import Record

__all__ = ["find_claims", "judge_claims", "place_in_time", "to_query"]


def judge_claims(document: Document, claims: list[Claim], record: Record, coder: Coder) -> Iterator[Verdict]:
    """Yield the verdict of a record on each claim of a document, in order."""
    hero = find_hero(document, coder.knowledge, When.year(year_of(document, coder.knowledge.latest_day)))
    code = hero.participant.code if hero is not None else ""
    sources = Sources(lambda words, limit: record.documents(text=words, limit=limit), coder)
    judge = Judge(record.events, sources, document, coder.knowledge, load_vocabulary(), hero=code)
    return map(judge.judge, claims)
