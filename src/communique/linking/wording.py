"""Words with which a vague telling points at one act of several: "when they last met", "his first visit"."""

import re

from communique.model import Telling

__all__ = ["points_to_latest"]

BEFORE = 60
LATEST = re.compile(
    r"\b(?:last|most\s+recently)\s+(?:met|meet|saw|seen|spoke|spoken|talked|visited|called|been|set|received|came)\b"
    r"|\b(?:latest|most\s+recent|previous|preceding)\s+(?:meeting|visit|talks|trip|call|summit|round|encounter)\b"
    r"|\b(?:was|were|had\s+been)\s+last\s+(?:in|here|there|together)\b",
    re.I,
)


def points_to_latest(telling: Telling) -> bool:
    """Tell whether a telling speaks of the latest of several acts."""
    span = telling.event.evidence
    return bool(LATEST.search(telling.document.text, max(0, span.start - BEFORE), span.end))
