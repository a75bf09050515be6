"""Sentences: grammar, dates and names as English writes them."""

import pytest

from communique.errors import ReportError
from communique.knowledge import Knowledge
from communique.model import Participant, Place, When
from communique.reports.content import Fragment
from communique.reports.prose import grammar
from communique.reports.prose.dates import Calendar
from communique.reports.prose.names import Names
from communique.reports.prose.templates import Template, Templates


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> Names:
    """Names by the tables."""
    return Names(knowledge)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-05-05", "on 5 May"),
        ("2023-05-05", "on 5 May 2023"),
        ("2024-05", "in May"),
        ("2023-11", "in November 2023"),
        ("2024", "in 2024"),
        ("2024-05-05/2024-05-10", "from 5 to 10 May"),
        ("2024-04-30/2024-05-02", "from 30 April to 2 May"),
        ("2023-12-30/2024-01-02", "from 30 December 2023 to 2 January 2024"),
        ("2024-05/2024-07", "from May to July"),
        ("2023-12/2024-02", "from December 2023 to February"),
        ("2022/2024", "between 2022 and 2024"),
    ],
)
def test_dates_are_as_precise_as_known(edtf: str, words: str) -> None:
    assert Calendar(2024).when(When.parse(edtf)) == words


def test_without_a_date_nothing_is_said() -> None:
    assert Calendar(2024).when(None) == ""


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("16th BRICS Summit", "the 16th BRICS Summit"),
        ("2024 Foreign Ministers' Meeting", "the 2024 Foreign Ministers' Meeting"),
        ("joint statement", "a joint statement"),
        ("extradition treaty", "an extradition treaty"),
        ("humanitarian aid", "humanitarian aid"),
        ("measures to support farming", "measures to support farming"),
        ("$10 million in aid", "$10 million in aid"),
        ("5,000 tonnes of rice", "5,000 tonnes of rice"),
        ("the Bletchley Declaration", "the Bletchley Declaration"),
        ("Beijing Declaration on unity", "the Beijing Declaration on unity"),
        ("50,000 in Five Years", "“50,000 in Five Years”"),
        ("Horizon 2047", "“Horizon 2047”"),
        ("whatever else came of it", "“whatever else came of it”"),
        ("a “great” thing", "a “great” thing"),
        ("", ""),
    ],
)
def test_titles_take_an_article_where_it_is_sure_and_quotation_marks_elsewhere(title: str, words: str) -> None:
    assert grammar.phrase(title) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [("official visit", "an official visit"), ("state visit", "a state visit"), ("UN body", "a UN body"),
     ("SCO summit", "an SCO summit"), ("unique plan", "a unique plan"), ("honest answer", "an honest answer"),
     ("European plan", "a European plan"), ("union", "a union"), ("NATO summit", "a NATO summit")],
)  # fmt: skip
def test_indefinite_articles(words: str, expected: str) -> None:
    assert grammar.a(words) == expected


def test_lists() -> None:
    assert grammar.join([]) == ""
    assert grammar.join(["A"]) == "A"
    assert grammar.join(["A", "B"]) == "A and B"
    assert grammar.join(["A", "B", "C"]) == "A, B and C"
    assert grammar.join(["A, of B", "C", "D"]) == "A, of B; C; and D"


@pytest.mark.parametrize(
    ("value", "noun", "words"),
    [(1, "visit", "visit"), (2, "visit", "visits"), (2, "party", "parties"), (0, "day", "days"),
     (3, "person", "people"),
     (2, "speech", "speeches")],
)  # fmt: skip
def test_plurals(value: int, noun: str, words: str) -> None:
    assert grammar.plural(noun, value) == words


def test_numbers_in_words() -> None:
    assert [grammar.number(n) for n in (0, 1, 12, 13, 15000)] == ["zero", "one", "twelve", "13", "15,000"]
    assert [grammar.times(n) for n in (1, 2, 3)] == ["once", "twice", "three times"]


def test_hostile_words_stay_on_one_line_and_are_bounded() -> None:
    assert grammar.clean("a\n\u202eb\x00  c\u200b") == "a b c"
    assert grammar.quote("“x” " * 200).endswith(" …”") and len(grammar.quote("x" * 9000)) < 300


@pytest.mark.parametrize(
    ("code", "words"),
    [("USA", "the United States"), ("CHN", "China"), ("NLD", "the Netherlands"), ("EU", "the EU"), ("NATO", "NATO"),
     ("HAMAS", "Hamas"), ("region:Central Asia", "Central Asia"), ("region:Arab States", "the Arab states"),
     ("UNSC", "the UN Security Council"), ("QQQ", "QQQ")],
)  # fmt: skip
def test_names_of_parties_in_running_text(names: Names, code: str, words: str) -> None:
    assert names.party(code) == words


@pytest.mark.parametrize(
    ("who", "on", "words"),
    [("CHN/Xi Jinping", "2024-05", "Chinese President Xi Jinping"),
     ("RUS/Vladimir Putin", "2010-01", "Russian Prime Minister Vladimir Putin"),
     ("ESP/Felipe VI", "2024", "King Felipe VI of Spain"),
     ("EU/Ursula von der Leyen", "2024-05", "European Commission President Ursula von der Leyen"),
     ("UN/António Guterres", "2024-05", "UN Secretary-General António Guterres"),
     ("USA/Antony Blinken", "2024-05", "US Secretary of State Antony Blinken"),
     ("USA/Bill Gates", "2024-05", "Bill Gates of the United States"),
     ("IDN/Prabowo Subianto", "2024", "Prabowo Subianto of Indonesia")],
)  # fmt: skip
def test_persons_have_the_office_that_they_held_all_that_time(names: Names, who: str, on: str, words: str) -> None:
    assert names.person(Participant.parse(who), When.parse(on)) == words


def test_places(names: Names) -> None:
    assert names.place(Place("RUS", "Kazan")) == "Kazan (Russia)"
    assert names.place(Place("CHN", "Beijing")) == "Beijing"
    assert names.place(Place("SGP", "Singapore")) == "Singapore"
    assert names.place(Place("RUS", "Kazan"), home="RUS") == "Kazan"
    assert names.in_place(Place(region="Middle East")) == "in the Middle East"
    assert names.in_place(Place()) == ""


def test_a_template_leaves_out_optional_parts_and_needs_the_others() -> None:
    template = Template("{who} visited {where}[ {when}]")
    assert template.slots == {"who", "where", "when"}
    assert template.fill({"who": "Ana", "where": "", "when": "in May"}) is None
    cited = template.fill({"who": "Ana", "where": (Fragment("Chile", (1,)),), "when": "in May"})
    assert cited == (Fragment("Ana visited Chile", (1,)), Fragment(" in May"))


@pytest.mark.parametrize("source", ["{who", "who}", "a [b", "a] b", "a [b [c]]"])
def test_broken_templates_are_told(source: str) -> None:
    with pytest.raises(ReportError):
        Template(source)


def test_every_type_status_and_form_has_a_sentence_that_needs_no_more_than_actors() -> None:
    from communique.model import EVENT_TYPES, FORMS, STATUSES

    templates = Templates()
    for kind in EVENT_TYPES:
        for status in STATUSES:
            keys = [f"{kind} {status} {form}" for form in FORMS.get(kind, ())] + [f"{kind} {status}"]
            slots = {"actors": "A and B", "first": "A", "others": "B", "sides": "A and B", "targets": "C"}
            assert templates.fill(keys[-1:], slots), f"{kind} {status}"
            for key in keys:
                if key in templates:
                    assert templates.fill([key], {"actors": "A", "first": "A"}) or templates.fill([key], slots), key
