"""Mentions in small texts, and whom they mean."""

from itertools import pairwise

import pytest

from communique.knowledge.world import Knowledge, load
from communique.language.mentions import Mention, find_mentions
from communique.language.pipeline import Analyser
from communique.language.reference import Discourse
from communique.language.sentences import split_sentences
from communique.model import When

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The package's tables."""
    return load()


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """The analyser."""
    return Analyser()


def mentions_of(text: str, knowledge: Knowledge, analyser: Analyser) -> list[list[Mention]]:
    """The mentions of each sentence."""
    found = []
    for sentence in analyser.analyse(text, list(split_sentences(text))):
        inside = [m for m in knowledge.matches(text) if sentence.start <= m.start and m.end <= sentence.end]
        mentions = find_mentions(sentence, inside, frozenset())
        assert all(0 <= m.first <= m.head <= m.last < len(sentence) for m in mentions)
        assert all(a.first <= b.first for a, b in pairwise(mentions))
        found.append(mentions)
    return found


def resolve(text: str, published: str, knowledge: Knowledge, analyser: Analyser) -> list[list[str]]:
    """Whom the mentions of each sentence stand for, places and the like left out."""
    discourse = Discourse(knowledge, When.parse(published), "")
    resolved = []
    for mentions in mentions_of(text, knowledge, analyser):
        discourse.begin_sentence()
        parts = [str(p) for m in mentions if m.kind not in ("city", "venue") for p in discourse.resolve(m)]
        resolved.append(list(dict.fromkeys(parts)))
    return resolved


@pytest.mark.parametrize(
    ("text", "kind", "name", "codes"),
    [
        ("French President Emmanuel Macron spoke.", "person", "Emmanuel Macron", ("FRA",)),
        ("Emmanuel Macron, the president of France, spoke.", "person", "Emmanuel Macron", ("FRA",)),
        ("The Polish foreign minister spoke.", "office", "", ("POL",)),
        ("The president of Brazil spoke.", "office", "", ("BRA",)),
        ("Japan's prime minister spoke.", "office", "", ("JPN",)),
        ("Norway signed.", "state", "Norway", ("NOR",)),
        ("The European Union signed.", "organisation", "European Union", ("EU",)),
    ],
)
def test_phrase(
    text: str, kind: str, name: str, codes: tuple[str, ...], knowledge: Knowledge, analyser: Analyser
) -> None:
    mention = mentions_of(text, knowledge, analyser)[0][0]
    assert (mention.kind, mention.name, mention.codes) == (kind, name, codes)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana's deputy trade minister, Efua Brandner, arrived.",
        "Ghanaian Deputy Trade Minister Efua Brandner arrived.",
        "Efua Brandner, the deputy trade minister of Ghana, arrived.",
        "Ghana's deputy trade minister, Ms. Efua Brandner, arrived.",
        "Ghana's deputy minister of trade, H.E. Mr. Efua Brandner, arrived.",
    ],
)
def test_person_whom_no_table_knows_is_read_off_the_words(text: str, knowledge: Knowledge, analyser: Analyser) -> None:
    person = next(m for m in mentions_of(text, knowledge, analyser)[0] if m.kind == "person")
    assert person.name == "Efua Brandner" and "GHA" in person.codes
    assert "minister" in " ".join(person.titles).lower()


@pytest.mark.parametrize(
    "text",
    [
        "Ghanaian Ambassador to Japan Efua Brandner arrived.",
        "The Ambassador of Ghana to the Kingdom of Norway Dr. Efua Brandner arrived.",
        "Ghana's Deputy Secretary for Trade and Industrial Affairs Efua Brandner arrived.",
    ],
)
def test_role_with_a_long_domain_belongs_to_the_name_behind_it(
    text: str, knowledge: Knowledge, analyser: Analyser
) -> None:
    person = next(m for m in mentions_of(text, knowledge, analyser)[0] if m.kind == "person")
    assert person.name == "Efua Brandner" and person.codes == ("GHA",)


def test_honorific_tells_the_sex(knowledge: Knowledge, analyser: Analyser) -> None:
    assert [mentions_of(f"{word} Brandner left.", knowledge, analyser)[0][0].sex for word in ("Ms.", "Mr.")] == [
        "f",
        "m",
    ]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The French president spoke.", "2011-05-01", [["FRA/Nicolas Sarkozy"]]),
        ("The French president spoke.", "2020-05-01", [["FRA/Emmanuel Macron"]]),
        ("The German chancellor met Xi Jinping.", "2015-10-29", [["DEU/Angela Merkel", "CHN/Xi Jinping"]]),
        ("Narendra Modi flew in. Modi left.", "2024-08-23", [["IND/Narendra Modi"], ["IND/Narendra Modi"]]),
        ("Norway and the European Union signed.", "2024-01-01", [["NOR", "EU"]]),
        ("The Kremlin answered.", "2024-01-01", [["RUS"]]),
        ("Nobody spoke.", "2024-01-01", [[]]),
        ("Chinese envoy Wang Kejian spoke.", "2024-09-10", [["CHN/Wang Kejian"]]),
        ("Minister Chang Yu-ting of Taiwan spoke.", "2024-09-10", [["TWN/Chang Yu-ting"]]),
        ("Serguei Lavrov spoke.", "2014-05-06", [["RUS/Sergei Lavrov"]]),
        ("The Pope spoke.", "2025-06-10", [["VAT/Pope Leo XIV"]]),
    ],
)
def test_reference_by_date(
    text: str, published: str, expected: list[list[str]], knowledge: Knowledge, analyser: Analyser
) -> None:
    assert resolve(text, published, knowledge, analyser) == expected


def test_surname_means_the_person_named_before(knowledge: Knowledge, analyser: Analyser) -> None:
    text = "Ghana's trade minister, Efua Brandner, arrived in Oslo. Ms. Brandner left the next day."
    first, second = resolve(text, "2024-03-01", knowledge, analyser)
    assert "GHA/Efua Brandner" in first and second == ["GHA/Efua Brandner"]


def test_pronouns_and_pairs(knowledge: Knowledge, analyser: Analyser) -> None:
    discourse = Discourse(knowledge, When.parse("2024-05-23"), "")
    text = "William Ruto met Joe Biden."
    pair = tuple(p for m in mentions_of(text, knowledge, analyser)[0] for p in discourse.resolve(m))
    discourse.met(pair)
    discourse.subject(pair[:1])
    discourse.begin_sentence()
    assert [str(p) for p in discourse.pronoun("he")] == ["KEN/William Ruto"]
    assert {str(p) for p in discourse.persons()} == {"KEN/William Ruto", "USA/Joe Biden"}
    assert {p.code for p in discourse.sides()} == {"KEN", "USA"}
    assert [str(p) for p in discourse.pronoun("he", exclude=pair[:1])] == ["USA/Joe Biden"]


def test_nothing_is_known_at_the_beginning(knowledge: Knowledge) -> None:
    discourse = Discourse(knowledge, When.parse("2024-05-23"), "")
    discourse.begin_sentence()
    assert not discourse.pronoun("he") and not discourse.persons() and not discourse.sides()
