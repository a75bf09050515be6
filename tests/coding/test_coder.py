"""The coder as a whole: any text, the same text twice, the founding texts, hostile texts."""

import datetime
import json
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import communique
from communique import service
from communique.cli.app import app
from communique.coding.coder import Coder
from communique.evaluation import load_gold
from communique.model import EVENT_TYPES, FORMS, STATUSES, Document, Event, When

pytestmark = pytest.mark.slow

DAY = datetime.date(2024, 6, 15)
MEETING = "France met Kenya in Paris on Monday."
SECONDS = 60
HOSTILE = {
    "one word": "a" * 200_000,
    "one name": "France" * 35_000,
    "one number": "1," * 100_000,
    "one letter under accents": "e" + "\u0301" * 100_000,
    "names joined by hyphens": "France-" * 1_000,
    "deep brackets": "(" * 1_000 + MEETING + ")" * 1_000,
    "brackets left open": "[{(" * 500 + MEETING,
    "control characters": "".join(map(chr, range(32))) * 100 + MEETING,
    "zero bytes": MEETING.replace(" ", "\0") * 20,
    "right-to-left marks": ("\u202eFrance met\u202c Kenya.\u200f\u200b ") * 50,
    "punctuation": ".,;:!?-–—'\"“”…" * 300,
    "full stops": "." * 2_000,
    "quotation marks": "“" * 1_000,
    "empty lines": "\n" * 200_000 + MEETING,
    "spaces": " " * 200_000 + MEETING,
    "no full stop": "France met Kenya and " * 200,
    "nothing but titles": "President " * 500,
    "nothing but dates": "on 3 May 2024 " * 200,
    "chain of owners": "the envoy of the president of " * 200,
    "a preposition at the end": "Felicitations were received from Kenya's William Ruto and from",
    "names that lead up the tree": (
        "SEVEN GREEN HILLS, LEADERS OF COOPERATION COUNCIL AND OF THE CENTRAL AFRICA JOINT SUMMIT, CHAIRED"
    ),
    "flags": "🇫🇷🤝🇰🇪 " * 300,
    "another script": "习近平会见马克龙。" * 100,
}


def documents_of(folder: Path) -> list[dict[str, str]]:
    """Rows of the documents of one hand-coded set."""
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]


def check(document: Document, events: Sequence[Event]) -> None:
    """Assert what holds of the events of any document."""
    text = document.text
    assert [e.evidence for e in events] == sorted(e.evidence for e in events)
    for event in events:
        assert event.document == document.id and event.type in EVENT_TYPES and event.status in STATUSES
        assert not event.form or event.form in FORMS[event.type]
        assert event.actors or event.targets
        assert event.count is None or event.count > 0
        assert event.evidence.text and event.lexicon
        spans = [event.evidence, *(p.span for p in event.provenance if p.span is not None)]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
        assert all(p.span is not None or p.reason for p in event.provenance)
        if event.date:
            assert When.parse(event.date).edtf == event.date


def coded(text: str) -> tuple[Document, list[Event]]:
    """Code a text as it stands, without the reading that tidies it."""
    document = Document(id="x", text=text, published=DAY)
    return document, communique.service.code(document)


@pytest.fixture(scope="module")
def case_texts(case_report: ModuleType) -> list[str]:
    """The texts of the table of cases."""
    return [case.text for group in case_report.load_cases().values() for case in group]


# The first and the last day -------------------------------------------------------------------------------------


@pytest.mark.parametrize("published", [datetime.date.min, datetime.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron arrived in Nairobi today. Macron met Lula today.",
        "President Emmanuel Macron is in Nairobi. Macron met President Lula.",
        "Kenya hosted the Africa Climate Summit in Nairobi today. Macron met President Lula in Nairobi today.",
        "President Emmanuel Macron met President Lula today. They spoke of water.",
        "Macron is on a ten-day visit to Benin that began on Sunday. On the third day of his visit, he met Talon.",
    ],
)
def test_texts_of_the_first_and_the_last_day_of_the_calendar(text: str, published: datetime.date) -> None:
    document = Document(id="x", text=text, published=published)
    check(document, communique.service.code(document))


# Any text --------------------------------------------------------------------------------------------------------


def test_texts_joined_in_any_order(case_texts: list[str]) -> None:
    @settings(max_examples=20)
    @given(st.lists(st.sampled_from(case_texts), min_size=1, max_size=5), st.sampled_from([" ", "\n", "\n\n"]))
    def run(texts: list[str], joint: str) -> None:
        check(*coded(joint.join(texts)))

    run()


def test_texts_with_words_dropped_and_letters_changed(case_texts: list[str]) -> None:
    @settings(max_examples=20)
    @given(st.sampled_from(case_texts), st.randoms(use_true_random=False))
    def run(text: str, random: object) -> None:
        words = [w for w in text.split() if random.random() > 0.2]  # type: ignore[attr-defined]
        random.shuffle(words)  # type: ignore[attr-defined]
        check(*coded(" ".join(w.upper() if random.random() < 0.1 else w for w in words)))  # type: ignore[attr-defined]

    run()


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_unicode(text: str) -> None:
    check(*coded(text))


@settings(max_examples=40)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=5))
def test_any_unicode_around_and_inside_a_report(before: str, behind: str, inside: str) -> None:
    check(*coded(f"{before}{MEETING.replace(' ', inside or ' ', 1)}{behind}"))


def test_cases_keep_their_spans(case_report: ModuleType) -> None:
    total = 0
    for group in case_report.load_cases().values():
        for case in group[::3]:
            document = case.to_document()
            events = service.code(document)
            check(document, events)
            total += len(events)
    assert total > 100


def unnoted(event: Event) -> list[str]:
    """The participants of an event of whom no provenance says where they came from."""
    noted = {p.value for p in event.provenance if p.field == "participant"}
    return [str(p) for p in (*event.actors, *event.targets) if str(p) not in noted]


def test_every_participant_of_the_cases_leads_back(case_report: ModuleType) -> None:
    cases = [case for group in case_report.load_cases().values() for case in group]
    missing = {case.id: lost for case in cases for e in service.code(case.to_document()) if (lost := unnoted(e))}
    assert missing == {}


def test_every_participant_of_the_passages_leads_back() -> None:
    documents = load_gold(Path(__file__).parent / "passages").documents
    missing = {d.id: lost for d in documents for e in service.code(d) if (lost := unnoted(e))}
    assert missing == {}


@pytest.mark.parametrize(
    ("text", "participant", "words"),
    [
        ("Canada imposed sanctions on Belarus on Monday.", "BLR", "Belarus"),
        ("Japan pledged $5 million to support farmers in Kenya on Monday.", "KEN", "Kenya"),
        ("Peru closed its embassy in Quito on Monday.", "ECU", "Quito"),
        ("Norway brokered a truce between Sudan and Chad on Monday.", "TCD", "Chad"),
    ],
)
def test_targets_lead_back_to_their_words(text: str, participant: str, words: str) -> None:
    _, events = coded(text)
    notes = [p for e in events for p in e.provenance if (p.field, p.value) == ("participant", participant)]
    assert any(note.span is not None and words in note.span.text for note in notes)


def test_those_written_to_before_are_told_as_inferred() -> None:
    _, events = coded(
        "President Macron sent a letter to President Lula on Monday. Prime Minister Starmer sent a similar letter."
    )
    reasons = {p.reason for e in events[1:] for p in e.provenance if p.value.startswith("BRA")}
    assert "those written to before" in reasons


@pytest.mark.parametrize(
    "text",
    [
        "President Macron and Prime Minister Starmer cabled President Lula on Monday.",
        "Greetings from President Macron and Prime Minister Starmer reached President Lula on Monday.",
    ],
)
def test_a_message_of_several_notes_but_its_own_sender(text: str) -> None:
    _, events = coded(text)
    messages = [e for e in events if e.type == "message"]
    assert len(messages) == 2
    for event in messages:
        noted = {p.value for p in event.provenance if p.field == "participant"}
        assert noted == {str(p) for p in (*event.actors, *event.targets)}


def test_several_acts_in_one_quote_have_identifiers_of_their_own() -> None:
    _, events = coded("Macron visited Kenya, Rwanda and Chad and met Ruto, Kagame and Scholz in May.")
    assert len(events) > 3
    assert len({event.id for event in events}) == len(events)


@pytest.mark.parametrize(
    "text",
    [
        "President Macron visited Africa and Europe in May.",
        "President Macron attended the G7 summit and the NATO summit in May.",
    ],
)
def test_acts_that_differ_in_region_or_title_have_identifiers_of_their_own(text: str) -> None:
    _, events = coded(text)
    assert len({event.id for event in events}) == 2


@pytest.mark.xfail(reason="who is expelled is taken for who expels where the act names only the former")
def test_nobody_acts_upon_himself() -> None:
    _, events = coded("The expulsion of two Cuban diplomats from Peru in May surprised many.")
    assert events and all(not set(event.actors) & set(event.targets) for event in events)


@pytest.mark.xfail(reason="the tokenizer cannot encode half of a surrogate pair", raises=UnicodeEncodeError)
def test_half_of_a_surrogate_pair() -> None:
    check(*coded("France met \udc80 Kenya."))


# The same again --------------------------------------------------------------------------------------------------


def test_same_text_twice_gives_the_same_events(case_texts: list[str]) -> None:
    text = "\n\n".join(case_texts[::20])
    (_, first), (_, second) = coded(text), coded(text)
    assert first and first == second


def test_another_coder_gives_the_same_events(case_texts: list[str]) -> None:
    document = Document(id="x", text="\n".join(case_texts[::40]), published=DAY)
    assert sorted(Coder().code(document), key=lambda e: (e.evidence, e.type)) == service.code(document)


def test_a_text_leaves_no_trace_in_the_next(case_texts: list[str]) -> None:
    document = Document(id="x", text="He met the president there.", published=DAY)
    before = service.code(document)
    coded("\n\n".join(case_texts[::30]))
    assert service.code(document) == before == []


def test_command_line_gives_the_same_bytes_twice(examples: Path) -> None:
    runs = [CliRunner().invoke(app, ["code", str(examples), "--format", "jsonl"]) for _ in range(2)]
    assert [run.exit_code for run in runs] == [0, 0]
    assert runs[0].stdout_bytes and runs[0].stdout_bytes == runs[1].stdout_bytes


def test_examples_keep_their_spans(examples: Path) -> None:
    seen = 0
    for path in sorted(examples.iterdir()):
        for document in service.read(path):
            assert isinstance(document, Document)
            events = service.code(document)
            check(document, events)
            seen += bool(events)
    assert seen >= 10


# The founding texts ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory, benchmark_folder: Path) -> list[tuple[Document, list[Event]]]:
    """Both founding texts, read as plain files without a date, with their events."""
    folder = tmp_path_factory.mktemp("founding")
    found = []
    for row in documents_of(benchmark_folder / "founding"):
        path = folder / f"{row['id']}.txt"
        path.write_text(row["text"], encoding="utf-8")
        (document,) = service.read(path)
        assert isinstance(document, Document)
        found.append((document, service.code(document)))
    return found


def test_reference_year_is_told_by_the_text(founding: list[tuple[Document, list[Event]]]) -> None:
    years = [(d.published.year, d.published_from) for d, _ in founding if d.published]
    assert years == [(2024, "text"), (2023, "text")]
    for (document, events), year in zip(founding, ("2024", "2023"), strict=True):
        check(document, events)
        dated = [event for event in events if event.date]
        assert len(events) > 20 and len(dated) > 0.8 * len(events)
        assert sum(event.date.startswith(year) for event in dated) > 0.7 * len(dated)


def test_comment_form_yields_nothing(founding: list[tuple[Document, list[Event]]], benchmark_folder: Path) -> None:
    document, events = founding[0]
    (row, _) = documents_of(benchmark_folder / "founding")
    assert "Leave a Reply" in row["text"]
    form = document.text.find("Leave a Reply")
    end = form if form >= 0 else len(document.text)
    assert all(event.evidence.end <= end for event in events)
    alone = row["text"][row["text"].index("Leave a Reply") :]
    assert communique.code(alone, published=DAY) == []


def test_one_outlet_asks_and_the_spokesperson_answers(founding: list[tuple[Document, list[Event]]]) -> None:
    document, events = founding[1]
    assert [(turn.role, turn.outlet, turn.speaker) for turn in document.turns] == [
        ("question", "CNR", "CNR"),
        ("answer", "", "Mao Ning"),
    ]
    question, answer = document.turns
    asked = [event for event in events if question.start <= event.evidence.start < question.end]
    told = [event for event in events if answer.start <= event.evidence.start < answer.end]
    assert asked and {event.speaker for event in asked} == {"CNR"}
    assert told and all(event.speaker for event in told)
    assert sum(event.speaker == "Mao Ning" for event in told) > 0.8 * len(told)


# Hostile texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_bounded_time(name: str) -> None:
    begun = time.process_time()
    check(*coded(HOSTILE[name]))
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("name", ["empty lines", "spaces", "control characters"])
def test_report_among_rubbish_is_found(name: str) -> None:
    _, events = coded(HOSTILE[name])
    assert [event.type for event in events] == ["meeting"]


@pytest.mark.xfail(reason="splitting a run of full stops takes quadratic time", run=False)
def test_a_long_run_of_full_stops() -> None:
    begun = time.process_time()
    check(*coded("." * 200_000))
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "?", "…", "\ufeff", "\0", "(", "'s", "the", "1", "Xi"])
def test_next_to_nothing(text: str) -> None:
    assert coded(text)[1] == []
