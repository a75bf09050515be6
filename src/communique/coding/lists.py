"""Lists: the line that opens one lends its act, parties, date and place, or its subject, to the items below.

"The following documents were signed: (i) Agreement on …; (ii) MoU on …" is one agreement an item (codebook, ruling 12);
"The Council, … 1. Decides to suspend …" is read as if the body stood before each operative verb.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.coding.building import Builder
from communique.coding.drafts import Draft
from communique.coding.titles import tidy
from communique.knowledge.senses import Lexicon
from communique.knowledge.world import Knowledge
from communique.language.analysis import Sentence
from communique.language.lemmas import stems
from communique.language.pipeline import network
from communique.language.sentences import BULLET, dateline_end, split_sentences
from communique.model import Participant, Span

__all__ = ["Line", "Lists", "find_lines"]

MARKER = re.compile(r"(?:(?<=[:;,])|(?<=\band))\s+\(?(?P<mark>[ivx]{1,5}|\d{1,2}|[a-h])[.)]\s+(?=\S)")
SEQUENCES = (("i", "ii"), ("1", "2"), ("a", "b"))
OUTCOMES = re.compile(
    r"(?:list of )?(?:outcomes?"
    r"|(?:documents|agreements|mous|instruments|memoranda)(?: (?:signed|exchanged|concluded|and \w+))+)\b",
    re.I,
)
OTHER_HEADING = re.compile(r"announcements?\b|(?:other|joint) (?:announcements|initiatives)", re.I)
PREAMBLE = re.compile(r"(?!The )(?:[A-Z]\w+ )?[A-Z]?\w+(?:ing|ed|ous|ful)\b", re.I)
BETWEEN = re.compile(r"\b(?:between|among)\b", re.I)
HEAD_END = re.compile(r"\b(?:on|for|of|between|in|with|to|concerning|regarding|about|signed|under)\b|,", re.I)
SHORT_HEADING = 9
LONGEST_OPENER = 22
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DECIDED = frozenset(["sanction", "relation", "representation", "agreement"])
LONGEST_TITLE = 240


class Line(NamedTuple):
    """A sentence or a part of one: characters `start` to `end`, `item` where a bullet or number stands before it."""

    start: int
    end: int
    item: bool


def find_lines(text: str) -> Iterator[Line]:
    """Yield the sentences of a text, lists that run on inside a sentence ("(i) …; (ii) …") cut into their items."""
    for raw, end in split_sentences(text):
        start = dateline_end(text, raw, end)
        bulleted = BULLET.match(text, raw, end) is not None
        marks = [m for m in MARKER.finditer(text, start, end)]
        found = tuple(m["mark"] for m in marks[:2])
        if found not in SEQUENCES:
            yield Line(start, end, bulleted)
            continue
        yield Line(start, marks[0].start(), bulleted)
        for mark, stop in zip(marks, [*(m.start() for m in marks[1:]), end], strict=True):
            yield Line(mark.end(), stop, True)


class Lists:
    """The lists of one document: which lines are items of which opening line."""

    def __init__(self, text: str, lines: Sequence[Line], knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.text = text
        self.lines = lines
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.opener: dict[int, int] = {}
        self._read()
        self.items: dict[int, list[Line]] = {}
        for n, head in self.opener.items():
            self.items.setdefault(head, []).append(lines[n])

    def _read(self) -> None:
        current, headed = -1, False
        for n, line in enumerate(self.lines):
            written = self.text[line.start : line.end].strip()
            heading = OUTCOMES.match(written) is not None and written[-1:] != "."
            if line.item and current >= 0:
                self.opener[n] = current
            elif current >= 0 and self.text[self.lines[current].end - 1] == "," and PREAMBLE.match(written):
                continue
            elif heading or written[-1:] in (":", ",") or (self._is_item(n + 1) and written[-1:].isalnum()):
                if not (headed and current >= 0 and len(written.split()) < SHORT_HEADING and not heading):
                    current, headed = n, heading
                if OTHER_HEADING.match(written):
                    current, headed = -1, False
            elif headed and len(written.split()) < SHORT_HEADING and written[-1:] != ".":
                current = -1 if OTHER_HEADING.match(written) else current
            else:
                current, headed = -1, False

    def _is_item(self, n: int) -> bool:
        return n < len(self.lines) and self.lines[n].item

    @property
    def openers(self) -> frozenset[int]:
        """The lines that open a list."""
        return frozenset(self.items)

    # items that are acts of their own ---------------------------------------------------------------------------

    def lent(self, n: int, opener: Sentence | None) -> tuple[int, int] | None:
        """Give the characters that line `n` reads on from: the subject of its list, "the parties agreed"."""
        if opener is None or not len(opener):
            return None
        line, head = self.lines[n], self.lines[self.opener[n]]
        first = re.match(r"\w+", self.text[line.start : line.end])
        word = first[0].lower() if first else ""
        finite = [t for t in opener if t.xpos in FINITE and t.relation in ("root", "conj", "aux", "cop")]
        if word == "to":
            leads = any(t.lemma.lower() in self.lexicon.classes["resolving"] for t in finite)
        else:
            irregular = network().irregular.get(word)
            inflected = irregular is not None or word.endswith(("s", "ed"))
            leads = not finite and inflected and bool({irregular, *stems(word)} & self._verbs())
        end = head.start + len(self.text[head.start : head.end].rstrip(" ,:;\n"))
        if len(opener) > LONGEST_OPENER:
            comma = next((t for t in opener.tokens[:LONGEST_OPENER] if t.text == ","), None)
            end = comma.start if comma is not None else head.start
        return (head.start, end) if leads and end > head.start else None

    def decided(self, n: int, drafts: Sequence[Draft]) -> None:
        """Let what a body decides in an operative paragraph be done by it ("Decides to impose an arms embargo")."""
        line = self.lines[n]
        for draft in drafts:
            if draft.status == "planned" and draft.type in DECIDED and draft.when is None:
                word = re.match(r"\w+", self.text[line.start : line.end])
                if word is not None and word[0].lower().startswith("decide"):
                    draft.status = "occurred"
                    draft.note("status", "occurred", Span.of(self.text, line.start, line.start + word.end()), "decided")

    def _verbs(self) -> frozenset[str | None]:
        operative = self.lexicon.classes["operative"]
        return frozenset([*operative, *(v.split()[0] for sense in self.lexicon.senses for v in sense.verbs)])

    # items that are names of what was signed --------------------------------------------------------------------

    def enumerated(self, n: int, builder: Builder, drafts: list[Draft]) -> list[Draft]:
        """Put the items of a list of instruments in the place of the draft that announces it."""
        opening = [d for d in drafts if d.type == "agreement" and self._is_plural(d.title)]
        line = self.lines[n]
        written = self.text[line.start : line.end]
        items = self.items.get(n, [])
        headed = bool(items) and OUTCOMES.match(written) is not None
        if not opening and not headed:
            return drafts
        pieces = [(i.start, i.end) for i in items] or list(self._inline(line))
        pieces = [p for p in pieces if self._names_instrument(*p)]
        if not opening:
            opening = [Draft(type="agreement", sense="agreement.sign", form="signed", evidence=Span.of(
                self.text, line.start, line.end), order=line.start)]  # fmt: skip
        if not pieces:
            return drafts
        model = opening[-1]
        if not model.actors:
            self._present(model, builder)
        made = [self._item(model, *piece) for piece in pieces]
        return [*(d for d in drafts if d not in opening), *made]

    def _inline(self, line: Line) -> Iterator[tuple[int, int]]:
        """Yield the parts of "two instruments were signed: an agreement on … and a memorandum on …"."""
        colon = self.text.find(":", line.start, line.end)
        if colon < 0:
            return
        edges = [colon + 1]
        for found in re.finditer(r"[;,]\s+(?:and\s+)?|\s+and\s+", self.text[colon + 1 : line.end]):
            at = colon + 1 + found.end()
            if self._names_instrument(at, line.end):
                edges.append(at)
        yield from zip(edges, [*edges[1:], line.end], strict=True)

    def _names_instrument(self, start: int, end: int) -> bool:
        """Tell whether the phrase begins with the name of an instrument: "MoU on", "a fisheries protocol"."""
        written = self.text[start:end].strip()
        stop = HEAD_END.search(written, 1)
        head = re.findall(r"\w+", written[: stop.start() if stop else len(written)].lower())
        return bool(head) and len(head) <= 8 and any(self._is_instrument(word) for word in head[-2:] + head[:2])

    def _is_instrument(self, word: str) -> bool:
        forms = {word, word[:-1] if word.endswith("s") else word}
        return any(self.lexicon.among(form, ("instrument", "papers")) for form in forms)

    def _item(self, model: Draft, start: int, end: int) -> Draft:
        draft = model.copy()
        draft.count = None
        draft.provenance = [p for p in draft.provenance if p.field not in ("title", "count")]
        written = self.text[start:end]
        lead = len(written) - len(re.sub(r"^\s*(?:(?:an?|the)\s+)?", "", written, flags=re.I))
        written = re.sub(r"[\s;,.]*(?:\band)?[\s;,.]*$", "", written[lead:])[:LONGEST_TITLE]
        span = Span.of(self.text, start + lead, start + lead + len(written))
        draft.entitle((tidy(written), span))
        draft.evidence, draft.order, draft.item = span, span.start, span.start
        own = self._between(written)
        if own:
            draft.actors = own
            draft.provenance = [p for p in draft.provenance if p.field != "participant"]
            for participant in own:
                draft.note("participant", str(participant), span, "stated")
        return draft

    def _between(self, written: str) -> list[Participant]:
        """Give the two parties that an item names itself ("Agreement between A and B on …")."""
        found = BETWEEN.search(written)
        if found is None:
            return []
        names = self.knowledge.matches(written[found.end() :])
        codes = [m.meanings[0].code for m in names if m.meanings and m.meanings[0].kind in ("state", "organisation")]
        codes = list(dict.fromkeys(codes))
        return [Participant(code) for code in codes] if len(codes) == 2 else []

    def _present(self, draft: Draft, builder: Builder) -> None:
        """Let those in whose presence a list of papers was signed stand for their states."""
        codes: dict[str, int] = {}
        for mention in builder.c.mentions:
            if mention.kind in ("person", "office", "nationality"):
                for participant in builder.parties.one(mention.head):
                    codes.setdefault(participant.code, mention.head)
        if len(codes) >= 2:
            for code, head in codes.items():
                draft.actors.append(Participant(code))
                draft.note("participant", code, builder.c.span([head]), "present at the signing")

    def _is_plural(self, title: str) -> bool:
        words = re.findall(r"\w+", title.lower())
        return bool(words) and (
            words[-1] in self.lexicon.classes["papers_many"] or "following" in (words[0], words[-1])
        )
