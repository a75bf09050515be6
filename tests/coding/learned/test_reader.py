"""The learned reader: acts in words that no entry has, doubt about acts that an entry tells too readily."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from communique.coding.coder import Coder
from communique.coding.explaining import Reasoning
from communique.coding.learned.features import PAIR_FEATURES, TYPES, WORD_FEATURES
from communique.coding.learned.reader import FORM_NAMES, ROLES, WEIGHTS, Reader, reader
from communique.errors import ModelError
from communique.language.weights import load_weights
from communique.model import FORMS, Document, Event

DAY = datetime.date(2024, 3, 13)
SEE = "President William Ruto was in Kampala on Tuesday to see President Yoweri Museveni."
INK = "Ink dried on a coffee pact between Kenya and Vietnam on Monday."
READ = [
    (SEE, "meeting", {"KEN/William Ruto", "UGA/Yoweri Museveni"}, "2024-03-12"),
    (INK, "agreement", {"KEN", "VNM"}, "2024-03-11"),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def lexicon_alone(coder: Coder) -> Coder:
    return Coder(coder.knowledge, reading=False)


def document(text: str) -> Document:
    return Document("x", text, published=DAY)


@pytest.mark.parametrize(("text", "kind", "people", "date"), READ)
def test_an_act_that_no_entry_tells_is_read(
    coder: Coder, lexicon_alone: Coder, text: str, kind: str, people: set[str], date: str
) -> None:
    assert kind not in {event.type for event in lexicon_alone.code(document(text))}
    (event,) = (event for event in coder.code(document(text)) if event.type == kind)
    assert {str(p) for p in event.actors} == people
    assert event.lexicon == f"{kind}.read"
    assert event.date == date


@pytest.mark.parametrize(("text", "kind", "people", "date"), READ)
def test_every_field_that_is_read_has_its_characters(
    coder: Coder, text: str, kind: str, people: set[str], date: str
) -> None:
    for event in coder.code(document(text)):
        for row in event.provenance:
            assert row.span is None or text[row.span.start : row.span.end] == row.span.text
            assert row.reason != "read" or row.span is not None


def test_what_a_verb_makes_unreal_is_not_read(coder: Coder) -> None:
    assert coder.code(document("President William Ruto considered visiting Vietnam.")) == []


def test_an_entry_that_tells_an_act_keeps_it(coder: Coder, lexicon_alone: Coder) -> None:
    text = document("President William Ruto visited Hanoi on Monday.")
    assert coder.code(text) == lexicon_alone.code(text) != []


def test_the_grounds_name_the_reader(coder: Coder) -> None:
    reasoning: Reasoning = coder.explain(document(SEE))
    (read,) = (c for sight in reasoning.sights for c in sight.considered if c.sense == "meeting.read")
    assert "probability" in read.told
    assert ("actor", "William") in read.slots
    assert not read.refused


def test_a_reading_is_the_same_again(coder: Coder) -> None:
    def again() -> list[Event]:
        return Coder(coder.knowledge).code(document(SEE + " " + INK))

    assert again() == coder.code(document(SEE + " " + INK))


def test_a_sentence_without_end_is_left_to_the_lexicon(coder: Coder, lexicon_alone: Coder) -> None:
    text = document("President William Ruto visited Hanoi on Monday, " + "and the lake was calm, " * 3000 + "again.")
    assert coder.code(text) == lexicon_alone.code(text) != []


def test_weights_fit_the_features() -> None:
    found = reader()
    assert found.weights["know.weight"].shape[1] == len(WORD_FEATURES)
    assert found.weights["pair.weight"].shape[1] == len(PAIR_FEATURES)
    assert found.weights["name.bias"].shape == (len(TYPES),)
    assert found.weights["roles"].shape[0] == len(ROLES)
    assert found.weights["form.bias"].shape == (len(FORM_NAMES),)
    assert {form for forms in FORMS.values() for form in forms} >= set(FORM_NAMES) - {""}
    assert np.isclose(found.lens.sum(), 1)
    assert WEIGHTS.stat().st_size < 6_000_000


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    path = tmp_path / "reader.npz"
    path.write_bytes(WEIGHTS.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"reader\.npz"):
        Reader(*load_weights(path))
