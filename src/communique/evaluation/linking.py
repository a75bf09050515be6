"""The score of linking: B-cubed over the lines of a hand-coded set, and the conflicts by cluster and field."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import msgspec

from communique.evaluation.gold import Judged, LinkedGold, to_judged
from communique.evaluation.matching import match
from communique.linking import merge_all
from communique.model import Document, Event, MergedEvent, Span, Telling

__all__ = ["FoundConflict", "LinkingFault", "LinkingReport", "as_events", "b_cubed", "score_linking"]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and their harmonic mean over `gold` and `found` things."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


class LinkingFault(msgspec.Struct, frozen=True):
    """What was linked wrongly: `kind` is "split" (a cluster in several parts) or "mixed" (a part of several clusters).

    `lines` are the events, each with its document, as they are written in the set.
    """

    kind: str
    clusters: tuple[str, ...]
    lines: tuple[str, ...]


class FoundConflict(msgspec.Struct, frozen=True):
    """A conflict that only the set ("missed") or only the program ("extra") has, with its values."""

    kind: str
    cluster: str
    field: str
    values: tuple[str, ...]


class LinkingReport(msgspec.Struct, frozen=True, kw_only=True):
    """The score of linking on one set.

    `lines` is the number of hand-coded events, `matched` how many of them the coder found (all, where they were given);
    `clusters` is the B-cubed score over the matched lines, with the number of clusters; `conflicts` is over (cluster,
    field), `tellings` the share of the documents of the conflicts found whose values are the right ones.
    """

    documents: int
    given: bool
    lines: int
    matched: int
    clusters: Agreement
    conflicts: Agreement
    faults: tuple[LinkingFault, ...] = ()
    conflict_faults: tuple[FoundConflict, ...] = ()

    @property
    def share(self) -> float:
        """The share of the hand-coded events that were found."""
        return self.matched / self.lines if self.lines else 0.0


def score_linking(gold: LinkedGold, code: Callable[[Document], Sequence[Event]] | None = None) -> LinkingReport:
    """Link a hand-coded set and score the clusters and conflicts.

    Without `code` the hand-coded events are given, without their clusters; with it the documents are coded and only the
    lines count that a coded event matches (codebook, Score).
    """
    documents = {document.id: document for document in gold.gold.documents}
    if code is None:
        events = dict(enumerate(as_events(gold.gold.events, documents)))
        tellings = [Telling(event, documents[event.document]) for event in events.values()]
    else:
        coded = {
            doc: list({event.id: event for event in code(document)}.values()) for doc, document in documents.items()
        }
        events = _match_lines(gold.gold.events, coded)
        tellings = [Telling(event, documents[doc]) for doc, listed in coded.items() for event in listed]
    merged = merge_all(tellings)
    home = {telling.id: number for number, event in enumerate(merged) for telling in event.tellings}
    found = {line: home[event.id] for line, event in events.items()}
    wanted = {line: gold.clusters[line] for line in events}
    conflicts, conflict_faults = _score_conflicts(gold, merged, found)
    return LinkingReport(
        documents=len(documents),
        given=code is None,
        lines=len(gold.clusters),
        matched=len(events),
        clusters=b_cubed(wanted, found),
        conflicts=conflicts,
        faults=tuple(_find_faults(gold, wanted, found)),
        conflict_faults=conflict_faults,
    )


def b_cubed(wanted: Mapping[int, Hashable], found: Mapping[int, Hashable]) -> Agreement:
    """Score a partition against another of the same things (Bagga and Baldwin 1998)."""
    gold, got, both = Counter(wanted.values()), Counter(found.values()), Counter((wanted[n], found[n]) for n in wanted)
    precision = sum(count * count / got[part] for (_, part), count in both.items())
    recall = sum(count * count / gold[part] for (part, _), count in both.items())
    return _agreement(precision, recall, len(wanted), len(wanted), len(gold), len(got))


def _agreement(right: float, hit: float, found: int, wanted: int, gold: int, got: int) -> Agreement:
    precision, recall = right / found if found else 0.0, hit / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Agreement(precision=precision, recall=recall, f1=f1, gold=gold, found=got)


def as_events(lines: Iterable[Judged], documents: Mapping[str, Document]) -> Iterable[Event]:
    """Give hand-coded events as the coder would, each with an identifier of its own."""
    taken: set[str] = set()
    for line in lines:
        start = max(0, documents[line.doc].text.find(line.evidence))
        event = Event(
            document=line.doc,
            type=line.type,
            actors=line.actors,
            targets=line.targets,
            place=line.place,
            date=line.date,
            status=line.status,
            count=line.count,
            title=line.title,
            form=line.form,
            evidence=Span(start, start + len(line.evidence), line.evidence),
        )
        while event.id in taken:
            span = event.evidence
            event = msgspec.structs.replace(event, evidence=Span(span.start, span.end + 1, span.text))
        taken.add(event.id)
        yield event


def _match_lines(lines: Sequence[Judged], coded: Mapping[str, list[Event]]) -> dict[int, Event]:
    """Give the coded event of every hand-coded line that has one."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        by_document[line.doc].append(number)
    found: dict[int, Event] = {}
    for doc, numbers in by_document.items():
        events = coded[doc]
        for i, j in match([lines[number] for number in numbers], [to_judged(event) for event in events]):
            found[numbers[i]] = events[j]
    return found


def _score_conflicts(
    gold: LinkedGold, merged: Sequence[MergedEvent], found: Mapping[int, int]
) -> tuple[Agreement, tuple[FoundConflict, ...]]:
    homes: dict[int, Counter[str]] = defaultdict(Counter)
    for line, number in found.items():
        homes[number][gold.clusters[line]] += 1
    got: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, event in enumerate(merged):
        most = homes[number].most_common(1)
        for conflict in event.conflicts:
            cluster = most[0][0] if most else f"no cluster: {event.id}"
            got[cluster, conflict.field] = tuple(value.value for value in conflict.values)
    wanted = {(x.cluster, x.field): tuple(dict.fromkeys(map(str, x.values.values()))) for x in gold.conflicts}
    right = len(wanted.keys() & got.keys())
    faults = [FoundConflict("missed", *key, wanted[key]) for key in sorted(wanted.keys() - got.keys())]
    faults += [FoundConflict("extra", *key, got[key]) for key in sorted(got.keys() - wanted.keys())]
    return _agreement(right, right, len(got), len(wanted), len(wanted), len(got)), tuple(faults)


def _find_faults(gold: LinkedGold, wanted: Mapping[int, str], found: Mapping[int, int]) -> Iterable[LinkingFault]:
    parts: dict[str, set[int]] = defaultdict(set)
    clusters: dict[int, set[str]] = defaultdict(set)
    for line, cluster in wanted.items():
        parts[cluster].add(found[line])
        clusters[found[line]].add(cluster)
    for cluster, split in sorted(parts.items()):
        if len(split) > 1:
            lines = sorted((found[line], line) for line in wanted if wanted[line] == cluster)
            yield LinkingFault("split", (cluster,), tuple(f"{part}: {_tell(gold, line)}" for part, line in lines))
    for part, mixed in sorted(clusters.items()):
        if len(mixed) > 1:
            lines_of = [line for line in wanted if found[line] == part]
            told = tuple(f"{wanted[line]}: {_tell(gold, line)}" for line in lines_of)
            yield LinkingFault("mixed", tuple(sorted(mixed)), told)


def _tell(gold: LinkedGold, line: int) -> str:
    event = gold.gold.events[line]
    return f"{event.doc} {event.date} “{event.evidence}”"
