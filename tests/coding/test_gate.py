"""The gate: what it lets through, and that it costs no event."""

from pathlib import Path
from types import ModuleType

import pytest

from communique import service
from communique.coding.coder import Coder
from communique.coding.gate import Look
from communique.model import Document, Event
from communique.service.reading import date_document

ROOT = Path(__file__).parents[2]
SETS = ("founding", "plain", "hard", "linking/dev")


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def ungated(coder: Coder) -> Coder:
    return Coder(coder.knowledge, gated=False)


def look(coder: Coder, text: str) -> list[Look]:
    """What the gate sees in each sentence of a text of 2024."""
    return coder.looks(date_document(Document(id="x", text=text + "\n\nPublished on 6 May 2024.")))[1][:-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Xi Jinping met Narendra Modi in Kazan.",
        "XI MEETS MODI",
        "Talks between Chad and Sudan were broken off.",
        "Brazil’s president paid a visit to Chile.",
        "The French-hosted conference ended in Paris.",
        "Norway re-opened its embassy in Kabul.",
        "Memoranda were signed by Peru and Chile.",
        "He withdrew the ambassador of Kenya.",
        "Pakistan underwent a change and became a partner of BRICS.",
    ],
)
def test_an_act_with_somebody_passes(coder: Coder, sentence: str) -> None:
    assert [seen.possible for seen in look(coder, sentence)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "She peeled the potatoes and put them into the pot.",
        "He met her in the garden.",
        "The meeting was dull.",
        "Our team played badly and lost.",
        "Sweden is cold in winter.",
        "Poland has old forests.",
    ],
)
def test_what_reports_no_act_is_passed_over(coder: Coder, sentence: str) -> None:
    assert [seen.parsed for seen in look(coder, sentence)] == [False]


def test_a_pronoun_counts_once_somebody_is_named(coder: Coder) -> None:
    before, named, after = look(coder, "He met her in the garden. Narendra Modi is well. He met her in the garden.")
    assert not before.parsed and after.possible
    assert named.kept and not named.possible


def test_names_and_dates_behind_the_last_act_are_not_needed(coder: Coder) -> None:
    assert [seen.parsed for seen in look(coder, "France met Kenya. Poland is large. It was Monday.")] == [
        True, False, False,
    ]  # fmt: skip


def test_words_that_a_sense_needs_are_asked_for(coder: Coder) -> None:
    (seen,) = look(coder, "Kenya will deliver a blow to sceptics.")
    assert "aid.deliver" in seen.barred and "aid.deliver" not in seen.senses
    (seen,) = look(coder, "Kenya delivered 20 tonnes of food to Sudan.")
    assert "aid.deliver" in seen.senses


def test_speakers_are_known_from_the_head(coder: Coder) -> None:
    text = "We signed an agreement. The talks went well."
    spoken = Document(id="x", text=text, source="Ministry of Foreign Affairs of Japan")
    assert [seen.possible for seen in coder.looks(spoken)[1]] == [True, True]
    assert [seen.possible for seen in coder.looks(Document(id="x", text=text))[1]] == [False, False]


# No event is lost ------------------------------------------------------------------------------------------------


def differing(coder: Coder, ungated: Coder, documents: list[Document]) -> list[tuple[str, set[Event]]]:
    """The documents whose events are not the same, with the events that only one way gives."""
    found = []
    for document in documents:
        one, two = coder.code(document), ungated.code(document)
        if one != two:
            found.append((document.id, {*one} ^ {*two}))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_event_of_the_benchmark_is_lost(coder: Coder, ungated: Coder, benchmark_folder: Path, name: str) -> None:
    path = benchmark_folder / name / "documents.jsonl"
    documents = [document for document in service.read(path) if isinstance(document, Document)]
    assert differing(coder, ungated, documents) == []


@pytest.mark.slow
def test_no_event_of_the_cases_is_lost(coder: Coder, ungated: Coder, case_report: ModuleType) -> None:
    documents = [case.to_document() for group in case_report.load_cases().values() for case in group]
    assert differing(coder, ungated, documents) == []


@pytest.mark.slow
def test_no_event_of_the_examples_is_lost(coder: Coder, ungated: Coder) -> None:
    documents = [document for document in service.read(ROOT / "examples") if isinstance(document, Document)]
    assert len(documents) > 60
    assert differing(coder, ungated, documents) == []
