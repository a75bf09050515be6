"""Shapes that no reading allows are put right, and everything else comes back untouched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language.network import Analysis
from communique.language.pipeline import network
from communique.language.repairs import repaired

# word/upos/xpos/head/relation, as the network gave it -> the words whose head or relation changes
SHAPES = [
    (
        "hours/NOUN/NN/4/obl:unmarked after/SCONJ/IN/2/case Chile/PROPN/NNP/4/obl had/AUX/VBD/4/aux "
        "signed/VERB/VBN/4/root pacts/NOUN/NNS/4/obj ,/PUNCT/,/7/punct Amaru/PROPN/NNP/5/appos flew/VERB/VBD/4/conj",
        {
            "hours": ("flew", "obl:unmarked"),
            "after": ("signed", "mark"),
            "Chile": ("signed", "nsubj"),
            "signed": ("flew", "advcl"),
            "Amaru": ("flew", "nsubj"),
            "flew": ("flew", "root"),
        },
    ),
    (
        "Jonas/PROPN/NNP/4/nsubj Berge/PROPN/NNP/0/flat ,/PUNCT/,/0/punct today/NOUN/NN/1/obl spoke/VERB/VBD/4/root",
        {"today": ("Jonas", "obl")},
    ),
    (
        "Summit/NOUN/NN/7/nsubj:pass ,/PUNCT/,/4/punct which/PRON/WDT/4/obj Peru/PROPN/NNP/4/nsubj "
        "hosts/VERB/VBZ/4/root ,/PUNCT/,/0/punct was/AUX/VBD/7/aux:pass postponed/VERB/VBN/4/conj",
        {"hosts": ("Summit", "acl:relcl"), "postponed": ("postponed", "root")},
    ),
    (
        "Amaru/PROPN/NNP/1/nsubj chaired/VERB/VBD/1/root it/PRON/PRP/1/obj ,/PUNCT/,/7/punct and/CCONJ/CC/7/cc "
        "pact/NOUN/NN/1/nsubj was/AUX/VBD/7/aux:pass signed/VERB/VBN/1/conj",
        {"pact": ("signed", "nsubj:pass")},
    ),
    (
        "ministers/NOUN/NNS/6/nsubj sent/VERB/VBN/0/acl by/ADP/IN/3/case Chile/PROPN/NNP/1/obl ,/PUNCT/,/5/punct "
        "Peru/PROPN/NNP/6/nsubj flew/VERB/VBD/6/root",
        {"Peru": ("Chile", "conj")},
    ),
    (
        "Visiting/VERB/VBG/3/advcl President/PROPN/NNP/2/nmod:desc Sereti/PROPN/NNP/0/obj met/VERB/VBD/3/root "
        "ministers/NOUN/NNS/3/obj",
        {"Visiting": ("Sereti", "acl"), "Sereti": ("met", "nsubj")},
    ),
    (
        "Canada/PROPN/NNP/3/nsubj ,/PUNCT/,/0/punct Peru/PROPN/NNP/0/appos sign/VERB/VBP/3/root pact/NOUN/NN/3/obj",
        {"Peru": ("Canada", "conj")},
    ),
    (
        "Sereti/PROPN/NNP/3/vocative ,/PUNCT/,/0/punct Amaru/PROPN/NNP/3/nsubj talk/VERB/VB/3/root",
        {"Sereti": ("talk", "nsubj"), "Amaru": ("Sereti", "conj")},
    ),
    (
        "pact/NOUN/NN/6/nsubj that/PRON/WDT/4/obj Peru/PROPN/NNP/0/appos quietly/ADV/RB/4/advmod "
        "signed/VERB/VBD/0/acl:relcl then/ADV/RB/4/advmod runs/VERB/VBZ/6/root",
        {"Peru": ("signed", "nsubj")},
    ),
    (
        "memorandum/NOUN/NN/3/nsubj:pass of/ADP/IN/2/mark understanding/VERB/NN/0/acl signed/VERB/VBN/3/root",
        {"understanding": ("memorandum", "nmod"), "of": ("understanding", "case")},
    ),
    (
        "Amaru/PROPN/NNP/1/nsubj flew/VERB/VBD/1/root to/ADP/IN/3/case Lima/PROPN/NNP/1/obl ,/PUNCT/,/7/punct "
        "where/ADV/WRB/7/advmod he/PRON/PRP/7/nsubj spoke/VERB/VBD/1/advcl",
        {"spoke": ("Lima", "acl:relcl")},
    ),
    (  # a closing comma makes it a true apposition
        "Sereti/PROPN/NNP/4/nsubj ,/PUNCT/,/2/punct Peru/PROPN/NNP/0/appos ,/PUNCT/,/2/punct spoke/VERB/VBD/4/root",
        {},
    ),
    (  # the finite verb has its subject already
        "Visiting/VERB/VBG/4/advcl Lima/PROPN/NNP/0/obj ,/PUNCT/,/0/punct he/PRON/PRP/4/nsubj spoke/VERB/VBD/4/root",
        {},
    ),
]


def _analysis(shape: str) -> tuple[list[str], Analysis]:
    rows = [cell.rsplit("/", 4) for cell in shape.split()]
    words, upos, xpos, heads, relations = zip(*rows, strict=True)
    kinds = tuple("place" if word in ("Lima", "Peru", "Canada") else "" for word in words)
    columns = (tuple(map(int, heads)), relations, upos, xpos, ("",) * len(words), tuple(words), kinds)
    return list(words), Analysis(*columns)


@pytest.mark.parametrize(
    ("shape", "changes"), SHAPES, ids=[" ".join(s.split("/")[0] for s in x.split()) for x, _ in SHAPES]
)
def test_shapes(shape: str, changes: dict[str, tuple[str, str]]) -> None:
    words, before = _analysis(shape)
    after = repaired(words, before)
    changed = {
        words[i]: (words[after.heads[i]], after.deprels[i])
        for i in range(len(words))
        if (after.heads[i], after.deprels[i]) != (before.heads[i], before.deprels[i])
    }
    assert changed == changes


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from("Visiting President Sereti , met where Lima that Peru signed of understanding".split()),
        min_size=1,
        max_size=14,
    )
)
def test_a_repaired_tree_is_a_tree(words: list[str]) -> None:
    heads = repaired(words, network().parse([words])[0]).heads
    for i in range(len(words)):
        steps = 0
        while heads[i] != i:
            i, steps = heads[i], steps + 1
            assert steps <= len(words)
