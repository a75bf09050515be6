"""What the coder knows while it reads one sentence: the tree, the mentions, the dates, the discourse."""

from collections.abc import Sequence
from typing import NamedTuple

from communique.knowledge.senses import Lexicon
from communique.knowledge.world import Knowledge
from communique.language.analysis import Sentence
from communique.language.dates import DateMention
from communique.language.mentions import Mention
from communique.language.reference import Discourse
from communique.model import Document, Participant, Place, Span, When

__all__ = ["Context", "Narrative", "Sojourn"]

JOINING = frozenset([",", "and", "&", "the", "his", "her", "with", "by", "as", "well", ";"])


class Sojourn(NamedTuple):
    """Who is said to be in a place, from what position of the text on."""

    order: int
    people: frozenset[Participant]
    place: Place


class Narrative:
    """The thread of one document: the time and place that the story stands at, and the last gathering named.

    `date` is the time of what is told, `before` that of the paragraphs before, `section` the year of a heading,
    `heading` its day, `frame` the last calendar time that the paragraph names; `adrift` says that what is told has a
    time that the text leaves open; `cast` has the codes of those whose acts the text dates, `bound` those whose journey
    is ahead on untold days; `days` are those of the last month that the text names.
    `body_named` is where the text last names an organisation that has members.
    """

    def __init__(self, document: Document, now: When, *, review_year: int | None) -> None:
        self.document = document
        self.now = now
        self.review_year = review_year
        self.date: When | None = None
        self.before: When | None = None
        self.lead: When | None = None
        self.closing: When | None = None
        self.days: tuple[When, ...] = ()
        self.cast: frozenset[str] = frozenset()
        self.bound: frozenset[Participant] = frozenset()
        self.margin: tuple[str, When | None] = ("", None)
        self.frame: When | None = None
        self.adrift = False
        self.talks: frozenset[str] = frozenset()
        self.section: When | None = None
        self.heading: When | None = None
        self.place = Place()
        self.gathering = ""
        self.body: tuple[Participant, ...] = ()
        self.paragraph = -1
        self.dateline = Place()
        self.line_day: When | None = None
        self.visit: tuple[str, Place, When | None] | None = None
        self.plans: dict[Participant, list[tuple[Place, When]]] = {}
        self.sojourns: list[Sojourn] = []
        self.scenes: list[tuple[Place, When, frozenset[str]]] = []
        self.gathering_at = Place()
        self.addressees: tuple[Participant, ...] = ()
        self.attendance: dict[str, tuple[int, Span]] = {}
        self.body_named: Span | None = None


class Context:
    """One sentence in its document."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        discourse: Discourse,
        narrative: Narrative,
        lexicon: Lexicon,
    ) -> None:
        self.sentence = sentence
        self.dates = list(dates)
        self.discourse = discourse
        self.narrative = narrative
        self.lexicon = lexicon
        dated = {i for d in dates if (w := sentence.at(d.span.start, d.span.end)) for i in range(w[0], w[1] + 1)}
        self.mentions = [m for m in mentions if not (m.kind in ("city", "venue") and m.first in dated)]
        self.by_word: dict[int, Mention] = {}
        for mention in self.mentions:
            for i in range(mention.first, mention.last + 1):
                self.by_word.setdefault(i, mention)
        self.date_words: dict[int, DateMention] = {}
        for date in dates:
            where = sentence.at(date.span.start, date.span.end)
            if where:
                for i in range(where[0], where[1] + 1):
                    self.date_words[i] = date

    @property
    def knowledge(self) -> Knowledge:
        """The tables."""
        return self.discourse.knowledge

    @property
    def now(self) -> When:
        """The publication date."""
        return self.narrative.now

    def within(self, sentence: Sentence, outside: Sequence[tuple[int, int]]) -> "Context":
        """Give the context of another tree over the same words, without what lies in the characters `outside`."""

        def stands(start: int, end: int) -> bool:
            return not any(first <= start and end <= last for first, last in outside)

        mentions = [m for m in self.mentions if stands(sentence[m.first].start, sentence[m.last].end)]
        dates = [d for d in self.dates if stands(d.span.start, d.span.end)]
        return Context(sentence, mentions, dates, self.discourse, self.narrative, self.lexicon)

    def mention_of(self, i: int) -> Mention | None:
        """Give the mention that word `i` heads or belongs to."""
        return self.by_word.get(i)

    def joined(self, first: Mention, second: Mention) -> bool:
        """Tell whether two names stand in one list: nothing but a comma or "and" between them."""
        between = {t.text.lower() for t in self.sentence.tokens[first.last + 1 : second.first]}
        return bool(between) and between <= JOINING

    def span(self, words: Sequence[int]) -> Span:
        """Give the characters from the first to the last of the words."""
        return self.sentence.span(min(words), max(words))

    def clause(self, i: int) -> list[int]:
        """Give the words of the clause around predicate `i`, subordinate clauses left out."""
        outside = frozenset(["ccomp", "parataxis", "acl:relcl", "advcl"])
        words, todo = [], [i]
        while todo:
            at = todo.pop()
            words.append(at)
            for child in self.sentence.children(at):
                verbal = child.relation == "conj" and child.upos in ("VERB", "AUX")
                if not verbal and child.relation not in outside and child.deprel not in outside:
                    todo.append(child.i)
        return sorted(words)
