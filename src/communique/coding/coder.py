"""The coder: a document in, events with their evidence out."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec

from communique.coding.attendance import Attendance
from communique.coding.building import Builder
from communique.coding.chronicle import find_heading_day, find_item_date
from communique.coding.context import Context, Narrative
from communique.coding.datelines import find_dateline
from communique.coding.drafts import Draft
from communique.coding.echoes import Echoes, bodies_of
from communique.coding.explaining import Considered, Reasoning, consider, consider_frame, sight_of
from communique.coding.finishing import Finisher
from communique.coding.gapping import fill_gaps, find_gaps, told_apart, without_gaps
from communique.coding.gate import Gate, Look
from communique.coding.learned.framing import Framing
from communique.coding.learned.reader import reader
from communique.coding.lists import Lists, find_lines
from communique.coding.merging import merge
from communique.coding.opening import find_author, find_closing_day, find_day, find_home, find_principals
from communique.coding.pointing import Pointing
from communique.coding.propositions import Proposition, propositions
from communique.coding.standing import SPEAKING
from communique.coding.toolbox import Toolbox
from communique.coding.whereabouts import Whereabouts
from communique.coding.years import days_of_news
from communique.knowledge.senses import Lexicon, load_lexicon
from communique.knowledge.world import Knowledge, load
from communique.language.ahead import Ahead
from communique.language.analysis import Sentence
from communique.language.dates import find_dates, review_year
from communique.language.mentions import Mention, find_mentions
from communique.language.pipeline import Analyser
from communique.language.reference import Discourse
from communique.model import Document, Event, Span, When

__all__ = ["Coder", "Passage"]

HEADING = re.compile(r"\W{0,3}((?:19|20)\d\d)\W{0,3}")
FAR_PAST = When.parse("1945/2026")
T = TypeVar("T")
LEAST = 0.75  # how probable an act must be that the learned reader adds
TRUSTED = 0.008  # how probable it must find what an entry of the lexicon tells
EVEN = 0.5  # the same for an entry that the lexicon calls doubtful
DISTRUSTED = "the learned reader does not take it for one"
TAKEN = "another entry has told it"


class Passage(NamedTuple):
    """One sentence as the coder left it: its tools resolve words as the text stands there, `drafts` are its acts.

    `told` are the acts that entries of the lexicon have told of it, before anything else was made of them.
    """

    tools: Toolbox
    drafts: list[Draft]
    told: tuple[Draft, ...] = ()


class Coder:
    """Code documents. Loads the model, the knowledge and the lexicon at first use.

    `gated` leaves sentences unparsed that cannot report an act; the events are the same without it. `reading` lets the
    learned reader add what no entry of the lexicon tells.
    """

    def __init__(self, knowledge: Knowledge | None = None, *, gated: bool = True, reading: bool = True) -> None:
        self.knowledge = knowledge or load()
        self.lexicon = load_lexicon()
        self.reader = reader() if reading else None
        self.analyser = Analyser(lens=self.reader.lens if self.reader else None)
        self.gated = gated

    @property
    def lexicon(self) -> Lexicon:
        """The acts that are looked for; the gate follows where another is set."""
        return self._lexicon

    @lexicon.setter
    def lexicon(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.gate = Gate(self.knowledge, lexicon)

    def code(self, document: Document) -> list[Event]:
        """Give the events of a document in the order of the text."""
        return _Reading(self, document, gated=self.gated).events()

    def explain(self, document: Document) -> Reasoning:
        """Give the events of a document with what was considered in each sentence.

        Asking why resolves words more often than coding does, so that the events are those of a reading of their own.
        """
        reading = _Reading(self, document, gated=self.gated, explaining=True)
        reading.events()
        sights = [
            sight_of(Span.of(document.text, *span), look, tuple(reading.considered.get(n, ())))
            for n, (span, look) in enumerate(zip(reading.spans, reading.looks, strict=True))
        ]
        return Reasoning(tuple(self.code(document)), tuple(sights))

    def looks(self, document: Document) -> tuple[list[tuple[int, int]], list[Look]]:
        """Give the sentences of a document as (start, end), and what the gate sees in each."""
        reading = _Reading(self, document, gated=True)
        return reading.spans, reading.looks

    def passages(self, document: Document) -> Iterator[Passage]:
        """Yield all sentences of a document in order, ungated; ask the tools of one before taking the next.

        Whom "he" means follows from what was read so far, so that a passage is good for as long as it is the last.
        """
        return _Reading(self, document, gated=False).passages()


class _Reading:
    """One document on its way through the coder."""

    def __init__(self, coder: Coder, document: Document, *, gated: bool, explaining: bool = False) -> None:
        self.coder = coder
        self.gated = gated
        self.explaining = explaining
        self.considered: dict[int, list[Considered]] = defaultdict(list)
        self.at = -1
        self.unreal: set[tuple[str, int]] = set()
        self.before: list[Draft] = []
        self.document = document
        self.knowledge = coder.knowledge
        day = find_day(document)
        now = When.day(day) if day else FAR_PAST
        self.year = review_year(document.title, document.text)
        self.discourse = Discourse(
            coder.knowledge, now, find_home(document, coder.knowledge), find_principals(document, coder.knowledge)
        )
        self.discourse.author = find_author(document, coder.knowledge, self.discourse.home)
        self.narrative = Narrative(document, now, review_year=self.year)
        self.finisher = Finisher(self.discourse, self.narrative)
        self.pointing = Pointing()
        self.leads: dict[int, tuple[int, int]] = {}
        text = document.text
        lines = list(find_lines(text))
        self.spans = [(line.start, line.end) for line in lines]
        self.lists = Lists(text, lines, coder.knowledge, coder.lexicon)
        self.matches = _inside(self.spans, coder.knowledge.matches(text), lambda match: (match.start, match.end))
        dates = find_dates(text, day, year_of_review=self.year)
        self.dates = _inside(self.spans, dates, lambda date: (date.span.start, date.span.end))

        self.narrative.closing = find_closing_day(document.text)
        line = find_dateline(document.text, day, coder.knowledge)
        self.narrative.dateline, self.narrative.line_day = line
        self.narrative.days = days_of_news(dates, now)

    def events(self) -> list[Event]:
        drafts = [draft for passage in self.passages() for draft in passage.drafts]
        return [self.finisher.event(d) for d in self.finisher.completed(merge(drafts))]

    def passages(self) -> Iterator[Passage]:
        opening = self.lists.openers
        telling = {n for n, look in enumerate(self.looks) if look.parsed or n in opening}
        parsed = sorted(telling) if self.gated else list(range(len(self.spans)))
        analysed = self.coder.analyser.analyse(self.document.text, [self.spans[n] for n in parsed])
        sentences = dict(zip(parsed, analysed, strict=True))
        self._lend(sentences)
        surnames = self._surnames(analysed)
        self.discourse.ahead = Ahead(
            m for n in sorted(telling & set(sentences)) for m in find_mentions(sentences[n], self.matches[n], surnames)
        )
        for n, (start, end) in enumerate(self.spans):
            self.at = n
            sentence = sentences.get(n)
            if sentence is None:
                self._begin(start, end)
            elif len(sentence):
                self._begin(start, end)
                lead = self.leads.get(n)
                matches, dates = self.matches[n], self.dates[n]
                if lead is not None:
                    head = self.lists.opener[n]
                    matches = [*(m for m in self.matches[head] if m.end <= lead[1]), *matches]
                    dates = [*(d for d in self.dates[head] if d.span.end <= lead[1]), *dates]
                mentions = find_mentions(sentence, matches, surnames)
                yield self._sentence(
                    Context(sentence, mentions, dates, self.discourse, self.narrative, self.coder.lexicon)
                )

    def _lend(self, sentences: dict[int, Sentence]) -> None:
        """Read the items that are acts of their own together with the subject of their list."""
        for n, head in self.lists.opener.items():
            lead = self.lists.lent(n, sentences.get(head))
            if lead is not None:
                self.leads[n] = lead
        items = [(lead, self.spans[n]) for n, lead in self.leads.items()]
        read = self.coder.analyser.analyse_items(self.document.text, items)
        sentences.update(zip(self.leads, read, strict=True))

    @cached_property
    def looks(self) -> list[Look]:
        """What the gate sees in each sentence."""
        spoken_for = bool(self.discourse.home or self.discourse.principals)
        return self.coder.gate.look(
            self.document.text, self.spans, self.matches, self.dates, now=self.discourse.now, spoken_for=spoken_for
        )

    def _sentence(self, context: Context) -> Passage:
        """Code one sentence; its subjects are noted as it goes, so that pronouns find them."""
        tools = Toolbox(context)
        gaps = find_gaps(context)
        whole = context.sentence
        if gaps:
            cut = without_gaps(whole, gaps)
            context = context.within(cut, [(whole[gap.first].start, whole[gap.last].end) for gap in gaps])
        builder = Builder(Toolbox(context) if gaps else tools)
        self.discourse.dateline = self.narrative.dateline.country
        before: Mention | None = None
        for mention in tools.context.mentions:
            if mention.kind == "person":
                beside = self.discourse.resolve(before) if before and tools.context.joined(before, mention) else ()
                self.discourse.beside = beside[0].code if beside else ""
                self.discourse.resolve(mention)
                self.discourse.beside = ""
                before = mention
            elif mention.codes and not (
                mention.kind == "capital" and context.sentence.case(mention.head) in ("in", "at", "to", "from", "near")
            ):
                self.discourse.touch(mention.codes[0])
        found: list[Draft] = []
        self.unreal.clear()
        for proposition in propositions(context.sentence):
            self._note_subject(builder, proposition)
            found += self._proposition(builder, proposition)
        if self.at in self.leads:
            found = [d for d in found if _tells_of(d, self.spans[self.at][0])]
            self.lists.decided(self.at, found)
        told = tuple(found)
        found = self._read(builder, tools.context, found)
        drafts = self.finisher.sentence(context, builder, self.lists.enumerated(self.at, builder, found))
        if self.looks[self.at].parsed:
            Attendance(builder.tools).note(drafts)
            Whereabouts(builder.tools).note()
        drafts = [d for draft in drafts for d in told_apart(tools, draft)]
        drafts += fill_gaps(tools, gaps, drafts)
        drafts += Echoes(tools, self.before).found(drafts)
        self.before = drafts or self.before
        self.narrative.body_named = next(reversed(bodies_of(tools)), self.narrative.body_named)
        drafts = self.pointing.sentence(builder, drafts)
        builder.casting.tracing.rest(drafts)
        return Passage(tools, drafts, told)

    def _proposition(self, builder: Builder, proposition: Proposition) -> list[Draft]:
        drafts: list[Draft] = []
        taken: set[str] = set()
        slots = {argument.slot for argument in proposition.arguments}
        phrases = {key for key in proposition.keys if " " in key and key.split(" ", 1)[1] not in slots}
        in_phrase = False
        for sense in self.coder.lexicon.of(proposition.keys, proposition.is_noun):
            phrasal = not phrases.isdisjoint(sense.verbs)
            taken_over = sense.type in taken or (in_phrase and not phrasal)
            unmet = TAKEN if taken_over else builder.needs.unmet(sense, proposition)
            made = [] if unmet else builder.build(sense, proposition)
            if not unmet and not made and builder.factuality.of(proposition) in ("", "negated"):
                self.unreal.update((sense.type, i) for i in (proposition.predicate, proposition.verb))
            if self.explaining:
                refused = unmet or ("" if made else builder.wanting(sense, proposition))
                told = builder.factuality.of(proposition)
                self.considered[self.at].append(consider(builder.s, sense, proposition, told=told, refused=refused))
            if made:
                in_phrase = in_phrase or phrasal
                taken.add(sense.type)
                self._note_pair(made)
                drafts += made
        return drafts

    def _read(self, builder: Builder, context: Context, told: list[Draft]) -> list[Draft]:
        """Let the learned reader drop what it does not believe and add what no entry has told.

        It reads what the gate lets through, so that a document has the same events with the gate and without.
        """
        reader = self.coder.reader
        if reader is None or context.sentence.vectors is None or not self.looks[self.at].possible:
            return told
        frames, trust = reader.read(context, told, LEAST)
        least = [EVEN if self._doubted(draft, context) else TRUSTED for draft in told]
        found = [draft for draft, trusted, enough in zip(told, trust, least, strict=True) if trusted >= enough]
        self._note_distrusted([draft for draft in told if draft not in found])
        starts = {draft.order for draft in told if draft.sense not in SPEAKING}
        free = [f for f in frames if (f.type, f.word) not in self.unreal and builder.s[f.word].start not in starts]
        framing = Framing(builder)
        framing.lend_dates(frames, told)
        made = framing.drafts(free, told)
        if self.explaining:
            added = {draft.order for draft in made}
            for frame in frames:
                adds = builder.s[frame.word].start in added
                self.considered[self.at].append(consider_frame(builder.s, frame, made=adds))
        return found + made

    def _doubted(self, draft: Draft, context: Context) -> bool:
        where = context.sentence.at(draft.order, draft.order + 1)
        lemma = context.sentence[where[0]].lemma.lower() if where else ""
        return self.coder.lexicon.doubts(draft.sense, lemma)

    def _note_distrusted(self, dropped: list[Draft]) -> None:
        senses = {draft.sense for draft in dropped}
        self.considered[self.at] = [
            msgspec.structs.replace(c, refused=DISTRUSTED) if c.sense in senses and not c.refused else c
            for c in self.considered[self.at]
        ]

    def _note_pair(self, made: list[Draft]) -> None:
        """Let "the two countries" later in the sentence be those between whom something has just been told."""
        for draft in made:
            people = draft.everyone()
            if draft.type in ("relation", "meeting", "call") and len({p.code for p in people}) == 2:
                self.discourse.met(people)

    def _note_subject(self, builder: Builder, proposition: Proposition) -> None:
        if proposition.is_noun:
            return
        aside = builder.s[proposition.predicate].deprel == "acl:relcl"
        for argument in proposition.arguments:
            if _speaks_for_another(builder, argument.token):
                continue
            if (
                argument.slot in ("subj", "obj")
                and not argument.inherited
                and builder.s[argument.token].relation == "nsubj"
            ):
                self.discourse.subject(builder.parties.all(argument.token), aside=aside)

    def _begin(self, start: int, end: int) -> None:
        self.discourse.begin_sentence()
        heading = HEADING.fullmatch(self.document.text[start:end])
        if heading:
            self.narrative.section = When.year(int(heading[1]))
        day = find_heading_day(self.document.text, start, self.dates[self.at])
        if day is not None:
            self.narrative.heading = day
        paragraph = self.document.text.count("\n", 0, start)
        if paragraph != self.narrative.paragraph:
            self.narrative.paragraph = paragraph
            self.narrative.before = self.narrative.date or self.narrative.before
            self.narrative.date, self.narrative.frame = self.narrative.heading, self.narrative.section
            self.narrative.adrift = False
            item = find_item_date(self.document.text, start, self.dates[self.at], self.narrative.section)
            if item is not None:
                self.narrative.date = self.narrative.frame = item[0]
                self.dates[self.at] = [d for d in self.dates[self.at] if d.span.start >= item[1]]

    def _surnames(self, sentences: Iterable[Sentence]) -> frozenset[str]:
        """Give the last words of names that the document writes in full, lower-cased."""
        found: set[str] = set()
        for sentence in sentences:
            for a, b in zip(sentence.tokens, sentence.tokens[1:], strict=False):
                if (
                    a.upos == b.upos == "PROPN"
                    and b.kind in ("person", "")
                    and a.kind in ("person", "")
                    and b.text[0].isupper()
                    and (a.kind or b.kind)
                ):
                    found.add(b.text.lower())
                    found.add(a.text.lower())
        return frozenset(found)


def _speaks_for_another(builder: Builder, i: int) -> bool:
    """Tell whether the nominal under word `i` is a spokesman, of whom the story does not go on to speak."""
    words = (builder.s[i], *builder.s.children(i, "nmod:desc", "compound", "appos", "flat"))
    return any(builder.c.lexicon.among(t.lemma.lower(), ("spokesmen",)) for t in words)


def _tells_of(draft: Draft, start: int) -> bool:
    """Tell whether an act is told behind `start`, by its own word or by its title."""
    spans = [p.span for p in draft.provenance if p.field == "title" and p.span is not None]
    return draft.order >= start or any(span.start >= start for span in spans)


def _inside(
    spans: Sequence[tuple[int, int]], found: Iterable[T], where: Callable[[T], tuple[int, int]]
) -> list[list[T]]:
    """Sort what was found in a text, in order, into the sentences that hold it whole."""
    inside: list[list[T]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for one in found:
        start, end = where(one)
        n = bisect_right(starts, start) - 1
        if n >= 0 and end <= spans[n][1]:
            inside[n].append(one)
    return inside
