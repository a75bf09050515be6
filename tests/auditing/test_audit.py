"""The audit as a whole: small records and sentences on them, each with its verdict (cases/*.yaml)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

import communique
from communique.auditing import find_claims, judge_claims, place_in_time
from communique.coding.coder import Coder
from communique.model import Document, Event, Participant, Place, Span
from communique.model.claims import Audit, Verdict
from communique.record import Record

CASES = Path(__file__).parent / "cases"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a small record, by the words of a document that tell it."""

    doc: str
    type: str
    evidence: str
    actors: list[str] = []
    targets: list[str] = []
    place: str = ""
    date: str = ""
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""


class Source(msgspec.Struct, frozen=True):
    """One document of a small record."""

    id: str
    source: str
    published: datetime.date
    text: str


class Sentence(msgspec.Struct, frozen=True):
    """A text and the verdicts on its claims; those named by `on` alone, where it is given."""

    text: str
    verdict: str
    on: str = ""
    because: str = ""


class Case(msgspec.Struct, frozen=True):
    """A small record and sentences on it. `opening` is put before each sentence."""

    opening: str
    documents: list[Source]
    events: list[Told]
    sentences: list[Sentence]


def load(path: Path) -> Case:
    """Read one file of cases."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Case)


def place_of(text: str) -> Place:
    country, _, city = text.partition("/")
    return Place(country, city)


def fill(record: Record, case: Case) -> None:
    """Put the documents and events of a case into a record."""
    documents = {d.id: Document(id=d.id, text=d.text, source=d.source, published=d.published) for d in case.documents}
    events: dict[str, list[Event]] = {doc: [] for doc in documents}
    for told in case.events:
        text = documents[told.doc].text
        start = text.index(told.evidence)
        events[told.doc].append(
            Event(
                document=told.doc, type=told.type, actors=tuple(map(Participant.parse, told.actors)),
                targets=tuple(map(Participant.parse, told.targets)), place=place_of(told.place), date=told.date,
                status=told.status, count=told.count, title=told.title, form=told.form,
                evidence=Span.of(text, start, start + len(told.evidence)),
            )
        )  # fmt: skip
    record.add_many([(documents[doc], listed) for doc, listed in events.items()], coder="by hand")


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def records() -> Iterator[dict[Path, Record]]:
    opened = {path: Record.open("sqlite://") for path in sorted(CASES.glob("*.yaml"))}
    for path, record in opened.items():
        fill(record, load(path))
    yield opened
    for record in opened.values():
        record.close()


def audit(text: str, record: Record, coder: Coder, *, source: str = "") -> Audit:
    told = Document(id="text", text=text, title=text.split("\n")[0], source=source)
    document = place_in_time(told, datetime.date(2023, 12, 31))
    return Audit(document, tuple(judge_claims(document, find_claims(document, coder), record, coder)))


def on(done: Audit, words: str) -> list[Verdict]:
    """The verdicts on the claims whose quotes have the words, or all."""
    return [verdict for verdict in done.verdicts if words in verdict.claim.quote.text]


ALL = [(path, sentence) for path in sorted(CASES.glob("*.yaml")) for sentence in load(path).sentences]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "sentence"), ALL, ids=[f"{p.stem}: {s.text[:60]}" for p, s in ALL])
def test_verdicts(path: Path, sentence: Sentence, records: dict[Path, Record], coder: Coder) -> None:
    opening = load(path).opening
    done = audit(f"{opening}\n\n{sentence.text}\n", records[path], coder)
    told = [verdict for verdict in on(done, sentence.on) if verdict.claim.quote.start > len(opening)]
    assert told, [verdict.claim.quote.text for verdict in done.verdicts]
    assert {verdict.verdict for verdict in told} == {sentence.verdict}, [v.reasons for v in told]
    if sentence.because:
        assert any(sentence.because in reason for v in told for reason in (*v.reasons, *v.missing)), told[0].reasons


@pytest.mark.slow
def test_quotes_and_evidence_stand_in_the_texts(records: dict[Path, Record], coder: Coder) -> None:
    for path, record in records.items():
        case = load(path)
        done = audit(case.opening + "\n\n" + "\n".join(s.text for s in case.sentences), record, coder)
        assert len(done.verdicts) >= len(case.sentences) // 2
        for verdict in done.verdicts:
            quote = verdict.claim.quote
            assert done.document.text[quote.start : quote.end] == quote.text
            assert verdict.reasons
            assert (verdict.verdict == "supported") <= bool(verdict.supporting)
            assert (verdict.verdict == "contradicted") <= bool(verdict.contradicting)


@pytest.mark.slow
def test_the_same_twice(records: dict[Path, Record], coder: Coder) -> None:
    path, record = next(iter(records.items()))
    text = load(path).opening + "\n\n" + "\n".join(s.text for s in load(path).sentences)
    assert audit(text, record, coder) == audit(text, record, coder)


@pytest.mark.slow
def test_no_claims_and_an_empty_record(coder: Coder) -> None:
    with Record.open("sqlite://") as record:
        assert communique.audit("The weather was fine, and hope is eternal.", record).verdicts == ()
        done = communique.audit("Kenya in 2023\n\nIn May William Ruto met Paul Kagame in Kigali.", record)
        assert [verdict.verdict for verdict in done.verdicts] == ["unverified"]
        assert done.verdicts[0].missing == ("a document that reports the act",)


@pytest.mark.slow
def test_the_claimants_own_text_does_not_support_it(coder: Coder) -> None:
    text = "NAIROBI, 3 May 2023 - President William Ruto met President Paul Kagame in Kigali on Tuesday."
    told = Document(id="a", text=text, source="State House", published=datetime.date(2023, 5, 3))
    with Record.open("sqlite://") as record:
        record.add(told, coder.code(told), coder="test")
        claim = "Kenya in 2023\n\nIn May William Ruto met Paul Kagame in Kigali."
        assert audit(claim, record, coder).verdicts[0].verdict == "supported"
        own = audit(claim, record, coder, source="State House").verdicts[0]
        assert own.verdict == "unverified" and "claimant" in own.reasons[0]
        assert audit(text, record, coder).verdicts[0].verdict == "unverified"
