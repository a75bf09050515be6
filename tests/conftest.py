"""Fixtures that several folders of tests share."""

import re
from pathlib import Path

import pytest

from communique.model import Document, Event, Participant, Span

ROOT = Path(__file__).parent.parent
BENCHMARK = ROOT.parent / "shared" / "benchmark"
MEETING = re.compile(r"\b(?P<one>[A-Z]\w+) met (?P<other>[A-Z]\w+)")


class PlainCoder:
    """Codes "A met B" and nothing else, so that the faces can be tested without the English model."""

    def code(self, document: Document) -> list[Event]:
        """Give the meetings last one first: the faces are to sort them."""
        events = [
            Event(
                document=document.id,
                type="meeting",
                actors=(Participant("AAA", found["one"]), Participant("BBB", found["other"])),
                date=str(document.published or ""),
                evidence=Span.of(document.text, found.start(), found.end()),
            )
            for found in MEETING.finditer(document.text)
        ]
        return events[::-1]


@pytest.fixture
def plain_coder(monkeypatch: pytest.MonkeyPatch) -> PlainCoder:
    """Put `PlainCoder` in the place of the real one."""
    coder = PlainCoder()
    monkeypatch.setattr("communique.service.coding.load_coder", lambda: coder)
    return coder


@pytest.fixture
def examples() -> Path:
    """Folder of the example texts."""
    return ROOT / "examples"


@pytest.fixture
def benchmark_folder() -> Path:
    """Folder of the hand-coded sets, where the machine has them beside the repository."""
    if not BENCHMARK.is_dir():
        pytest.skip("the hand-coded sets are not on this machine")
    return BENCHMARK
