"""The scores: of coded events against hand-coded ones (docs/codebook.md, Score), and of their links and conflicts."""

from communique.evaluation.gold import (
    Gold,
    GoldConflict,
    Judged,
    LinkedGold,
    load_gold,
    load_linked_gold,
    to_judged,
)
from communique.evaluation.linking import LinkingReport, score_linking
from communique.evaluation.matching import judge_fields, match
from communique.evaluation.scoring import Fault, Figures, Report, score

__all__ = [
    "Fault",
    "Figures",
    "Gold",
    "GoldConflict",
    "Judged",
    "LinkedGold",
    "LinkingReport",
    "Report",
    "judge_fields",
    "load_gold",
    "load_linked_gold",
    "match",
    "score",
    "score_linking",
    "to_judged",
]
