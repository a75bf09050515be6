"""Search over documents, and the questions: the database gives what `Query.matches` gives."""

import datetime
import random

import pytest

from communique.errors import UsageError
from communique.model import Participant, Query
from communique.record import Record
from telling import meeting, tell

TEXTS = {
    "accents": "Le président Emmanuel Macron s’est rendu à Brasília; Nguyễn Phú Trọng l’a reçu.",
    "chinese": "国家主席习近平在北京同俄罗斯总统普京举行会谈。",
    "korean": "윤석열 대통령은 도쿄를 방문했다.",
    "plain": "The ministers signed a non-paper (Resolution 2231) on 1e5 tonnes of grain_aid for a&b.",
    "long": "word " * 25_000 + "needle in a haystack",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("brasilia", {"accents"}),
        ("NGUYEN trong", {"accents"}),
        ('"phu trong"', {"accents"}),
        ('"trong phu"', set()),
        ("北京", {"chinese"}),
        ("普京 会谈", {"chinese"}),
        ("京北", set()),
        ("대통령", {"korean"}),
        ("방문", {"korean"}),
        ("resolution 2231", {"plain"}),
        ("1e5", {"plain"}),
        ("non-paper", {"plain"}),
        ("paper-non", set()),
        ("grain aid", {"plain"}),
        ("needle haystack", {"long"}),
        ('"needle in a haystack"', {"long"}),
        ("' OR 1=1 --", set()),
        ("", set(TEXTS)),
    ],
)
def test_words_of_documents(record: Record, query: str, found: set[str]) -> None:
    record.add_many([tell(text, id=name) for name, text in TEXTS.items()], coder="test")
    assert {document.id for document in record.documents(text=query)} == found


def test_filters_of_documents(record: Record) -> None:
    about = [("a", "Xinhua (agency)", "2024-05-01"), ("b", "TASS", "2024-06-01"), ("c", "Élysée", None)]
    record.add_many(
        [tell(f"Text {id}.", id=id, source=source, published=day, title=f"No. {id}") for id, source, day in about],
        coder="test",
    )
    day = datetime.date(2024, 5, 15)

    def ids(**filters: object) -> list[str]:
        return [document.id for document in record.documents(**filters)]  # type: ignore[arg-type]

    assert ids() == ["a", "b", "c"] and ids(limit=2) == ["a", "b"]
    assert ids(source="elysee") == ["c"] and ids(title="no. B") == ["b"]
    assert ids(first=day) == ["b"] and ids(last=day) == ["a"] and ids(text="text", last=day) == ["a"]
    with pytest.raises(UsageError, match="no words"):
        record.documents(text="--")


def test_a_corrected_version_is_found_instead_of_the_old_one(record: Record) -> None:
    for word in ("sugar", "grain"):
        record.add(*tell(f"They spoke of {word}.", url="https://x.example/1"), coder="test")
    assert record.documents(text="sugar") == [] and len(record.documents(text="grain")) == 1
    assert len(record.documents(text="sugar", superseded=True)) == 1


def test_the_latest_day_is_that_of_a_document_in_view(record: Record) -> None:
    assert record.latest_day() is None
    record.add_many([meeting(id="one"), meeting(id="two", published="2024-09-05")], coder="test")
    assert record.latest_day() == datetime.date(2024, 9, 5)


def fill(record: Record) -> None:
    """A record of all kinds of events."""
    draw = random.Random(5)
    who = ["CHN/Xi Jinping", "RUS/Vladimir Putin", "FRA/Emmanuel Macron", "FRA/Émmanuel MACRON", "CHN", "EU"]
    places: list[dict[str, str]] = [{"country": "CHN", "city": "Beijing"}, {"country": "FRA"}, {"region": "Europe"}, {}]
    words = ["São Tomé treaty", "100%_sure deal", "北京会谈", "a talk", "it’s “quoted”"]
    dates = ["", "2023", "2024-05", "2024-05-16", "2024-05-16", "2024-05-14/2024-05-17", "2024-12-31"]
    coded = []
    for number in range(120):
        kind = draw.choice(["meeting", "visit", "message", "agreement"])
        text = f"No {number}: {draw.choice(words)}."
        event = {
            "type": kind,
            "who": ";".join(draw.sample(who, draw.choice([1, 2]))),
            "to": draw.choice(who) if kind == "message" else "",
            "quote": text,
            "date": draw.choice(dates),
            "place": dict(draw.choice(places)),
            "status": draw.choice(["occurred", "planned", "cancelled"]),
            "form": "signed" if kind == "agreement" else "",
            "title": draw.choice(["", "Traité de l’Élysée", "100% Pact"]),
            "count": draw.choice([None, 3]),
        }
        coded.append(tell(text, event, source=draw.choice(["Xinhua", "TASS", "Élysée", "A_B"]), id=str(number)))
    coded += [meeting("2024-03-01", source="Xinhua"), meeting("2024-03-02", source="TASS", id="late")]
    record.add_many(coded, coder="test")
    ids = [event.id for event in record.events()]
    record.accept(ids[0], by="Ana")
    record.reject(ids[1], by="Ana")
    record.correct(ids[2], title="Corrected", by="Ana")


XI, MACRON = Participant("CHN", "Xi Jinping"), Participant("FRA", "emmanuel macron")
DAY = datetime.date(2024, 5, 16)
QUERIES = [
    Query(),
    Query(who=(Participant("CHN"),)),
    Query(who=(XI,)),
    Query(who=(MACRON,)),
    Query(who=(Participant("", "VLADIMIR Putin"),)),
    Query(actors=(Participant("", "Xi Jinping"),), targets=(Participant("EU"),)),
    Query(who=(Participant("CHN"), Participant("RUS"))),
    Query(actors=(Participant("EU"),)),
    Query(targets=(Participant("FRA"),)),
    Query(types=("meeting", "visit"), statuses=("planned",)),
    Query(forms=("signed",)),
    Query(country="CHN"),
    Query(city="beijing"),
    Query(region="Europe"),
    Query(first=DAY),
    Query(last=DAY),
    Query(first=DAY, last=DAY),
    Query(title="elysee"),
    Query(title="100%"),
    Query(text="sao tome"),
    Query(text="100%_s"),
    Query(text="京会"),
    Query(text="“QUOTED”"),
    Query(text="o 1 deal"),
    Query(text='a"b'),
    Query(source="elysee"),
    Query(source="A_B"),
    Query(least_sources=2),
    Query(conflict=True),
    Query(conflict=False, types=("meeting",)),
    Query(decision="rejected"),
    Query(decision="accepted"),
    Query(who=(XI,), types=("meeting",), first=DAY, text="no"),
]


def test_the_database_answers_as_the_query_itself_would(record: Record) -> None:
    fill(record)
    everything = record.events() + record.events(Query(decision="rejected"))
    answers = set()
    for query in QUERIES:
        expected = {event.id for event in everything if query.matches(event)}
        found = [event.id for event in record.events(query)]
        assert (set(found), len(found)) == (expected, record.count(query)), query
        answers.add(frozenset(expected))
        half = record.events(query, limit=len(found) // 2)
        assert [event.id for event in half] == found[: len(found) // 2]
    assert len(answers) > 20, "the questions tell events apart"
