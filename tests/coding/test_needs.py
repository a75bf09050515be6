"""What a sense asks of its slots: the same verb with the right and the wrong thing in them."""

import pytest

import communique
from communique.coding.needs import slot_words
from communique.coding.propositions import Argument, Proposition

PUBLISHED = "2024-06-15"


def types(text: str) -> list[str]:
    """Types of the events, without statements."""
    return [event.type for event in communique.code(text, published=PUBLISHED) if event.type != "statement"]


def make(*arguments: Argument) -> Proposition:
    """A proposition of word 3."""
    return Proposition(3, 3, False, ("w",), arguments)


def test_slots_come_in_the_order_of_the_list() -> None:
    proposition = make(Argument("obj", 5), Argument("subj", 1), Argument("with", 7), Argument("with", 9))
    assert slot_words(proposition, ["subj", "with"]) == [("subj", 1), ("with", 7), ("with", 9)]
    assert slot_words(proposition, ["with|obj"]) == [("with", 7), ("with", 9), ("obj", 5)]
    assert slot_words(proposition, ["self", "to"]) == [("self", 3)]
    assert slot_words(proposition, ["obj", "subj|obj"]) == [("obj", 5), ("subj", 1)]


def test_what_hangs_lower_fills_a_slot_only_where_nothing_else_does() -> None:
    lower = Argument("~with", 8)
    assert slot_words(make(lower), ["with"]) == [("with", 8)]
    assert slot_words(make(Argument("with", 4), lower), ["with"]) == [("with", 4)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("France signed a treaty with Kenya.", ["agreement"]),
        ("France signed a footballer from Kenya.", []),
        ("France met Kenya in Paris.", ["meeting"]),
        ("France met its targets in Paris.", []),
        ("President Ruto visited France.", ["visit"]),
        ("President Ruto visited a hospital.", []),
        ("France opened an embassy in Chad.", ["representation"]),
        ("France opened a museum in Chad.", []),
        ("France expelled two Russian diplomats.", ["representation"]),
        ("France expelled two Russian fans.", []),
        ("France delivered medicine to Chad.", ["aid"]),
        ("France delivered a warning to Chad.", []),
        ("France imposed sanctions on Belarus.", ["sanction"]),
        ("France imposed silence on the room.", []),
        ("Kenya joined the African Union.", ["initiative"]),
        ("Kenya joined the applause.", []),
        ("Kenya hosted the Nairobi Peace Forum.", ["gathering"]),
        ("Kenya hosted a dinner for tourists.", []),
        ("France recalled its ambassador to Chad.", ["representation"]),
        ("France recalled its colonial past.", []),
        ("Kenya restored diplomatic relations with Chad.", ["relation"]),
        ("Kenya restored an old palace in Chad.", []),
        ("France pledged 20 million euros for Chad.", ["pledge"]),
        ("France pledged silence.", []),
        ("King Charles sent a letter to President Macron.", ["message"]),
        ("King Charles sent a gift to President Macron.", []),
        ("President Macron called President Ruto.", ["call"]),
        ("President Macron called the plan a mistake.", []),
        ("Qatar brokered a truce between Chad and Sudan.", ["mediation"]),
        ("Kenya marked the 60th anniversary of its treaty with Chad with a parade.", ["commemoration"]),
        ("The student marked the paper on Kenya.", []),
        ("Tourists visited Kenya.", []),
        ("The storm hit Kenya and France.", []),
        ("Kenya and France played a friendly match.", []),
        ("Relations between Kenya and France are good.", []),
    ],
)
def test_same_verb_other_slots(text: str, kinds: list[str]) -> None:
    assert types(text) == kinds
