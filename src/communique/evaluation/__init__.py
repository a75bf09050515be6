"""The codebook's score of coded events against hand-coded ones (docs/codebook.md, Score)."""

from communique.evaluation.gold import Gold, Judged, load_gold, to_judged
from communique.evaluation.matching import judge_fields, match
from communique.evaluation.scoring import Fault, Figures, Report, score

__all__ = [
    "Fault",
    "Figures",
    "Gold",
    "Judged",
    "Report",
    "judge_fields",
    "load_gold",
    "match",
    "score",
    "to_judged",
]
