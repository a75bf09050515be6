"""Evaluation: figures of the program against hand-coded sets."""

from pathlib import Path
from typing import TYPE_CHECKING

from communique.service.coding import code_document
from communique.service.reading import date_document

if TYPE_CHECKING:
    from communique.evaluation import LinkingReport, Report

__all__ = ["evaluate", "evaluate_linking"]


def evaluate(folder: str | Path) -> "Report":
    """Code the documents of a hand-coded set and score the events against the hand-coded ones.

    `folder` has `documents.jsonl` and `events.jsonl` (docs/codebook.md, Files). Raises EvaluationError where it has
    not, and for lines that break the format.
    """
    from communique.evaluation import load_gold, score, to_judged

    gold = load_gold(Path(folder))
    events = [event for document in gold.documents for event in code_document(date_document(document)).events]
    return score(gold, map(to_judged, events))


def evaluate_linking(folder: str | Path, *, gold_events: bool = False) -> "LinkingReport":
    """Link the events of a hand-coded set and score the clusters and the conflicts.

    The events of `folder` have a `cluster`, and `conflicts.jsonl` stands beside them. With `gold_events` the hand-coded
    events are linked, else those that the coder finds. Raises EvaluationError as `evaluate` does.
    """
    from communique.evaluation import load_linked_gold, score_linking

    gold = load_linked_gold(Path(folder))
    return score_linking(gold, None if gold_events else lambda document: code_document(date_document(document)).events)
