"""What the finder hands on: one time expression of a text, resolved as far as its words allow."""

import msgspec

from communique.model import Span, When

__all__ = ["KINDS", "DateMention"]

KINDS = ("absolute", "modifier", "relative", "weekday", "anaphoric", "duration", "recurring")


class DateMention(msgspec.Struct, frozen=True):
    """One time expression, without the preposition before it.

    `kind` is one of `KINDS`: "absolute" (a date of the calendar, the year given or supplied), "modifier" (a year right
    before a noun: "the 2014 summit"), "relative" (to the reference date), "weekday", "anaphoric" (to another event: see
    `anchor`), "duration", "recurring".

    `when` is the reading as past or neutral, `future` the one if the act lies ahead; both are None for anaphoric
    mentions, durations, recurring and vague ones, and where a reference date is wanting. `amount` counts `unit` ("day",
    "week", "month", "year"): the length of a duration, the signed distance of an anaphoric mention. `offset_days` is
    that distance in days where the unit is a day. The unit "stay" names the `amount`-th day of the base ("on the second
    day"; -1 is the last). `of_clause` says that the base is named right after ("three days after the coup").
    """

    span: Span
    kind: str
    when: When | None = None
    future: When | None = None
    offset_days: int | None = None
    unit: str = ""
    amount: int | None = None
    vague: bool = False
    of_clause: bool = False
