"""Turns of press conferences and interviews."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading import find_turns


def told(text: str, *, title: str = "") -> list[tuple[str, str, str]]:
    """Role, speaker and words of every turn."""
    return [(turn.role, turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text, title=title)]


def test_outlet_asks_and_spokesperson_answers() -> None:
    text = (
        "Ana Ruiz: Report on the visit\n\n  TASS: Who came?\n\n  Ana Ruiz: The minister came.\n\n  He left on Friday.\n"
    )
    assert told(text) == [
        ("question", "TASS", "Who came?"),
        ("answer", "Ana Ruiz", "The minister came.\n\n  He left on Friday."),
    ]
    assert find_turns(text)[0].outlet == "TASS"


def test_headline_with_a_colon_is_no_turn_when_the_title_is_given() -> None:
    text = "Ana Ruiz: the visit went well\nReuters: Who came?\nAna Ruiz: The minister came."
    assert [role for role, _, _ in told(text, title="Ana Ruiz: the visit went well")] == ["question", "answer"]


def test_letters_for_question_and_answer_take_the_name_from_the_head() -> None:
    text = "Foreign Ministry Spokesperson Ana Ruiz's Regular Press Conference\n\nQ: Who came?\n\nA: The minister."
    assert told(text) == [("question", "", "Who came?"), ("answer", "Ana Ruiz", "The minister.")]


@pytest.mark.parametrize(
    "label", ["Kyodo News", "Daily Courier", "The Paper", "BBC", "Question from Reuters", "Q (Reuters)"]
)
def test_outlets_are_known_by_list_or_last_word(label: str) -> None:
    turns = find_turns(f"{label}: Tell us about the talks.\nAna Ruiz: They went well.")
    assert [turn.role for turn in turns] == ["question", "answer"]
    assert turns[0].outlet == {"Question from Reuters": "Reuters", "Q (Reuters)": "Reuters"}.get(label, label)


def test_follow_up_belongs_to_the_outlet_that_asked_last() -> None:
    text = "AFP: Who came?\nAna Ruiz: The minister.\nFollow-up: And who left?\nAna Ruiz: Nobody."
    assert [turn.outlet for turn in find_turns(text) if turn.role == "question"] == ["AFP", "AFP"]


def test_unknown_names_are_told_by_who_puts_questions() -> None:
    text = "JOHN DOE: Who came?\nANA RUIZ: The minister came.\nJOHN DOE: And who left?\nANA RUIZ: Nobody has left."
    assert [(turn.role, turn.speaker) for turn in find_turns(text)[:2]] == [
        ("question", "JOHN DOE"),
        ("answer", "ANA RUIZ"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Time: 10:00\nPlace: Hall 3\n\nThe ministers met in Oslo.",
        "The minister named three goals: peace, trade and aid.",
        "Note: Why did they meet?\nSource: the ministry",
        "Reuters: The ministers met in Oslo.",
        "Ana Ruiz: The ministers met.\n\nBob Lee: They ate.",
        "",
    ],
)
def test_other_colons_make_no_turns(text: str) -> None:
    assert find_turns(text) == ()


@given(
    st.lists(
        st.sampled_from(["Reuters: Who?", "Ana Ruiz: He.", "plain words", "Q: ", "A: x", "", "  Note: y"]), max_size=12
    )
)
def test_turns_are_in_order_and_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for turn in find_turns(text):
        assert end <= turn.start <= turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].rstrip()
        end = turn.end
