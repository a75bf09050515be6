"""What mentions mean: a table in context, office phrases, spelling variants with their threshold, honest unknowns."""

import csv
from pathlib import Path

import pytest

from communique.knowledge import Knowledge, load
from communique.knowledge.phrases import PhraseReader
from communique.knowledge.resolution import Identity, Resolver
from communique.knowledge.variants import THRESHOLD, Variants, differs, nearness
from communique.model import When

TABLES = Path(__file__).parent / "tables"
LEAST = 0.97


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of cases without its comments."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


MENTIONS = rows("mentions.csv")
VARIANTS = rows("variants.csv")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def resolver(knowledge: Knowledge) -> Resolver:
    return Resolver(knowledge)


def mention_cases() -> list[object]:
    """Give the table's rows, those that are known to fail marked so."""
    return [
        pytest.param(
            row, id=f"{index}-{row['mention']}",
            marks=[pytest.mark.xfail(reason=row["expected_failure"])] if row["expected_failure"] else [],
        )
        for index, row in enumerate(MENTIONS, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize("row", mention_cases())
def test_mention_in_context(resolver: Resolver, row: dict[str, str]) -> None:
    found = resolver.resolve(row["mention"], on=When.parse(row["published"]), context=row["text"])
    assert (found.kind, found.code) == (row["kind"], row["code"]), found
    assert found.name == (row["name"] or found.name), found
    assert found.reason


def test_the_table_of_mentions_is_large_and_nearly_all_right() -> None:
    failing = [row for row in MENTIONS if row["expected_failure"]]
    assert len(MENTIONS) >= 300
    assert len({(row["text"], row["mention"]) for row in MENTIONS}) == len(MENTIONS)
    assert 1 - len(failing) / len(MENTIONS) >= LEAST


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Wang", {"titles": ("foreign minister",), "codes": ("CHN",)}, ("person", "CHN", "Wang Yi")),
        ("the president", {"home": "FRA"}, ("person", "FRA", "Emmanuel Macron")),
        ("the president", {}, ("office", "", "the president")),
        ("Bolat Sarsenbek", {"titles": ("ambassador",), "codes": ("KAZ",)}, ("person", "KAZ", "Bolat Sarsenbek")),
        ("Bolat Sarsenbek", {}, ("unknown", "", "Bolat Sarsenbek")),
        ("Beijing", {}, ("capital", "CHN", "Beijing")),
        ("xi jinping", {}, ("person", "CHN", "Xi Jinping")),
        ("“France”", {}, ("state", "FRA", "France")),
        ("France’s", {}, ("state", "FRA", "France")),
        ("", {}, ("unknown", "", "")),
        ("the bloc", {}, ("unknown", "", "bloc")),
        ("the bloc", {"codes": ("MERCOSUR",)}, ("organisation", "MERCOSUR", None)),
        ("Georgia", {"codes": ("USA",)}, ("province", "USA", "Georgia")),
    ],
)  # fmt: skip
def test_clues_beside_the_name(
    resolver: Resolver, name: str, given: dict[str, object], expected: tuple[str, str, str | None]
) -> None:
    found = resolver.resolve(name, on=When.parse("2024-05-06"), **given)  # type: ignore[arg-type]
    assert (found.kind, found.code) == expected[:2], found
    assert expected[2] is None or found.name == expected[2]


def test_a_change_of_office_is_no_certainty(resolver: Resolver) -> None:
    found = resolver.resolve("the US president", on=When.parse("2025-01-20"))
    assert found.kind == "office"
    assert "Joe Biden" in found.reason and "Donald Trump" in found.reason


def test_before_and_after_the_term(resolver: Resolver) -> None:
    coming = resolver.resolve("the Mexican president-elect", on=When.parse("2024-07-01"))
    assert coming.name == "Claudia Sheinbaum"
    assert "not yet in office" in coming.reason
    assert resolver.resolve("the French president-elect", on=When.parse("2019-07-01")).kind == "office"
    assert resolver.resolve("former UN Secretary-General", on=When.parse("2019"), context="He spoke").kind == "office"
    past = resolver.resolve("former UN Secretary-General", on=When.parse("2017-03"), context="There Kofi Annan spoke.")
    assert past.name == "Kofi Annan"


@pytest.mark.parametrize(
    ("phrase", "titles", "codes", "name"),
    [
        ("the French president", ("president",), ("FRA",), ""),
        ("President Emmanuel Macron of France", ("president",), ("FRA",), "Emmanuel Macron"),
        ("Chancellor of the Exchequer", ("chancellor of the exchequer",), ("GBR",), ""),
        ("Japan’s then-Prime Minister", ("prime minister",), ("JPN",), ""),
        ("Mr. Xi", (), (), "Xi"),
    ],
)
def test_parts_of_a_phrase(
    knowledge: Knowledge, phrase: str, titles: tuple[str, ...], codes: tuple[str, ...], name: str
) -> None:
    found = PhraseReader(knowledge).read(phrase)
    assert (found.titles, found.codes, found.name, found.whole) == (titles, codes, name, True)


def judge(variants: Variants, threshold: float) -> tuple[int, int]:
    """Count the spellings that a threshold resolves rightly and wrongly."""
    right = wrong = 0
    for row in VARIANTS:
        variant = variants.nearest(row["spelling"], threshold=threshold)
        if variant:
            right += variant.meaning.name == row["meant"]
            wrong += variant.meaning.name != row["meant"]
    return right, wrong


# Right and wrong by threshold over the table of spellings: a wrong identity costs more than an unknown name, so the
# threshold is the lowest without a wrong one.
BY_THRESHOLD = {76: (37, 24), 80: (37, 13), 84: (37, 4), 86: (37, 1), 88: (35, 0), 90: (32, 0), 94: (18, 0)}


def test_threshold_of_spelling_variants(knowledge: Knowledge) -> None:
    variants = Variants(knowledge)
    measured = {threshold: judge(variants, threshold) for threshold in BY_THRESHOLD}
    assert measured == BY_THRESHOLD
    assert min(threshold for threshold, (_, wrong) in measured.items() if not wrong) == THRESHOLD


def test_nearness() -> None:
    assert nearness("li keqiang", "li ke qiang") == 100
    assert nearness("wang yan", "wang yang") < THRESHOLD
    assert nearness("kim jong min", "kim jong un") < THRESHOLD
    assert nearness("wang yi", "john kerry") < THRESHOLD


def test_an_identity_says_why(resolver: Resolver) -> None:
    found = resolver.resolve("the French president", on=When.parse("2011-05-01"))
    reason = "president of France from 2007-05-16 to 2012-05-15"
    assert found == Identity("person", "FRA", "Nicolas Sarkozy", "Nicolas Sarkozy", reason)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("Nigeria", "Niger"), ("a woman", "Oman"), ("Somalia", "Mali"), ("Romania", "Oman"), ("Dominican", "Dominica"),
     ("Chadian", "Chad"), ("Guinean", "Guinea"), ("Xian", "Xi"), ("status", "US"), ("Cubans", "Cuba")],
)  # fmt: skip
def test_letters_beside_a_name_never_match(knowledge: Knowledge, text: str, hidden: str) -> None:
    assert [match.text for match in knowledge.matches(hidden)] == [hidden]
    for written in (text, f"x{hidden}", f"{hidden}y", f"{hidden}2", f"é{hidden}"):
        assert hidden not in [match.text for match in knowledge.matches(f"They saw {written} there.")]


@pytest.mark.parametrize(
    ("name", "person", "other"),
    [
        ("Wang Kejian", "Wang Yi", True),
        ("Kim Song Nam", "Kim Yong Nam", True),
        ("Antony John Blinken", "Antony Blinken", False),
        ("Serguei Lavrov", "Sergei Lavrov", False),
        ("John Smith", "Stephen Smith", True),
        ("Lavrov", "Sergei Lavrov", False),
    ],
)
def test_a_surname_with_other_given_names_is_another_person(
    knowledge: Knowledge, name: str, person: str, other: bool
) -> None:
    assert differs(name, knowledge.people[person]) is other
