"""The audit as one web page: the text with each claim coloured by its verdict, and the evidence beside it."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
import msgspec

from communique.auditing.reasons import FIELDS, OPENINGS, tell_event, tell_query
from communique.knowledge.world import Knowledge
from communique.model import MergedEvent
from communique.model.claims import VERDICTS, Audit, Verdict

__all__ = ["render_page"]

TEMPLATES = Path(__file__).parent / "templates"
SIGNS = {"supported": "✓", "contradicted": "✗", "unverified": "?"}
MOST_EVENTS = 12
LONGEST_QUOTE = 400


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text; `number` counts the claim that it is the quote of, 0 for none."""

    text: str
    number: int = 0
    verdict: str = ""


class Quote(msgspec.Struct, frozen=True):
    """What one source says of an act."""

    source: str
    date: str
    text: str
    url: str


class Act(msgspec.Struct, frozen=True):
    """One act of the record with its quotes."""

    told: str
    quotes: tuple[Quote, ...]


class Card(msgspec.Struct, frozen=True):
    """What is shown beside a claim."""

    number: int
    verdict: Verdict
    reasons: tuple[str, ...]
    query: str
    supporting: tuple[Act, ...]
    contradicting: tuple[Act, ...]
    left: int


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of the text with the cards of its claims; `heading` where it is a line without a full stop."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    heading: bool


def render_page(audit: Audit, knowledge: Knowledge) -> str:
    """Give the page as HTML that needs no other resource; whatever texts say is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("audit.html").render(
        document=audit.document,
        title=audit.document.title or audit.document.text.strip().split("\n", 1)[0][:120],
        paragraphs=list(_paragraphs(audit, knowledge)),
        counts=[(name, audit.count(name)) for name in VERDICTS],
        total=len(audit.verdicts),
        signs=SIGNS,
        fields=FIELDS,
    )


def _paragraphs(audit: Audit, knowledge: Knowledge) -> Iterator[Paragraph]:
    text = audit.document.text
    numbered = list(enumerate(audit.verdicts, 1))
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip() or (start == 0 and line.strip() == audit.document.title.strip()):
            continue
        here = [(n, v) for n, v in numbered if start <= v.claim.quote.start < end]
        cards = tuple(_card(n, v, knowledge) for n, v in here)
        heading = not here and len(line) < 90 and line.rstrip()[-1:] not in '.!?”"’:;'
        yield Paragraph(tuple(_pieces(text, start, end, here)), cards, heading)


def _pieces(text: str, start: int, end: int, here: list[tuple[int, Verdict]]) -> Iterator[Piece]:
    at = start
    for number, verdict in here:
        quote = verdict.claim.quote
        if quote.start < at:
            continue
        if quote.start > at:
            yield Piece(text[at : quote.start])
        stop = min(quote.end, end)
        yield Piece(text[quote.start : stop], number, verdict.verdict)
        at = stop
    if at < end:
        yield Piece(text[at:end])


def _card(number: int, verdict: Verdict, knowledge: Knowledge) -> Card:
    left = sum(max(0, len(events) - MOST_EVENTS) for events in (verdict.supporting, verdict.contradicting))
    return Card(
        number,
        verdict,
        tuple(reason for reason in verdict.reasons if not reason.startswith(OPENINGS)),
        tell_query(verdict.claim.query, knowledge),
        tuple(_act(event, knowledge) for event in verdict.supporting[:MOST_EVENTS]),
        tuple(_act(event, knowledge) for event in verdict.contradicting[:MOST_EVENTS]),
        left,
    )


def _act(event: MergedEvent, knowledge: Knowledge) -> Act:
    return Act(tell_event(event, knowledge), tuple(_quotes(event)))


def _quotes(event: MergedEvent) -> Iterator[Quote]:
    for telling in event.tellings:
        document, text = telling.document, " ".join(telling.event.evidence.text.split())
        shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"
        url = document.url if document.url.startswith(("http://", "https://")) else ""
        yield Quote(telling.source, document.published.isoformat() if document.published else "", shown, url)
