"""Code the cases of `tests/coding/cases` and print those that fail: `case_report.py [--phenomenon X] [--failing]`.

A file is a phenomenon, a case a short text with the events that the codebook asks for. A case passes when each of them
is coded with the right type, participants, country or region, date, status, count and half of its title's words, and
nothing else is coded; statements are left out on both sides (docs/codebook.md, Score).
"""

import argparse
import datetime
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import yaml

from communique.errors import EvaluationError
from communique.evaluation import Judged, judge_fields, match, to_judged
from communique.model import EVENT_TYPES, FORMS, STATUSES, Document, Event, Participant, Place, When

__all__ = ["CASES", "Case", "Expected", "Outcome", "describe", "judge", "load_cases", "main", "run"]

CASES = Path(__file__).parent.parent / "tests" / "coding" / "cases"
CODE = re.compile(r"[A-Z][A-Z0-9-]+|region:[A-Z][A-Za-z ]+")
JUDGED = ("participants", "country", "region", "date", "status", "count", "title")
UNSCORED = "statement"


class CoderLike(Protocol):
    """What codes a document."""

    def code(self, document: Document) -> Sequence[Event]:
        """Give the events of the document."""


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event that a case asks for, in the fields of the codebook. Raises ValueError for a value it does not know."""

    type: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: dict[str, str] = {}
    date: str = ""
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""

    def __post_init__(self) -> None:
        """Check the values that the types leave open."""
        if self.type not in EVENT_TYPES or self.status not in STATUSES:
            raise ValueError(f"{self.type!r} or {self.status!r} is no type and status of the codebook")
        if self.form and self.form not in FORMS.get(self.type, ()):
            raise ValueError(f"{self.form!r} is no form of {self.type!r}")
        if not self.actors:
            raise ValueError("an event has at least one actor")
        for participant in map(Participant.parse, self.actors + self.targets):
            if not CODE.fullmatch(participant.code):
                raise ValueError(f"{participant.code!r} is no code")
        if self.place.keys() - {"country", "city", "region"}:
            raise ValueError(f"{self.place!r} is no place")
        if self.date:
            When.parse(self.date)

    def to_judged(self, doc: str) -> Judged:
        """Give the event as the score sees it."""
        return Judged(
            doc=doc,
            type=self.type,
            actors=tuple(map(Participant.parse, self.actors)),
            targets=tuple(map(Participant.parse, self.targets)),
            place=Place(**self.place),
            date=self.date,
            status=self.status,
            count=self.count,
            title=self.title,
            form=self.form,
        )


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text, its date of publication and the events that it holds."""

    id: str
    text: str
    published: datetime.date
    events: tuple[Expected, ...]
    source: str = ""
    title: str = ""

    def to_document(self) -> Document:
        """Give the text as the coder takes it."""
        return Document(
            id=self.id,
            text=self.text,
            title=self.title,
            source=self.source,
            published=self.published,
            published_from="option",
        )


class Outcome(msgspec.Struct, frozen=True):
    """What became of a case: the events asked for and coded, without statements, and what is wrong."""

    phenomenon: str
    case: Case
    expected: tuple[Judged, ...]
    coded: tuple[Judged, ...]
    faults: tuple[str, ...]


def load_cases(folder: Path = CASES) -> dict[str, tuple[Case, ...]]:
    """Load all cases by phenomenon, the stem of their file.

    Raises EvaluationError for a file that breaks the schema and for an id that is used twice.
    """
    cases: dict[str, tuple[Case, ...]] = {}
    homes: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            cases[path.stem] = msgspec.convert(rows, tuple[Case, ...], strict=False)
        except (yaml.YAMLError, msgspec.ValidationError) as error:
            raise EvaluationError(f"is no file of cases: {error}", path=str(path)) from error
        for case in cases[path.stem]:
            if case.id in homes:
                raise EvaluationError(f"{case.id} is the id of another case in {homes[case.id].name}", path=str(path))
            homes[case.id] = path
    return cases


def judge(expected: Sequence[Judged], coded: Sequence[Judged]) -> Iterator[str]:
    """Tell what is wrong with the coded events of one case: nothing where it passes."""
    pairs = match(expected, coded)
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (f"missing {describe(event)}" for i, event in enumerate(expected) if i not in found)
    yield from (f"extra {describe(event)}" for j, event in enumerate(coded) if j not in used)
    for i, j in pairs:
        verdicts = judge_fields(expected[i], coded[j])
        wrong = [field for field in JUDGED if not verdicts.get(field, True)]
        if wrong:
            yield f"wrong {', '.join(wrong)}: {describe(expected[i])} coded as {describe(coded[j])}"


def run(coder: CoderLike, cases: Mapping[str, Iterable[Case]]) -> list[Outcome]:
    """Code each case once and judge it."""
    outcomes = []
    for phenomenon, group in cases.items():
        for case in group:
            expected = _scored(event.to_judged(case.id) for event in case.events)
            coded = _scored(map(to_judged, coder.code(case.to_document())))
            outcomes.append(Outcome(phenomenon, case, expected, coded, tuple(judge(expected, coded))))
    return outcomes


def describe(event: Judged) -> str:
    """Give an event in one line: type, who > whom, and what else is filled."""
    who = ", ".join(map(str, event.actors)) + (" > " + ", ".join(map(str, event.targets)) if event.targets else "")
    place = "/".join(filter(None, (event.place.country, event.place.region, event.place.city)))
    status = "" if event.status == "occurred" else event.status
    count = "" if event.count is None else f"count {event.count}"
    title = f'"{event.title}"' if event.title else ""
    return " | ".join(filter(None, (event.type, who, place, event.date, status, count, title, event.form)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Code the cases that are asked for and print them; give 0 where all pass, else 1."""
    from communique.coding.coder import Coder

    cases = load_cases()
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--phenomenon", action="append", choices=sorted(cases), help="only this one; may be repeated")
    parser.add_argument("--failing", action="store_true", help="leave out the cases that pass")
    options = parser.parse_args(arguments)
    wanted = {name: group for name, group in cases.items() if name in (options.phenomenon or cases)}
    outcomes = run(Coder(), wanted)
    for outcome in outcomes:
        if outcome.faults or not options.failing:
            print(_print_case(outcome), end="\n\n")
    for name in wanted:
        passed = [not outcome.faults for outcome in outcomes if outcome.phenomenon == name]
        print(f"{name:<16} {sum(passed):>3} of {len(passed):>3}")
    passed = [not outcome.faults for outcome in outcomes]
    print(f"{'all':<16} {sum(passed):>3} of {len(passed):>3}")
    return 0 if all(passed) else 1


def _scored(events: Iterable[Judged]) -> tuple[Judged, ...]:
    return tuple(event for event in events if event.type != UNSCORED)


def _print_case(outcome: Outcome) -> str:
    case = outcome.case
    lines = [
        f"{'FAIL' if outcome.faults else 'ok'} {case.id} ({case.published})",
        f"  {case.title}" if case.title else "",
    ]
    lines += [f"  {line}" for line in case.text.splitlines()]
    lines += [f"    expected {describe(event)}" for event in outcome.expected]
    lines += [f"    coded    {describe(event)}" for event in outcome.coded]
    lines += [f"    ! {fault}" for fault in outcome.faults]
    return "\n".join(filter(str.strip, lines))


if __name__ == "__main__":
    sys.exit(main())
