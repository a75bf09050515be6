"""Pledges and programmes: what was promised, by when, what was reported since, and where that leaves them."""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from communique.model import Document, MergedEvent, Span, Telling, When
from communique.model.queries import fold
from communique.reports.amounts import (
    MONTH_NAMES,
    NUMBER,
    Numbers,
    find_reports,
    index_numbers,
    number_in,
    sentence_around,
    value_of,
)
from communique.reports.prose.grammar import clean
from communique.reports.selection import in_time

__all__ = ["STATUSES", "Commitment", "Progress", "find_commitments", "latest_day"]

Status = Literal["met", "progress", "open", "overdue", "withdrawn", "unknown"]
STATUSES: tuple[Status, ...] = ("met", "progress", "open", "overdue", "withdrawn", "unknown")
WITHIN = re.compile(
    rf"\b(?:in|within|over|during|for|across)\s+(?:the\s+)?(?:(?:next|coming|following|another)\s+)?(?P<n>{NUMBER})(?:\s+|-)"
    r"(?P<unit>years?|months?)\b",
    re.I,
)
UNTIL = re.compile(
    rf"\b(?:by|before|until|no later than)\s+(?:the\s+end\s+of\s+|late\s+|end-)?(?:(?P<month>{MONTH_NAMES})\s+)?"
    r"(?P<year>20\d\d)\b",
    re.I,
)
QUOTED = re.compile(r"[“\"‘']([^”\"’']{4,80})[”\"’']")
LARGE = 1000
REPORTING = ("visit", "aid", "agreement", "initiative", "gathering")
COMMON = frozenset(
    "the a an of on for to in with and or by from new joint more its their programme program plan initiative project "
    "projects countries country measures steps support aid assistance million billion thousand years".split()
)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One report of what became of a commitment: an event, or a sentence of a document that gives a number.

    `date` is when it was so (EDTF), of a sentence the day of publication; `rough` is "nearly" and the like.
    """

    date: str
    value: int | None = None
    rough: str = ""
    event: MergedEvent | None = None
    document: Document | None = None
    span: Span | None = None


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """Something promised.

    `event` tells it (`others` tell the same); `target` is the number promised, `deadline` the last day to keep it, each
    None where the sources give none; `words` are those that the deadline was read from.
    """

    event: MergedEvent
    others: tuple[MergedEvent, ...] = ()
    name: str
    target: int | None = None
    deadline: When | None = None
    words: str = ""
    progress: tuple[Progress, ...] = ()
    status: Status
    as_of: datetime.date

    @property
    def reached(self) -> int | None:
        """The highest number reported."""
        return max((report.value for report in self.progress if report.value is not None), default=None)


def find_commitments(events: Iterable[MergedEvent], *, as_of: datetime.date | None = None) -> list[Commitment]:
    """Find pledges, aid that is planned, and programmes with a target or a deadline, in order of time.

    `as_of` is the day on which they are judged; without it, that of the latest document. What was made after it is left
    out, and so are reports after it.
    """
    listed = sorted(events, key=in_time)
    day = as_of or latest_day(listed)
    if day is None:
        return []
    known = [event for event in listed if (when := event.when) is None or when.first <= day]
    groups: dict[tuple[str, ...], list[MergedEvent]] = {}
    for event in known:
        if _is_commitment(event):
            key = _name(event).casefold() or event.id
            groups.setdefault((key, *sorted(_codes(event))[:1]), []).append(event)
    reports = [_Report(event) for event in known if _may_report(event)]
    numbers = index_numbers(known, day)
    return [_judge(group, reports, numbers, day) for group in groups.values()]


def latest_day(events: Iterable[MergedEvent]) -> datetime.date | None:
    """Give the latest day on which a document of these events was published, None without any."""
    return max((t.document.published for event in events for t in event.tellings if t.document.published), default=None)


def _is_commitment(event: MergedEvent) -> bool:
    if event.status not in ("occurred", "planned", "cancelled"):
        return False
    if event.type == "pledge":
        return True
    if event.type == "aid":
        return event.status == "planned"
    if event.type != "initiative" or event.form not in ("proposed", "launched"):
        return False
    return _target(event, counted=False) is not None or _deadline(event) is not None


class _Report:
    """An event that may report on commitments, with what is compared worked out once."""

    def __init__(self, event: MergedEvent) -> None:
        self.event = event
        self.codes = _codes(event)
        self.sentences = [_plain(sentence_around(telling)) for telling in event.tellings]
        self.words = _words(event.title) if event.type == "aid" else set()


def _may_report(event: MergedEvent) -> bool:
    if event.type not in REPORTING or event.status != "occurred":
        return False
    return event.type != "initiative" or event.form not in ("proposed", "")


def _judge(
    group: Sequence[MergedEvent], reports: Sequence[_Report], numbers: Numbers, day: datetime.date
) -> Commitment:
    event = max(group, key=lambda e: (e.type == "pledge", len(e.sources), e.when is not None))
    target = next((value for e in (event, *group) if (value := _target(e)) is not None), None)
    deadline, words = next((found for e in (event, *group) if (found := _deadline(e))), (None, ""))
    if event.type == "aid" and deadline is None:
        deadline, words = event.when, event.date
    own = {id(e) for e in group}
    told = _find_progress(event, target, [report for report in reports if id(report.event) not in own])
    counted = {report.value for report in told}
    read = [report for report in _read_progress(_codes(event), target, numbers) if report.value not in counted]
    progress = tuple(sorted((*told, *read), key=lambda report: report.date or "9999"))
    return Commitment(
        event=event,
        others=tuple(e for e in group if e is not event),
        name=_name(event),
        target=target,
        deadline=deadline,
        words=words,
        progress=progress,
        status=_status(event, target, deadline, progress, day),
        as_of=day,
    )


def _find_progress(commitment: MergedEvent, target: int | None, reports: Sequence[_Report]) -> tuple[Progress, ...]:
    """Find the events whose sentence names a commitment or its large target, or that deliver what was pledged."""
    name, codes, words = _plain(_name(commitment)), _codes(commitment), _words(commitment.title)
    marks = [name] if _is_telling_name(name, commitment.title) else []
    marks += [f"{target:,}"] if target is not None and target >= LARGE else []
    found = []
    for report in reports:
        delivers = bool(report.words & words) and _delivers(report.event, commitment)
        if not delivers and not any(mark in sentence for mark in marks for sentence in report.sentences):
            continue
        made, told = commitment.when, report.event.when
        if not report.codes & codes or (made and told and told.last < made.first):
            continue
        event = report.event
        value = event.count if event.count is not None or not delivers else _target(event)
        found.append(Progress(event=event, value=value, date=event.date))
    return tuple(found)


def _read_progress(codes: set[str], target: int | None, numbers: Numbers) -> list[Progress]:
    """Read numbers reported on a large target in documents that tell of the same parties."""
    if target is None or target < LARGE:
        return []
    return [
        Progress(
            date=str(found.document.published or ""),
            value=found.value,
            rough=found.rough,
            document=found.document,
            span=found.span,
        )
        for found in find_reports(target, numbers)
        if codes & found.codes
    ]


def _is_telling_name(name: str, title: str) -> bool:
    """Tell whether a name is one that a sentence cannot hold by chance."""
    proper = any(c.isdigit() for c in name) or any(word[:1].isupper() for word in clean(title).split()[1:])
    return len(name) > 6 and " " in name and proper


def _status(
    event: MergedEvent, target: int | None, deadline: When | None, progress: Sequence[Progress], day: datetime.date
) -> Status:
    if event.status == "cancelled":
        return "withdrawn"
    reached = max((report.value for report in progress if report.value is not None), default=None)
    if target is not None and reached is not None and reached >= target:
        return "met"
    if deadline is not None and deadline.last < day:
        return "overdue"
    if progress:
        return "progress"
    return "open" if deadline is not None else "unknown"


def _delivers(event: MergedEvent, commitment: MergedEvent) -> bool:
    givers = {p.code for p in event.actors} & {p.code for p in commitment.actors}
    receivers = {p.code for p in event.targets} & {p.code for p in commitment.targets}
    return bool(givers and receivers)


def _name(event: MergedEvent) -> str:
    found = QUOTED.search(event.title)
    return clean(found[1] if found else event.title)


def _target(event: MergedEvent, *, counted: bool = True) -> int | None:
    """Read the number promised: in the name, else what the source counts, else behind the words that tell the act."""
    if (value := number_in(event.title)) is not None:
        return value
    if counted and event.count is not None:
        return event.count
    texts = () if " " in clean(event.title) else map(_behind_evidence, event.tellings)
    return next((value for text in texts if (value := number_in(text)) is not None), None)


def _behind_evidence(telling: Telling) -> str:
    """Give the evidence and the rest of its sentence."""
    sentence, quote = sentence_around(telling), telling.event.evidence.text
    return sentence[max(sentence.find(quote), 0) :]


def _deadline(event: MergedEvent) -> tuple[When, str] | None:
    made = event.when
    for telling in event.tellings:
        published = telling.document.published
        start = made or (When.year(published.year) if published else None)
        for text in (event.title, telling.event.evidence.text, sentence_around(telling)):
            if (found := UNTIL.search(text)) and start and int(found["year"]) >= start.first.year:
                month = found["month"]
                number = list(calendar.month_name).index(month.title()) if month else 0
                when = When.month(int(found["year"]), number) if month else When.year(int(found["year"]))
                return when, clean(found[0])
            if (found := WITHIN.search(text)) and start:
                months = value_of(found["n"], None) * (12 if found["unit"].lower().startswith("year") else 1)
                if 0 < months < 12 * 50:
                    return _later(start, months), clean(found[0])
    return None


def _later(start: When, months: int) -> When:
    """Move a time by months, as precise as it was."""
    year, month = divmod(start.first.year * 12 + start.first.month - 1 + months, 12)
    if start.precision == "year":
        return When.year(year)
    if start.precision == "month":
        return When.month(year, month + 1)
    day = min(start.first.day, calendar.monthrange(year, month + 1)[1])
    return When.day(datetime.date(year, month + 1, day))


def _codes(event: MergedEvent) -> set[str]:
    codes = {participant.code for participant in event.participants}
    return codes | {event.place.country} - {""}


def _words(title: str) -> set[str]:
    """Give the words that tell what is given; names (in capitals) tell only to whom."""
    return {word for word in re.findall(r"\w+", title) if word.islower() and word not in COMMON and len(word) > 2}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+(?:[.,]\d+)*", fold(text)))
