"""From matches to figures: event F1, strict F1, accuracy by field, by type, and the list of faults."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from communique.evaluation.gold import Gold, Judged
from communique.evaluation.matching import judge_fields, match

__all__ = ["UNSCORED", "Accuracy", "Fault", "Figures", "Report", "TypeFigures", "score"]

UNSCORED = frozenset({"statement"})


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and their harmonic mean, with the numbers of events that they rest on."""

    precision: float
    recall: float
    f1: float
    gold: int
    coded: int


class TypeFigures(Figures, frozen=True, kw_only=True):
    """The figures of one type, with its strict F1."""

    strict: float


class Accuracy(msgspec.Struct, frozen=True):
    """Share of right values of one field, over `of` matches whose gold fills it."""

    accuracy: float
    of: int


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the coder got wrong: a miss has no `coded`, an extra event no `gold`, else `wrong` names the fields."""

    doc: str
    wrong: tuple[str, ...] = ()
    gold: Judged | None = None
    coded: Judged | None = None


class Report(msgspec.Struct, frozen=True):
    """The score of one set; `event` and `strict` leave out the types of `UNSCORED`."""

    documents: int
    event: Figures
    strict: Figures
    fields: dict[str, Accuracy]
    types: dict[str, TypeFigures]
    faults: tuple[Fault, ...] = ()


class Tally:
    """Counts while the documents go by."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.strict: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.coded: Counter[str] = Counter()
        self.fields: dict[str, list[bool]] = defaultdict(list)
        self.faults: list[Fault] = []

    def add(self, doc: str, gold: list[Judged], coded: list[Judged]) -> None:
        """Count one document."""
        self.gold.update(event.type for event in gold)
        self.coded.update(event.type for event in coded)
        pairs = match(gold, coded)
        for i, j in pairs:
            self._add_match(doc, gold[i], coded[j])
        matched_gold, matched_coded = {i for i, _ in pairs}, {j for _, j in pairs}
        self.faults += [Fault(doc, gold=event) for i, event in enumerate(gold) if i not in matched_gold]
        self.faults += [Fault(doc, coded=event) for j, event in enumerate(coded) if j not in matched_coded]

    def _add_match(self, doc: str, gold: Judged, coded: Judged) -> None:
        verdicts = judge_fields(gold, coded)
        wrong = tuple(field for field, right in verdicts.items() if not right)
        self.hits[gold.type] += 1
        self.strict[gold.type] += not wrong
        if gold.type not in UNSCORED:
            for field, right in verdicts.items():
                self.fields[field].append(right)
        if wrong:
            self.faults.append(Fault(doc, wrong, gold, coded))

    def figures(self, hits: Counter[str], types: Iterable[str]) -> Figures:
        """Give the figures over some types, with `hits` as what counts for right."""
        types = list(types)
        right, gold, coded = (sum(counter[kind] for kind in types) for counter in (hits, self.gold, self.coded))
        precision, recall = _ratio(right, coded), _ratio(right, gold)
        f1 = _ratio(2 * precision * recall, precision + recall)
        return Figures(precision=precision, recall=recall, f1=f1, gold=gold, coded=coded)

    def type_figures(self, kind: str) -> TypeFigures:
        """Give the figures of one type."""
        strict = self.figures(self.strict, [kind]).f1
        return TypeFigures(**msgspec.structs.asdict(self.figures(self.hits, [kind])), strict=strict)


def score(gold: Gold, coded: Iterable[Judged]) -> Report:
    """Score coded events against a hand-coded set; events of documents that the set does not cover do not count."""
    by_document: dict[str, tuple[list[Judged], list[Judged]]] = {document.id: ([], []) for document in gold.documents}
    for event in gold.events:
        by_document.setdefault(event.doc, ([], []))[0].append(event)
    for event in coded:
        if event.doc in by_document:
            by_document[event.doc][1].append(event)
    tally = Tally()
    for doc, (wanted, got) in sorted(by_document.items()):
        tally.add(doc, wanted, got)
    types = sorted({*tally.gold, *tally.coded})
    scored = [kind for kind in types if kind not in UNSCORED]
    return Report(
        len(by_document),
        tally.figures(tally.hits, scored),
        tally.figures(tally.strict, scored),
        {field: Accuracy(sum(rights) / len(rights), len(rights)) for field, rights in sorted(tally.fields.items())},
        {kind: tally.type_figures(kind) for kind in types},
        tuple(tally.faults),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
