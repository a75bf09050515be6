"""Propositions of sentences with trees by hand: other words, same roles. No model is loaded."""

from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.coding.propositions import Proposition, propositions
from communique.knowledge.senses import load_lexicon
from communique.language.analysis import Sentence, Token

TREES = Path(__file__).parent / "trees.yaml"
PEOPLE = {"Ruto", "Macron", "Scholz"}
MEETINGS = (
    "active passive coordinated-subject relative-subject participle-present purpose subject-control "
    "verb-coordination support-verb support-verb-passive support-verb-relative nominal-possessor nominal-between "
    "said-behind said-inverted"
).split()
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound conj cc case mark aux aux:pass cop acl "
    "acl:relcl advcl ccomp xcomp parataxis appos flat fixed advmod punct det compound:prt csubj"
).split()
TAGS = ["VERB VB", "VERB VBD", "VERB VBN", "VERB VBG", "NOUN NN", "PROPN NNP", "ADJ JJ", "AUX VBZ", "ADP IN", "PRON WP"]


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with its tree, one of its words, and what fills the slots of that word."""

    id: str
    predicate: str
    slots: dict[str, tuple[str, ...]]
    tree: str

    def to_sentence(self) -> Sentence:
        """Give the sentence, its words joined by spaces."""
        rows = [line.split() for line in self.tree.splitlines()]
        tokens, start = [], 0
        for i, (form, lemma, upos, xpos, head, deprel, *feats) in enumerate(rows):
            above = int(head) - 1 if head != "0" else i
            end = start + len(form)
            tokens.append(Token(i, form, start, end, lemma, upos, xpos, "|".join(feats), above, deprel, ""))
            start = end + 1
        text = " ".join(row[0] for row in rows)
        return Sentence(text, 0, len(text), tokens)


def load_trees() -> list[Tree]:
    """Load the table."""
    return msgspec.convert(yaml.safe_load(TREES.read_text(encoding="utf-8")), list[Tree])


def proposition_of(tree: Tree, sentence: Sentence) -> Proposition:
    """The proposition of the tree's word."""
    (found,) = [p for p in propositions(sentence) if sentence[p.predicate].text == tree.predicate]
    return found


def named(tree_id: str) -> Tree:
    """The tree of this name."""
    return next(tree for tree in load_trees() if tree.id == tree_id)


@pytest.mark.parametrize("tree", load_trees(), ids=lambda tree: tree.id)
def test_slots(tree: Tree) -> None:
    sentence = tree.to_sentence()
    proposition = proposition_of(tree, sentence)
    filled = {slot: tuple(sentence[a.token].text for a in proposition.filled(slot)) for slot in tree.slots}
    assert filled == tree.slots
    others = {sentence[a.token].text for a in proposition.arguments if a.slot not in tree.slots}
    assert not others & PEOPLE


@pytest.mark.parametrize("tree_id", MEETINGS)
def test_whoever_meets_fills_the_slots_of_a_meeting(tree_id: str) -> None:
    """The lexicon's slots give the same two people, whatever the construction (design, idea 2)."""
    tree = named(tree_id)
    sentence = tree.to_sentence()
    proposition = proposition_of(tree, sentence)
    kind = "meeting.talks" if proposition.is_noun else "meeting.meet"
    slots = next(sense for sense in load_lexicon().senses if sense.id == kind).actors
    words = [a.token for a in proposition.arguments if a.slot in slots]
    words += [child.i for word in words for child in sentence.children(word, "conj")]
    assert {sentence[word].text for word in words} & PEOPLE == {"Ruto", "Macron"}


def test_what_another_clause_lends_is_marked() -> None:
    for tree_id, inherited in (("active", False), ("subject-control", True), ("verb-coordination", True)):
        tree = named(tree_id)
        proposition = proposition_of(tree, tree.to_sentence())
        assert [a.inherited for a in proposition.filled("subj")] == [inherited], tree_id


def test_noun_knows_its_support_verb() -> None:
    expected = {
        "support-verb": ("held", "obj", False),
        "support-verb-passive": ("held", "obj", True),
        "support-verb-relative": ("held", "obj", False),
        "nominal-between": ("ended", "subj", False),
    }
    for tree_id, (verb, governor, passive) in expected.items():
        tree = named(tree_id)
        sentence = tree.to_sentence()
        proposition = proposition_of(tree, sentence)
        assert proposition.is_noun
        assert (sentence[proposition.verb].text, proposition.governor, proposition.passive) == (verb, governor, passive)


def test_particles_and_compounds_make_longer_keys() -> None:
    assert "call off" in proposition_of(named("particle"), named("particle").to_sentence()).keys
    assert "kenya meeting" in proposition_of(named("nominal-compound"), named("nominal-compound").to_sentence()).keys


def test_one_proposition_a_verb_or_noun_in_order_of_the_words() -> None:
    for tree in load_trees():
        sentence = tree.to_sentence()
        found = [p.predicate for p in propositions(sentence)]
        assert found == sorted(set(found))
        assert {t.i for t in sentence if t.upos == "VERB"} <= set(found)
        assert not {t.i for t in sentence if t.relation in ("case", "punct", "det")} & set(found)


@st.composite
def random_sentences(draw: st.DrawFn) -> Sentence:
    """Sentences with any tree at all, as a parser out of its depth may give them."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    tokens = {}
    for place, i in enumerate(order):
        head = order[draw(st.integers(0, place - 1))] if place else i
        upos, xpos = draw(st.sampled_from(TAGS)).split()
        feats = draw(st.sampled_from(["", "PronType=Rel", "Voice=Pass", "VerbForm=Ger"]))
        deprel = draw(st.sampled_from(RELATIONS)) if place else "root"
        lemma = draw(st.sampled_from(["be", "invite", "w"]))
        text = draw(st.sampled_from("ww:"))
        tokens[i] = Token(i, text, 2 * i, 2 * i + 1, lemma, upos, xpos, feats, head, deprel, "")
    words = [tokens[i] for i in range(size)]
    return Sentence(" ".join(t.text for t in words) + " ", 0, 2 * size, words)


@given(random_sentences())
def test_any_tree_gives_propositions_inside_the_sentence(sentence: Sentence) -> None:
    found = propositions(sentence)
    assert found == propositions(sentence)
    for proposition in found:
        pairs = [(a.slot, a.token) for a in proposition.arguments]
        assert len(set(pairs)) == len(pairs)
        assert all(slot and 0 <= word < len(sentence) for slot, word in pairs)
        assert -1 <= proposition.verb < len(sentence) and proposition.keys
