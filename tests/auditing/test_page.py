"""The page of an audit: the text as it is, each claim with its verdict, nothing of a text executed or fetched."""

import datetime
import re

from communique.auditing.page import render_page
from communique.knowledge.world import load
from communique.linking import merge
from communique.model import Document, Event, Participant, Place, Query, Span, Telling
from communique.model.claims import Audit, Claim, Verdict

HOSTILE = '<script>alert("x")</script> & "quotes" <img src=http://evil.example/x.png>'


def make_audit(text: str, quote: str, *, url: str = "") -> Audit:
    """An audit with one contradicted claim, told by a hostile source."""
    source = Document(id="s", text=HOSTILE, source=HOSTILE, url=url, published=datetime.date(2023, 5, 2))
    event = Event(
        document="s", type="meeting", actors=(Participant("KEN", "William Ruto"),), place=Place("RWA", "Kigali"),
        date="2023-05-01", title=HOSTILE, evidence=Span.of(HOSTILE, 0, len(HOSTILE)),
    )  # fmt: skip
    act = merge([Telling(event, source)])
    start = text.index(quote)
    claim = Claim(id="c01", quote=Span.of(text, start, start + len(quote)), query=Query(types=("meeting",)))
    verdict = Verdict(
        claim=claim, verdict="contradicted", reasons=(HOSTILE,), contradicting=(act,), holds=("the place",)
    )
    return Audit(Document(id="d", text=text, title=text.split("\n")[0]), (verdict,))


def test_claims_are_marked_in_the_text() -> None:
    page = render_page(
        make_audit("A title\n\nFirst. Ruto met Kagame in June. Last.", "Ruto met Kagame in June"), load()
    )
    plain = re.sub(r"<[^>]+>", "", page)
    assert "Ruto met Kagame in June" in plain and "First." in plain and "Last." in plain
    assert 'href="#claim-1"' in page and 'id="claim-1"' in page and 'href="#text-1"' in page
    assert page.count("contradicted</span>") == 1 and "✗ 1 contradicted" in page
    assert "Kigali, Rwanda" in page and "2023-05-01" in page


def test_hostile_text_is_shown_not_run() -> None:
    page = render_page(
        make_audit(f"{HOSTILE}\n\n{HOSTILE} Ruto met Kagame.", "Ruto met Kagame", url="javascript:x()"), load()
    )
    assert "<script" not in page and "<img" not in page and "javascript:" not in page
    assert "&lt;script&gt;" in page


def test_the_page_needs_nothing_else() -> None:
    page = render_page(make_audit("T\n\nRuto met Kagame.", "Ruto met Kagame", url="https://example.org/a"), load())
    assert not re.search(r"<[^>]+\ssrc=|@import|url\(", page) and "<link" not in page
    assert re.findall(r'href="(https?://[^"]+)"', page) == ["https://example.org/a"]
    assert 'name="viewport"' in page and 'lang="en"' in page


def test_no_claims_are_told() -> None:
    page = render_page(Audit(Document(id="d", text="The weather was fine."), ()), load())
    assert "no claim that can be checked" in page and "The weather was fine." in page
