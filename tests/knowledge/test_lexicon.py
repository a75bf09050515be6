"""The lexicon: its files, what breaks them, and every example of every sense."""

import copy
import datetime
import importlib.util
import shutil
from collections import Counter
from pathlib import Path

import pytest

from communique.coding.coder import Coder
from communique.errors import LexiconError
from communique.knowledge.nominals import LEXICON, load_nominals
from communique.knowledge.senses import Example, Lexicon, Sense, load_lexicon
from communique.model import EVENT_TYPES, Document, Event

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "build_lexicon_docs.py"
PUBLISHED = datetime.date(2024, 6, 15)
SLOT_NAMES = "subj obj iobj poss mod comp self subj_text".split()
# Senses whose example is not coded as it should be. Take an entry out when its test tells that it passes.
FAULTS = {
    "statement.call-for": "the class 'phone', which this sense must do without, holds its own verb 'call'",
}
EXAMPLES = [(sense, example) for sense in load_lexicon().senses for example in sense.examples]


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The coder."""
    return Coder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicon that a test may break."""
    return Path(shutil.copytree(LEXICON, tmp_path / "lexicon"))


def events_of(coder: Coder, text: str) -> list[Event]:
    """Events of a sentence of 15 June 2024, a Saturday."""
    return coder.code(Document(id="x", text=text, published=PUBLISHED))


def break_file(folder: Path, name: str, before: str, after: str) -> None:
    """Put `after` in the place of `before` in one file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_every_type_has_senses_and_every_sense_an_example() -> None:
    lexicon = load_lexicon()
    assert {sense.type for sense in lexicon.senses} == set(EVENT_TYPES)
    assert [sense.id for sense in lexicon.senses if not any(e.event for e in sense.examples)] == []
    assert {sense.id.partition(".")[0] for sense in lexicon.senses if any(not e.event for e in sense.examples)} >= {
        kind for kind in EVENT_TYPES if kind != "statement"
    }


def test_example_texts_are_told_once() -> None:
    assert [text for text, times in Counter(e.text for _, e in EXAMPLES).items() if times > 1] == []


def test_faults_are_of_senses_that_exist() -> None:
    assert FAULTS.keys() <= {sense.id for sense in load_lexicon().senses}


@pytest.mark.slow
@pytest.mark.parametrize(("sense", "example"), EXAMPLES, ids=[f"{s.id}-{s.examples.index(e)}" for s, e in EXAMPLES])
def test_example(coder: Coder, sense: Sense, example: Example, request: pytest.FixtureRequest) -> None:
    if example.event and sense.id in FAULTS:
        request.applymarker(pytest.mark.xfail(reason=FAULTS[sense.id], strict=True))
    coded = [(event.type, event.lexicon) for event in events_of(coder, example.text)]
    if example.event:
        assert (sense.type, sense.id) in coded
    else:
        assert sense.type not in {kind for kind, _ in coded}


def test_slots_are_slots() -> None:
    """A slot is one of the grammar's or a preposition: lower-case words, perhaps with "~" before them."""
    for sense in load_lexicon().senses:
        fields = (*sense.actors, *sense.targets, *sense.place, *sense.title, *sense.needs, *sense.bans)
        for slot in (name for slots in fields for name in slots.split("|")):
            plain = slot.removeprefix("~")
            assert plain in SLOT_NAMES or plain.replace(" ", "").isalpha(), (sense.id, slot)
            assert plain == plain.lower() and plain == plain.strip(), (sense.id, slot)


def test_lemmas_are_lower_case_and_no_sense_names_one_twice() -> None:
    for sense in load_lexicon().senses:
        for words in (sense.verbs, sense.nouns):
            assert all(word == word.lower().strip() for word in words), sense.id
            assert len(set(words)) == len(words), sense.id


def test_no_sense_must_do_without_its_own_predicate() -> None:
    """A predicate that is itself among the words that must not stand in the clause can never be found."""
    lexicon = load_lexicon()
    dead = {
        sense.id
        for sense in lexicon.senses
        if any(set(lexicon.classes[name]) & {*sense.verbs, *sense.nouns} for name in sense.without)
    }
    assert dead <= FAULTS.keys()


def test_closed_values() -> None:
    for sense in load_lexicon().senses:
        assert sense.each in ("", "place", "title", "partners"), sense.id
        assert sense.status in ("", "future", "past", "declared"), sense.id
        assert sense.parties in (0, 1, 2), sense.id


def test_senses_of_the_longest_key_come_first() -> None:
    long = Sense(id="a.long", verbs=("call off",), type="call")
    short = Sense(id="a.short", verbs=("call",), nouns=("call",), type="call")
    lexicon = Lexicon([short, long], {"talks": frozenset(["talk"])})
    assert [s.id for s in lexicon.of(("call", "call off"), False)] == ["a.long", "a.short"]
    assert [s.id for s in lexicon.of(("call", "call off"), True)] == ["a.short"]
    assert lexicon.of(("ring",), False) == []
    assert lexicon.among("talk", ("none", "talks")) and not lexicon.among("talks", ("talks",))


def test_words_stay_words() -> None:
    """YAML 1.1 reads "on", "no" and "yes" as booleans; a slot "on" must stay a slot."""
    on = next(sense for sense in load_lexicon().senses if sense.id == "meeting.courtesy-call")
    assert "on" in on.actors
    assert all(isinstance(word, str) for words in load_lexicon().classes.values() for word in words)


def test_no_class_is_written_twice() -> None:
    """Of a key that YAML reads twice the second counts, and the words of the first are lost without a word."""
    lines = (LEXICON / "classes.yaml").read_text(encoding="utf-8").splitlines()
    names = Counter(line.split(":")[0] for line in lines if not line.startswith("#"))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("id: call.speak", "id: call.verb", "two senses are called 'call.verb'"),
        ("type: call", "type: chat", "'chat' is no event type"),
        ("parties: 2", "parties: 2\n    form: state", "'state' is no form of call"),
        (
            'verbs: [call, phone, telephone, ring, "call up", dial, "call back"]',
            "verbs: []",
            "neither a verb nor a noun",
        ),
        ("context: [phone]", "context: [pigeon]", "no class 'pigeon'"),
        ("bans: {obj: [talks], ", "bans: {obj: [chatter], ", "no class 'chatter'"),
        ("parties: 2", "party: 2", "party"),
        ("parties: 2", "parties: two", "int"),
        ("each: partners", "each: [partners", "call.yaml"),
    ],
)
def test_what_breaks_the_schema_is_refused(folder: Path, before: str, after: str, message: str) -> None:
    break_file(folder, "types/call.yaml", before, after)
    with pytest.raises(LexiconError, match=message) as caught:
        load_lexicon(folder)
    assert caught.value.path.endswith("call.yaml")


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "classes.yaml").unlink()
    with pytest.raises(LexiconError, match=r"classes\.yaml"):
        load_lexicon(folder)


def test_a_verb_is_added_without_python(folder: Path, coder: Coder) -> None:
    text = "President Alexander Stubb helicoptered to Tallinn on Monday."
    assert events_of(coder, text) == []
    break_file(folder, "types/visit.yaml", "verbs: [travel, ", "verbs: [travel, helicopter, ")
    added = load_lexicon(folder)
    assert [sense.id for sense in added.of(("helicopter",), False)] == ["visit.travel"]
    assert load_lexicon().of(("helicopter",), False) == []
    extended = copy.copy(coder)
    extended.lexicon = added
    assert [(e.lexicon, e.place.city) for e in events_of(extended, text)] == [("visit.travel", "Tallinn")]


def test_nominals_are_lower_case() -> None:
    nominals = load_nominals()
    words = {*nominals.person_nouns, *nominals.honorifics, *nominals.collectives, *nominals.group_persons}
    assert words and all(word == word.lower() for word in words)
    assert set(nominals.honorifics.values()) <= {"m", "f", ""}


def test_reference_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_lexicon_docs", SCRIPT)
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    page = builder.PATH.read_text(encoding="utf-8")
    assert page == builder.build(), "run scripts/build_lexicon_docs.py"
    assert all(f"`{sense.id}`" in page for sense in load_lexicon().senses)
