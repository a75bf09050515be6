"""The scores: of coded events against hand-coded ones (docs/codebook.md, Score), and of their links and conflicts."""

from communique.evaluation.claims import AuditFault, AuditReport, load_audit_gold, score_audit
from communique.evaluation.gold import (
    Gold,
    GoldConflict,
    Judged,
    LinkedGold,
    load_gold,
    load_linked_gold,
    to_judged,
)
from communique.evaluation.linking import LinkingReport, as_events, score_linking
from communique.evaluation.matching import judge_fields, match
from communique.evaluation.scoring import Fault, Figures, Report, score

__all__ = [
    "AuditFault",
    "AuditReport",
    "Fault",
    "Figures",
    "Gold",
    "GoldConflict",
    "Judged",
    "LinkedGold",
    "LinkingReport",
    "Report",
    "as_events",
    "judge_fields",
    "load_audit_gold",
    "load_gold",
    "load_linked_gold",
    "match",
    "score",
    "score_audit",
    "score_linking",
    "to_judged",
]
