"""Gapping: clauses that leave out the verb of the clause before them ("A joined in 2016, B in 2018 and C in 2020").

A remnant is a phrase between commas, semicolons or "and" that holds no verb and contrasts with what stands in the
clause before: a subject or a prepositional phrase, and a time, a partner, a place or a number (cf. Johnson 2018,
"Gapping and stripping"). Remnants are found by order, cut off the tree so that the verb does not take them for its own,
and filled from the acts of the verb with what contrasts put in its place.
"""

from collections.abc import Iterator, Sequence

import msgspec

from communique.coding.context import Context
from communique.coding.drafts import Draft
from communique.coding.numerals import parse_number
from communique.coding.substituting import Substitution
from communique.coding.toolbox import Toolbox
from communique.language.analysis import Sentence, Token
from communique.language.dates import DateMention
from communique.language.mentions import Mention
from communique.model import Span

__all__ = ["Gap", "fill_gaps", "find_gaps", "told_apart", "without_gaps"]

JOINTS = frozenset([",", ";", "and", "while", "but"])
ENDS = JOINTS | {".", ")", ":", "–", "—"}
POLITIES = frozenset(["state", "organisation", "capital", "city", "nationality"])
PERSONS = frozenset(["person", "office"])
JOINED_ALONE = frozenset(["initiative", "representation", "sanction", "visit"])
TIME_PREPOSITIONS = frozenset(["in", "on", "at", "from", "since", "during"])
PRONOUNS = {"it": "polity", "they": "polity", "he": "person", "she": "person"}


class Gap(msgspec.Struct, frozen=True):
    """A remnant from word `first` to word `last` (both included) of the clause of `verb`.

    `subject` heads what stands for the subject (-1: none), `phrases`
    are prepositions with the head of their noun.
    """

    verb: int
    first: int
    last: int
    subject: int = -1
    phrases: tuple[tuple[str, int], ...] = ()
    date: DateMention | None = None
    number: tuple[int, int] | None = None


def find_gaps(context: Context) -> list[Gap]:
    """Give the remnants of a sentence in order."""
    return list(_Finder(context).gaps())


def without_gaps(sentence: Sentence, gaps: Sequence[Gap]) -> Sentence:
    """Give the sentence with the remnants cut off: they hang on the root, and nothing hangs on them."""
    inside = {i for gap in gaps for i in range(gap.first, gap.last + 1)}
    root = next(t.i for t in sentence if t.head == t.i)
    top = gaps[0].verb if root in inside else root
    tokens = []
    for token in sentence:
        head, deprel = token.head, token.deprel
        if token.i == top:
            head, deprel = top, "root"
        elif token.i in inside:
            outside = head not in inside or head == token.i
            head, deprel = (top, "orphan") if outside else (head, deprel)
        else:
            while head in inside:
                head = sentence[head].head if sentence[head].head != head else top
        tokens.append(msgspec.structs.replace(token, head=head, deprel=deprel))
    return Sentence(sentence.text, sentence.start, sentence.end, tokens)


def fill_gaps(tools: Toolbox, gaps: Sequence[Gap], drafts: Sequence[Draft]) -> list[Draft]:
    """Give the acts of the remnants: those of the verb with what contrasts put in its place."""
    made: list[Draft] = []
    for gap in gaps:
        verb, first = tools.context.sentence[gap.verb], tools.context.sentence[gap.first]
        last: dict[str, Draft] = {}
        for draft in drafts:
            told = verb.start <= draft.order < first.start
            if told or (draft.evidence.start <= verb.start < draft.evidence.end and draft.order < first.start):
                last[draft.sense] = draft
        made += [d for draft in last.values() if (d := _filled(tools, gap, draft)) is not None]
    return made


def told_apart(tools: Toolbox, draft: Draft) -> list[Draft]:
    """Give an act of several as one of each, where each has a time right behind it: "A in May and B in June joined"."""
    spans = {p.value: p.span for p in draft.provenance if p.field == "participant" and p.span is not None}
    noted = [spans[str(p)] for p in draft.actors if str(p) in spans]
    dates = [_right_behind(tools.context, span) for span in noted]
    if (
        draft.type not in JOINED_ALONE
        or len(noted) < 2
        or len(noted) < len(draft.actors)
        or len(set(dates)) < len(dates)
    ):
        return [draft]
    made = []
    for participant, date in zip(draft.actors, dates, strict=True):
        change = Substitution(tools, draft, draft.order)
        change.draft.actors = [participant]
        others = {str(p) for p in draft.actors} - {str(participant)}
        change.draft.provenance = [p for p in change.draft.provenance if p.value not in others]
        if date is None or not change.date(date):
            return [draft]
        made.append(change.draft)
    return made


def _right_behind(context: Context, span: Span) -> DateMention | None:
    where = context.sentence.at(span.start, span.end)
    after = where[1] + 1 if where else len(context.sentence)
    if after < len(context.sentence) and context.sentence[after].text.lower() in TIME_PREPOSITIONS:
        after += 1
    return context.date_words.get(after)


def _filled(tools: Toolbox, gap: Gap, draft: Draft) -> Draft | None:
    s = tools.context.sentence
    change = Substitution(tools, draft, s[gap.verb].start)
    if gap.subject >= 0 and not change.subject(gap.subject):
        return None
    for case, head in gap.phrases:
        if not change.phrase(case, head):
            return None
    if gap.date is not None and not change.date(gap.date):
        return None
    if gap.number is not None:
        span = s.span(*gap.number)
        number = parse_number(" ".join(s[i].text for i in range(gap.number[0], gap.number[1] + 1)))
        if number is None or not change.number(number, span):
            return None
    return change.result(Span.of(s.text, min(draft.evidence.start, s[gap.first].start), s[gap.last].end), s[gap.first])


class _Finder:
    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.found: list[Gap] = []

    def gaps(self) -> list[Gap]:
        i = 1
        while i < len(self.s):
            gap = self._at(i) if self.s[i - 1].text.lower() in JOINTS else None
            if gap is not None:
                self.found.append(gap)
                i = gap.last
            i += 1
        return self.found

    def _at(self, i: int) -> Gap | None:
        verb = self._verb(i)
        if verb is None:
            return None
        subject, at = -1, i
        mention = self._mention(i)
        if mention is not None:
            subject, at = mention.head, mention.last + 1
        gap = self._rest(Gap(verb.i, i, at - 1, subject), at)
        closed = gap.last + 1 >= len(self.s) or self.s[gap.last + 1].text.lower() in ENDS
        if not closed or self._goes_on(gap.last + 1) or not self._contrasts(gap, mention):
            return None
        return gap

    def _verb(self, i: int) -> Token | None:
        """Give the verb that the remnant leaves out: that of the remnant before, else the last one."""
        if self.found and all(t.upos not in ("VERB", "AUX") for t in self.s.tokens[self.found[-1].first : i]):
            return self.s[self.found[-1].verb]
        verbs = [t for t in self.s.tokens[:i] if t.upos == "VERB" and t.relation not in ("amod", "compound")]
        return verbs[-1] if verbs else None

    def _mention(self, i: int) -> Mention | None:
        """Give the party that begins at word `i`, an article left out."""
        if i >= len(self.s):
            return None
        for at in (i, i + 1):
            mention = self.c.mention_of(at) if at < len(self.s) else None
            if mention is not None and mention.first == at and mention.kind in POLITIES | PERSONS:
                return mention
            if at == i and self.s[i].upos != "DET":
                return None
        return None

    def _rest(self, gap: Gap, at: int) -> Gap:
        """Take up the phrases that follow, as far as they go."""
        while at < len(self.s):
            token = self.s[at]
            date = self.c.date_words.get(at) or (
                self.c.date_words.get(at + 1) if token.text.lower() in TIME_PREPOSITIONS else None
            )
            mention = self._mention(at + 1) if token.upos == "ADP" else None
            if date is not None and gap.date is None and date.kind not in ("duration", "recurring", "modifier"):
                words = [n for n, d in self.c.date_words.items() if d is date]
                gap = msgspec.structs.replace(gap, date=date, last=max(words))
            elif mention is not None and token.text.lower() != "of":
                gap = msgspec.structs.replace(
                    gap, phrases=(*gap.phrases, (token.text.lower(), mention.head)), last=mention.last
                )
            elif token.upos == "NUM" and at not in self.c.date_words and gap.number is None:
                end = at
                while end + 1 < len(self.s) and self.s[end + 1].upos == "NUM":
                    end += 1
                gap = msgspec.structs.replace(gap, number=(at, end), last=end)
            else:
                break
            at = gap.last + 1
        return gap

    def _goes_on(self, i: int) -> bool:
        """Tell whether a verb follows, whose subject the phrase would be."""
        return i + 1 < len(self.s) and self.s[i].text == "," and self.s[i + 1].upos in ("VERB", "AUX")

    def _contrasts(self, gap: Gap, mention: Mention | None) -> bool:
        """Tell whether what the phrase holds has its like in the clause before."""
        start = self.found[0].first if self.found and self.found[0].verb == gap.verb else gap.first
        clause = range(gap.verb + 1, start)
        dated = gap.date is not None and any(i < start for i in self.c.date_words)
        counted = gap.number is not None and any(self.s[i].upos == "NUM" and i not in self.c.date_words for i in clause)
        cases = {self.s[m.first - 1].text.lower() for m in self.c.mentions if m.first - 1 in clause} | {
            self.s[m.first - 2].text.lower() for m in self.c.mentions if m.first - 2 in clause
        }
        paired = any(case in cases for case, _ in gap.phrases)
        if mention is None:
            return dated and paired and len(gap.phrases) == 1
        if not (dated or counted or paired):
            return False
        kind = self._category(mention)
        return kind in self._subject(gap.verb) and kind not in self._objects(clause)

    def _category(self, mention: Mention) -> str:
        return "person" if mention.kind in PERSONS else "polity"

    def _subject(self, verb: int) -> Iterator[str]:
        """Yield of what kind the subject of the verb is."""
        top = self.s[verb]
        while self.s.child(top.i, "nsubj") is None and top.relation in ("conj", "xcomp") and top.head != top.i:
            top = self.s[top.head]
        for child in self.s.children(top.i, "nsubj"):
            mention = self.c.mention_of(child.i)
            if child.text.lower() in PRONOUNS:
                yield PRONOUNS[child.text.lower()]
            elif mention is not None and mention.kind in POLITIES | PERSONS:
                yield self._category(mention)

    def _objects(self, clause: range) -> Iterator[str]:
        """Yield of what kinds the mentions without a preposition behind the verb are."""
        for mention in self.c.mentions:
            before = self.s[mention.first - 1]
            before = self.s[before.i - 1] if before.upos == "DET" else before
            bare = before.upos != "ADP" and mention.kind in (POLITIES | PERSONS) - {"nationality"}
            if mention.first in clause and bare and mention.first not in self.c.date_words:
                yield "organisation" if mention.kind == "organisation" else self._category(mention)
