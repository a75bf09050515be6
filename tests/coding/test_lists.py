"""Lists: how they are cut, what their opening line lends, and that the gate loses none of it."""

import datetime

import pytest

from communique.coding.coder import Coder
from communique.coding.lists import find_lines
from communique.coding.pointing import MEMBERS
from communique.model import Document

SIGNED = (
    "Chile and Peru signed the following documents in Lima on Monday:\n"
    "(i) Agreement on water;\n(ii) Memorandum of Understanding on roads;\n(iii) Protocol on fish."
)


def document(text: str) -> Document:
    """A text of 15 June 2024, a Saturday."""
    return Document(id="x", text=text, published=datetime.date(2024, 6, 15))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("They signed: (i) a pact; (ii) a treaty.", ["a pact;", "a treaty."]),
        ("They agreed: 1. to meet, 2. to talk and 3. to sign.", ["to meet,", "to talk and", "to sign."]),
        ("Outcomes\n- A pact\n- A treaty", ["A pact", "A treaty"]),
        ("They signed Protocol, 3. and no other.", []),
        ("Article 5 (a) of the treaty stands.", []),
    ],
)
def test_lists_are_cut_into_items(text: str, items: list[str]) -> None:
    assert [text[line.start : line.end].strip() for line in find_lines(text) if line.item] == items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They were the ambassadors of Chad and Peru.", True),
        ("Among them were the ambassadors of Chad and Peru.", True),
        ("They were received by the king.", False),
        ("They are meeting in Rome.", False),
    ],
)
def test_a_sentence_that_names_who_was_counted(text: str, names: bool) -> None:
    assert (MEMBERS.match(text) is not None) is names


@pytest.mark.slow
def test_each_item_is_an_agreement_with_its_own_words() -> None:
    events = Coder().code(document(SIGNED))
    assert [event.title for event in events] == [
        "Agreement on water", "Memorandum of Understanding on roads", "Protocol on fish",
    ]  # fmt: skip
    for event in events:
        assert ({a.code for a in event.actors}, event.place.city, event.date) == ({"CHL", "PER"}, "Lima", "2024-06-10")
        assert SIGNED[event.evidence.start : event.evidence.end] == event.evidence.text == event.title
        assert event.count is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        SIGNED,
        "The African Union on Monday:\n1. Adopts the declaration on water;\n2. Imposes sanctions on Chad.",
        "President William Ruto received letters of credence from two envoys on Monday. They were Ana Diaz of Peru and "
        "Jan Berg of Norway.",
    ],
)
def test_the_gate_loses_nothing_of_a_list(text: str) -> None:
    events = Coder().code(document(text))
    assert events and events == Coder(gated=False).code(document(text))
