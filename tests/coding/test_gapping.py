"""Remnants of clauses and verbs that point back: what is cut off the tree, what is told again, and what is not."""

import datetime

import pytest

from communique.coding.coder import Coder
from communique.coding.gapping import Gap, without_gaps
from communique.language.analysis import Sentence, Token
from communique.model import Document, Event

TEXT = "Norway joined in May , Chad in June ."
HEADS = [1, 1, 3, 1, 5, 3, 7, 5, 1]
RELATIONS = "nsubj root case obl punct conj case nmod punct".split()


def code(text: str) -> list[Event]:
    document = Document(
        id="x", text=text, title="", source="", published=datetime.date(2021, 8, 20), published_from="option"
    )
    return [event for event in Coder().code(document) if event.type != "statement"]


def sentence(tree: list[tuple[int, str]]) -> Sentence:
    tokens, start = [], 0
    for i, (word, (head, deprel)) in enumerate(zip(TEXT.split(), tree, strict=True)):
        tokens.append(Token(i, word, start, start + len(word), word.lower(), "X", "X", "", head, deprel, ""))
        start += len(word) + 1
    return Sentence(TEXT, 0, len(TEXT), tokens)


@pytest.mark.parametrize("root", [1, 5])
def test_a_remnant_is_cut_off_and_the_rest_stays_one_tree(root: int) -> None:
    heads = [root if i in (1, root) else head for i, head in enumerate(HEADS)]
    tree = list(zip(heads, RELATIONS, strict=True))
    cut = without_gaps(sentence(tree), [Gap(verb=1, first=5, last=7, subject=5)])
    assert [t.i for t in cut if t.head == t.i] == [1]
    assert cut.subtree(1) == list(range(len(cut)))
    assert {5, 6, 7}.isdisjoint(cut.subtree(3))
    assert cut[5].deprel == "orphan"


def test_a_gapped_act_shows_its_own_characters_and_where_the_rest_is_from() -> None:
    text = "Last week Norway expelled three Belarusian diplomats, and Latvia two."
    told, gapped = code(text)
    assert [str(p) for e in (told, gapped) for p in (*e.actors, *e.targets)] == ["NOR", "BLR", "LVA", "BLR"]
    assert (told.count, gapped.count) == (3, 2)
    assert gapped.evidence.text.endswith("and Latvia two")
    spans = {(p.field, p.value): p.span.text for p in gapped.provenance if p.span}
    assert spans["participant", "LVA"] == "Latvia"
    assert spans["count", "2"] == "two"
    assert any(p.reason == "the clause before" for p in gapped.provenance)


def test_an_answer_turns_the_act_round_and_takes_no_number_along() -> None:
    told, answer = code("On Monday Poland expelled five Belarusian diplomats. Belarus retaliated on Wednesday.")
    assert [str(p) for p in (*answer.actors, *answer.targets)] == ["BLR", "POL"]
    assert (told.count, answer.count, answer.form, answer.date) == (5, None, "expelled", "2021-08-18")


@pytest.mark.parametrize(
    "second",
    [
        "Latvia did not follow suit.",
        "Latvia may do the same.",
        "Heavy rain followed in Riga.",
        "Latvia followed the talks closely.",
        "Latvia called on others to do the same.",
    ],
)
def test_what_nobody_did_is_not_told_again(second: str) -> None:
    assert len(code(f"On Monday Poland expelled five Belarusian diplomats. {second}")) == 1
