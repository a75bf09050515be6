"""Claims of a text about the record, and the verdicts on them, as data that can be shown and stored."""

import msgspec

from communique.model.documents import Document, Span
from communique.model.events import Participant, Place
from communique.model.queries import Query
from communique.model.record import MergedEvent

__all__ = ["VERDICTS", "Amount", "Audit", "Check", "Claim", "Comparison", "Item", "Number", "Verdict"]

VERDICTS = ("supported", "contradicted", "unverified")


class Number(msgspec.Struct, frozen=True):
    """A number that a claim gives, and what it counts.

    `of` is "acts" (how often), "countries" (destinations), "partners", "members" (who took part or joined), "days" (how
    long), "things" (anything else: it is looked up in the words of the sources). `bound` is "exactly", "least" ("more
    than"), "most" ("fewer than", "up to") or "about". `noun` is the word counted.
    """

    value: float
    of: str
    noun: str = ""
    bound: str = "exactly"


class Amount(msgspec.Struct, frozen=True):
    """A sum of money: `value` in units of `currency` (a symbol or the word in singular)."""

    value: float
    currency: str
    bound: str = "exactly"


class Comparison(msgspec.Struct, frozen=True):
    """A claim that compares an act with others.

    `kind` is "first", "only", "last", "superlative" or "ordinal" (the `number`-th). `since` is the year (0 for none)
    after which there was no other; `words` are those of the text.
    """

    kind: str
    words: str
    since: int = 0
    number: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of an enumeration: a place or a partner of its own, with the time that stands beside it."""

    place: Place = Place()
    party: Participant | None = None
    date: str = ""
    words: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One checkable statement of a text: who did what, where, when, how often, as far as its words say.

    `quote` is its clause. `types` are the acts that the words can mean (empty: any), `about` the participants that it
    names or points to, `items` an enumeration (each item is to be found). `site` is the place as the text writes it.
    `date` is EDTF; `dated` tells whether the text says it or the year under review lends it. `host` is who is said to
    host, `chaired` whether the claim is on who presided. `details` are words that the sources must know: what was
    promised or signed, names that no table holds; `again` tells that it was not the only time, `led` whether it names
    who acts (else the leader whom the text is about is taken). `query` asks the record for what may decide it.
    """

    id: str
    quote: Span
    types: tuple[str, ...] = ()
    about: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    place: Place = Place()
    site: str = ""
    date: str = ""
    dated: bool = False
    status: str = "occurred"
    form: str = ""
    host: Participant | None = None
    chaired: bool = False
    title: str = ""
    details: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    amounts: tuple[Amount, ...] = ()
    comparison: Comparison | None = None
    again: bool = False
    led: bool = True
    query: Query = Query()


class Check(msgspec.Struct, frozen=True):
    """One value of a claim against the record.

    `outcome` is "holds", "wrong", "disputed" (the sources differ and it is true of some) or "missing" (the record does
    not say). `events` are identifiers of the merged events that decided it.
    """

    field: str
    claimed: str
    found: str
    outcome: str
    events: tuple[str, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the record says of a claim: one of `VERDICTS`, with the reasons in plain sentences.

    `supporting` and `contradicting` are the acts that decided it, `sources` who tells them, `checks` each value that
    was compared, `missing` what would be needed. `holds` tells the part of the claim that is true all the same.
    """

    claim: Claim
    verdict: str
    reasons: tuple[str, ...]
    supporting: tuple[MergedEvent, ...] = ()
    contradicting: tuple[MergedEvent, ...] = ()
    sources: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    missing: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class Audit(msgspec.Struct, frozen=True):
    """A text with the verdicts on its claims, in the order of the text."""

    document: Document
    verdicts: tuple[Verdict, ...]

    def count(self, verdict: str) -> int:
        """Count the claims with this verdict."""
        return sum(one.verdict == verdict for one in self.verdicts)
