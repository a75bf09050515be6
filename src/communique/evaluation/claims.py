"""The score of the audit: the share of hand-coded claims, found by overlap of their quotes, with the right verdict."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from communique.errors import EvaluationError
from communique.evaluation.gold import read_rows
from communique.model import Span
from communique.model.claims import VERDICTS, Audit

__all__ = ["AuditFault", "AuditGold", "AuditReport", "GoldClaim", "load_audit_gold", "score_audit"]

LEAST_OVERLAP = 0.3


class GoldClaim(msgspec.Struct, frozen=True):
    """One hand-coded claim of a review: its quote and verdict, with the reason."""

    id: str
    quote: str
    verdict: str
    why: str = ""


class AuditGold(msgspec.Struct, frozen=True):
    """A review with its hand-coded claims, in order."""

    review: str
    claims: tuple[GoldClaim, ...]


class AuditFault(msgspec.Struct, frozen=True):
    """A claim with the wrong verdict; `found` is "" where the audit has no such claim."""

    id: str
    quote: str
    wanted: str
    found: str
    reasons: tuple[str, ...] = ()


class AuditReport(msgspec.Struct, frozen=True, kw_only=True):
    """The score of one review.

    `missed` counts claims that were not found, `excused` contradicted ones that are called supported, `found` what the
    audit found; `verdicts` has for each verdict how many are right, and of how many.
    """

    given: bool
    claims: int
    right: int
    missed: int
    excused: int
    found: int
    verdicts: dict[str, tuple[int, int]]
    faults: tuple[AuditFault, ...] = ()

    @property
    def accuracy(self) -> float:
        """The share of claims with the right verdict."""
        return self.right / self.claims if self.claims else 0.0


def load_audit_gold(folder: Path) -> AuditGold:
    """Load `review.txt` and `claims.jsonl` of a hand-coded set.

    Raises EvaluationError for a missing file, a line that breaks the format, an unknown verdict and a quote that does
    not stand in the review.
    """
    path = folder / "claims.jsonl"
    try:
        review = (folder / "review.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(
            "cannot be read", path=str(folder / "review.txt"), hint="the audit is scored on it"
        ) from error
    claims = tuple(read_rows(path, GoldClaim))
    for number, claim in enumerate(claims, 1):
        if claim.verdict not in VERDICTS:
            raise EvaluationError(
                f"{claim.verdict!r} is no verdict", path=str(path), line=number, hint=", ".join(VERDICTS)
            )
        if claim.quote not in review:
            raise EvaluationError("the quote does not stand in review.txt", path=str(path), line=number)
    return AuditGold(review, claims)


def score_audit(gold: AuditGold, audit: Audit, *, given: bool) -> AuditReport:
    """Score the verdicts on a review; each verdict stands for one claim at most, best overlap first.

    Two quotes overlap by the share of characters that they have in common out of those that either has; what falls
    short of three tenths is not the same claim. `given` tells whether the events were hand-coded.
    """
    verdicts = audit.verdicts
    spans = list(_spans(gold, audit.document.text))
    pairs = _pair(spans, [verdict.claim.quote for verdict in verdicts])
    faults: list[AuditFault] = []
    tally = {name: [0, 0] for name in VERDICTS}
    for i, claim in enumerate(gold.claims):
        verdict = verdicts[pairs[i]] if i in pairs else None
        found = verdict.verdict if verdict is not None else ""
        tally[claim.verdict][0] += found == claim.verdict
        tally[claim.verdict][1] += 1
        if found != claim.verdict:
            faults.append(AuditFault(claim.id, claim.quote, claim.verdict, found, verdict.reasons if verdict else ()))
    return AuditReport(
        given=given,
        claims=len(gold.claims),
        right=len(gold.claims) - len(faults),
        missed=sum(not fault.found for fault in faults),
        excused=sum(fault.wanted == "contradicted" and fault.found == "supported" for fault in faults),
        found=len(verdicts),
        verdicts={name: (right, of) for name, (right, of) in tally.items()},
        faults=tuple(faults),
    )


def _spans(gold: AuditGold, text: str) -> Iterator[Span]:
    """Find the quotes in the text as it was read; they stand in the review in the order of the claims."""
    at = 0
    for claim in gold.claims:
        start = text.find(claim.quote, at)
        start = start if start >= 0 else text.find(claim.quote)
        if start < 0:
            start = 0
        yield Span.of(text, start, start + len(claim.quote))
        at = start


def _pair(wanted: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    scored = sorted(
        (-overlap, i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if (overlap := _overlap(one, other)) >= LEAST_OVERLAP
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))
