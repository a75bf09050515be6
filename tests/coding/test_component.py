"""The coder as a spaCy component."""

import datetime
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import communique
from communique.coding import component
from communique.errors import UsageError
from communique.language.pipeline import load

PYPROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"
TEXT = (
    "MAPUTO, 4 March 2024 - President Filipe Nyusi met the Portuguese prime minister, António Costa, on Monday. "
    "They talked about gas.\n\nLater the president flew to Pretoria.\n"
)
UNDATED = "President Filipe Nyusi met António Costa in Maputo on Monday."

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline with the component."""
    made = spacy.blank("en")
    made.add_pipe("communique")
    return made


def test_entry_point_leads_to_the_factory() -> None:
    points = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    module, _, name = points["communique"].partition(":")
    assert getattr(import_module(module), name) is component.make_component
    assert Language.has_factory("communique")


def test_events_are_those_of_the_api(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc._.events and doc._.events == communique.code(TEXT)
    for event in doc._.events:
        assert doc.text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert doc.char_span(event.evidence.start, event.evidence.end, alignment_mode="expand")


def test_events_do_not_depend_on_the_pipeline_around(nlp: Language) -> None:
    parsed = load()
    parsed.add_pipe("communique")
    doc = parsed(TEXT)
    assert doc._.events == nlp(TEXT)._.events
    assert len(list(doc.sents)) == 3


def test_reference_date_is_the_documents_then_the_components() -> None:
    dated = spacy.blank("en")
    dated.add_pipe("communique", config={"published": "2023-02-15"})
    assert {event.date for event in dated(UNDATED)._.events} == {"2023-02-13"}
    doc = dated.make_doc(UNDATED)
    doc._.published = datetime.date(2024, 3, 6)
    assert {event.date for event in dated(doc)._.events} == {"2024-03-04"}


def test_no_day_is_refused() -> None:
    with pytest.raises(UsageError, match="'Monday' is no day"):
        spacy.blank("en").add_pipe("communique", config={"published": "Monday"})


@pytest.mark.parametrize("text", ["", "  \n\n ", "Nothing happened."])
def test_text_without_events(nlp: Language, text: str) -> None:
    assert nlp(text)._.events == []


def test_document_that_never_met_the_component_has_no_events() -> None:
    assert spacy.blank("en")(TEXT)._.events == []


def test_events_travel_with_the_document(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.events == doc._.events
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    assert next(DocBin().from_bytes(stored).get_docs(nlp.vocab))._.events == doc._.events


def test_offsets_are_those_of_the_doc_with_foreign_line_ends_and_a_comment_form(nlp: Language) -> None:
    text = TEXT.replace("\n", "\r\n") + "\r\nLeave a Reply\r\nYour email address will not be published.\r\n"
    events = nlp(text)._.events
    assert len(events) == len(nlp(TEXT)._.events)
    for event in events:
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text


def test_pipeline_with_the_component_can_be_saved(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert again(TEXT)._.events == nlp(TEXT)._.events
