"""Evaluation: figures of the program against hand-coded sets."""

from pathlib import Path
from typing import TYPE_CHECKING

from communique.model import Event
from communique.service.coding import code_document
from communique.service.reading import date_document

if TYPE_CHECKING:
    from communique.evaluation import AuditReport, LinkingReport, Report

__all__ = ["evaluate", "evaluate_audit", "evaluate_linking"]


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


def evaluate_audit(folder: str | Path, *, gold_events: bool = False) -> "AuditReport":
    """Audit the review of a hand-coded set against a record of its documents, and score the verdicts.

    `folder` has `documents.jsonl`, `review.txt` and `claims.jsonl`; with `gold_events` the record holds the events of
    `events.jsonl`, linked by the program, else those that the coder finds. Raises EvaluationError as `evaluate` does.
    """
    from communique import __version__
    from communique.evaluation import as_events, load_audit_gold, load_gold, score_audit
    from communique.record import Record
    from communique.service.auditing import audit, read_review

    gold, claims = load_gold(Path(folder)), load_audit_gold(Path(folder))
    documents = {document.id: document for document in gold.documents}
    coded: dict[str, list[Event]] = {doc: [] for doc in documents}
    if gold_events:
        for event in as_events(gold.events, documents):
            coded[event.document].append(event)
    else:
        coded = {doc: list(code_document(date_document(document)).events) for doc, document in documents.items()}
    with Record.open("sqlite://") as record:
        record.add_many([(document, coded[doc]) for doc, document in documents.items()], coder=__version__)
        audited = audit(read_review(Path(folder) / "review.txt"), record)
    return score_audit(claims, audited, given=gold_events)
