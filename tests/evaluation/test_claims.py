"""The score of the audit: pairs by overlap of quotes, and what breaks the form of a set."""

import json
from pathlib import Path

import pytest

from communique.errors import EvaluationError
from communique.evaluation import load_audit_gold, score_audit
from communique.model import Document, Span
from communique.model.claims import Audit, Claim, Verdict

REVIEW = "He went to Rome in May. He met the king twice, and she signed a pact."


def write(folder: Path, *claims: tuple[str, str]) -> Path:
    (folder / "review.txt").write_text(REVIEW, encoding="utf-8")
    rows = [{"id": f"c{n}", "quote": quote, "verdict": verdict} for n, (quote, verdict) in enumerate(claims)]
    (folder / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def audit(*found: tuple[str, str]) -> Audit:
    def verdict(quote: str, name: str) -> Verdict:
        start = REVIEW.index(quote)
        claim = Claim(id="x", quote=Span.of(REVIEW, start, start + len(quote)))
        return Verdict(claim=claim, verdict=name, reasons=("why",))

    return Audit(Document(id="r", text=REVIEW), tuple(verdict(*one) for one in found))


def test_pairs_by_overlap(tmp_path: Path) -> None:
    gold = load_audit_gold(write(
        tmp_path, ("to Rome in May", "supported"), ("met the king twice", "contradicted"),
        ("she signed a pact", "unverified"),
    ))  # fmt: skip
    report = score_audit(
        gold, audit(("He went to Rome in May", "supported"), ("He met the king twice", "supported")), given=True
    )
    assert (report.right, report.claims, report.missed, report.excused) == (1, 3, 1, 1)
    assert report.verdicts["supported"] == (1, 1) and report.accuracy == pytest.approx(1 / 3)
    assert [(fault.id, fault.found) for fault in report.faults] == [("c1", "supported"), ("c2", "")]


def test_one_verdict_stands_for_one_claim(tmp_path: Path) -> None:
    gold = load_audit_gold(write(tmp_path, ("He met the king", "supported"), ("king twice", "supported")))
    assert score_audit(gold, audit(("He met the king twice", "supported")), given=True).missed == 1


def test_broken_sets(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is no verdict"):
        load_audit_gold(write(tmp_path, ("He went", "true")))
    with pytest.raises(EvaluationError, match="does not stand"):
        load_audit_gold(write(tmp_path, ("She went", "supported")))
    (tmp_path / "review.txt").unlink()
    with pytest.raises(EvaluationError, match="cannot be read"):
        load_audit_gold(tmp_path)
