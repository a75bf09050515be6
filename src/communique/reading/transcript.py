"""Turns of a press conference or an interview: who asks, for which outlet, and who answers."""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from communique.model import Turn
from communique.reading.titles import read_title

__all__ = ["find_turns"]

LABEL = re.compile(
    r"^[^\S\n]*(?P<label>[A-Z][^\n:：]{0,60}?)(?P<aside>[^\S\n]*\([^()\n]{1,60}\))?[^\S\n]*"
    r"(?:[:：]|(?<=^[QA])\.)[^\S\n]+(?=(?P<rest>\S[^\n]*))",
    re.MULTILINE,
)
NAME = re.compile(r"(?:[^\W\d_][\w.’'/&-]*|of|the|and|for|from|\d+)(?: (?:[^\W\d_][\w.’'/&-]*|\d+)){0,6}")
SMALL_WORDS = frozenset("of the and for from de la al bin van von della news question up".split())
CLOSING = " \n\t”’\"')]"
FROM = re.compile(r"(?i:question|q|reporter|journalist)(?:[ ,(]+(?:from|by|for)?[ ]*)(?P<outlet>.+?)\)?")
NAME_PART = r"[^\W\d_a-z][\w.-]+(?:['’](?!s\b)\w+)*"
OFFICIAL = re.compile(
    r"(?:Spokes(?:person|man|woman)|Minister|Secretary|Ambassador|President|Chancellor)\s+"
    rf"(?P<name>{NAME_PART}(?:\s+{NAME_PART}){{1,3}}?)"
    r"(?=['’]s?\b|\s+(?:[a-z(]|Regular|Press|Holds|Held|Remarks|On\b)|[\n,.:;])"
)
HEAD = 600


class Labels(msgspec.Struct, frozen=True):
    """The lists of `data/labels.yaml`, in small letters."""

    asks: frozenset[str]
    asks_again: frozenset[str]
    answers: frozenset[str]
    no_speaker: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]

    def is_outlet(self, name: str) -> bool:
        """Tell whether a label names a medium."""
        folded = name.lower()
        return (
            folded in self.outlets
            or folded.removeprefix("the ") in self.outlets
            or folded.split()[-1] in self.outlet_words
        )


class Opening(msgspec.Struct, frozen=True):
    """A labelled stretch of text before its role is known; `start` and `end` leave out the label."""

    label: str
    aside: str
    start: int
    end: int


@cache
def load_labels() -> Labels:
    """Load the lists of labels."""
    return msgspec.yaml.decode(files("communique.reading").joinpath("data/labels.yaml").read_bytes(), type=Labels)


def find_turns(text: str, *, title: str = "") -> tuple[Turn, ...]:
    """Give the turns of a transcript in order, none where the text is no transcript.

    A transcript has a question that an answer follows, and either a label that is known (`data/labels.yaml`) or one
    that recurs. What stands before the first label belongs to no turn.
    """
    openings = _find_openings(text, {title.strip(), read_title(text)})
    if len(openings) < 2:
        return ()
    labels = load_labels()
    asking = _find_askers(text, openings, labels)
    roles = [asking[opening.label] for opening in openings]
    known = any(_is_known(opening.label, labels) for opening in openings)
    recurring = len({opening.label for opening in openings}) < len(openings)
    if not (known or recurring) or (True, False) not in pairwise(roles):
        return ()
    return tuple(_make_turns(text, openings, asking, labels))


def _find_openings(text: str, titles: set[str]) -> list[Opening]:
    no_speaker = load_labels().no_speaker
    found = []
    for match in LABEL.finditer(text):
        label = match["label"].strip("*_ ")
        line = f"{match[0]}{match['rest']}".strip()
        if line not in titles and label.lower() not in no_speaker and _looks_like_speaker(label):
            found.append((label, (match["aside"] or "").strip(" ()"), match.start(), match.end()))
    ends = [*(start for _, _, start, _ in found), len(text)][1:]
    return [
        Opening(label, aside, start, start + len(text[start:end].rstrip()))
        for (label, aside, _, start), end in zip(found, ends, strict=True)
    ]


def _looks_like_speaker(label: str) -> bool:
    if not NAME.fullmatch(label):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in SMALL_WORDS for word in label.split())


def _is_known(label: str, labels: Labels) -> bool:
    folded = label.lower()
    known = folded in labels.asks or folded in labels.asks_again or folded in labels.answers
    return known or labels.is_outlet(label) or bool(_read_outlet(label, labels))


def _find_askers(text: str, openings: list[Opening], labels: Labels) -> dict[str, bool]:
    """Tell of each label whether it asks; an unknown one does where most of its turns end in a question."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for opening in openings:
        asked[opening.label].append(text[opening.start : opening.end].rstrip(CLOSING).endswith("?"))
    verdicts = {}
    for label, ends in asked.items():
        if label.lower() in labels.answers:
            verdicts[label] = False
        else:
            verdicts[label] = _is_known(label, labels) or sum(ends) * 2 > len(ends)
    return verdicts


def _make_turns(text: str, openings: list[Opening], asking: dict[str, bool], labels: Labels) -> list[Turn]:
    official = OFFICIAL.search(text[: min(openings[0].start, HEAD)])
    turns: list[Turn] = []
    outlet = ""
    for opening in openings:
        folded = opening.label.lower()
        if asking[opening.label]:
            if folded not in labels.asks_again:
                outlet = _read_outlet(opening.label, labels) or _read_outlet(opening.aside, labels)
            speaker = outlet or ("" if folded in labels.asks or folded in labels.asks_again else opening.label)
            turns.append(Turn(opening.start, opening.end, speaker, "question", outlet))
        else:
            named = official["name"] if official and folded in labels.answers else ""
            speaker = named or ("" if folded in ("a", "answer", "reply") else opening.label)
            turns.append(Turn(opening.start, opening.end, speaker, "answer"))
    return turns


def _read_outlet(label: str, labels: Labels) -> str:
    """Give the medium that a label names, alone or as in "Question from Reuters"."""
    if not label or label.lower() in labels.asks | labels.asks_again:
        return ""
    if labels.is_outlet(label):
        return label
    named = FROM.fullmatch(label)
    return named["outlet"] if named and labels.is_outlet(named["outlet"]) else ""
