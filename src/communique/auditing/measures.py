"""Numbers, sums and comparisons of a unit: how often, how long, how many, the first since when."""

import msgspec

from communique.auditing.acts import Acts
from communique.auditing.moments import since_year
from communique.auditing.numbers import find_amounts, find_figures, ordinal_of, times_of
from communique.auditing.units import Unit
from communique.auditing.vocabulary import Vocabulary
from communique.coding.context import Context
from communique.language.analysis import Token
from communique.model.claims import Amount, Comparison, Number

__all__ = ["Measures", "read_measures"]

SPANNING = ("space of", "within", "inside of", "course of", "spread over", "in just", "in only", "in the span of")


class Measures(msgspec.Struct, frozen=True):
    """The numbers of a unit, each once."""

    numbers: tuple[Number, ...]
    amounts: tuple[Amount, ...]
    comparison: Comparison | None


def read_measures(context: Context, unit: Unit, acts: Acts, vocabulary: Vocabulary, *, year: int) -> Measures:
    """Read the numbers of a unit."""
    return _Reader(context, unit, acts, vocabulary, year).read()


class _Reader:
    def __init__(self, context: Context, unit: Unit, acts: Acts, vocabulary: Vocabulary, year: int) -> None:
        self.c = context
        self.s = context.sentence
        self.unit = unit
        self.acts = acts
        self.v = vocabulary
        self.year = year
        self.words = frozenset({*unit.own, *unit.lead})

    def read(self) -> Measures:
        amounts = list(find_amounts(self.s.text, self.s.start, self.s.end))
        sums = [(figure, amount) for figure, amount in amounts if self._mine(figure.start)]
        money = {figure.start for figure, _ in amounts}
        numbers = [
            number
            for figure in find_figures(self.s.text, self.s.start, self.s.end)
            if figure.start not in money and self._mine(figure.start)
            for number in self._number(figure.start, figure.value, figure.bound)
        ]
        numbers += [
            Number(times_of(self.s[i].text), "acts", "time")
            for i in sorted(self.words)
            if times_of(self.s[i].text) > 1 or (times_of(self.s[i].text) and self._only(self.s[i]))
        ]
        return Measures(tuple(dict.fromkeys(numbers)), tuple(a for _, a in sums), self._comparison(bool(numbers)))

    def _mine(self, start: int) -> bool:
        return any(self.s[i].start <= start < self.s[i].end for i in self.words)

    def _number(self, start: int, value: float, bound: str) -> list[Number]:
        token = next(t for t in self.s if t.start <= start < t.end)
        date = self.c.date_words.get(token.i)
        if date is not None and date.kind != "duration":
            return []
        if self.s.text[max(0, start - 8) : start].lower() == "all but ":
            return [Number(value, "things", "left out", bound)]
        noun = self._counted(token)
        if noun is None or self._referring(noun):
            return []
        lemma = noun.lemma.lower()
        if date is not None and date.unit != "day":
            return []
        what = self._what(noun, lemma)
        if not what:
            return []
        if what == "days":
            return self._days(lemma, value, token, bound)
        return [Number(value, what, lemma, "exactly" if self._only(token) else bound)]

    def _counted(self, token: Token) -> Token | None:
        """Give the noun that a number counts."""
        head = self.s[token.head]
        if token.relation in ("nummod", "det", "amod", "compound") and head.upos in ("NOUN", "PROPN", "ADJ"):
            return head
        following = self.s.tokens[token.i + 1 : token.i + 5]
        return next((t for t in following if t.upos in ("NOUN", "PROPN") and t.head == head.i), None) or next(
            (t for t in following if t.upos == "NOUN"), None
        )

    def _referring(self, noun: Token) -> bool:
        """Tell whether a number only points back: "the two leaders", "their three countries"."""
        words = {c.text.lower() for c in self.s.children(noun.i, "det", "nmod:poss")}
        return bool(words & {"the", "these", "those", "their", "his", "her", "its"}) and not self.acts.noun_types(noun)

    def _what(self, noun: Token, lemma: str) -> str:
        keyed = f"{lemma} of " + next(
            (c.lemma.lower() for c in self.s.children(noun.i, "nmod") if self.s.case(c.i) == "of"), ""
        )
        what = self.v.counts(keyed) or self.v.counts(lemma)
        if what in ("countries", "partners", "members"):
            if what == "countries" and any("visit" in self.acts.verb_types(t) for t in self.acts.verbs(self.unit)):
                return "countries" if not self._subject(noun) else "members"
            return "members" if self._subject(noun) or what == "countries" else what
        if what:
            return what
        return "acts" if self.acts.noun_types(noun) else "things"

    def _subject(self, noun: Token) -> bool:
        """Tell whether the counted are those who come together or join, not those who are visited or met."""
        verb = self.s[noun.head]
        return noun.relation == "nsubj" and (noun.deprel != "nsubj:pass" or verb.lemma.lower() in self.v.attending)

    def _days(self, lemma: str, value: float, token: Token, bound: str) -> list[Number]:
        if lemma not in ("day", "week"):
            return []
        start = token.start
        before = self.s.text[max(self.s.start, start - 28) : start].lower()
        spanning = any(word in before for word in SPANNING) or (before.endswith(" in ") and self._others_counted(start))
        return [
            Number(
                value * (7 if lemma == "week" else 1),
                "days",
                "span" if spanning else "stay",
                "most" if spanning else bound,
            )
        ]

    def _others_counted(self, start: int) -> bool:
        figures = find_figures(self.s.text, self.s.start, self.s.end)
        return any(figure.start != start and self._mine(figure.start) for figure in figures)

    def _only(self, token: Token) -> bool:
        before = {t.text.lower() for t in self.s.tokens[max(0, token.i - 2) : token.i]}
        return bool(before & {"only", "just", "merely"})

    def _comparison(self, counted: bool) -> Comparison | None:
        if self.acts.never_before(self.unit):
            return Comparison("first", self.s.text[self.s[self.unit.head].start : self.s[self.unit.head].end],
                              since_year(self.c, self.unit, year=self.year))  # fmt: skip
        for i in sorted(self.words):
            token = self.s[i]
            word = token.text.lower()
            date = self.c.date_words.get(i)
            if date is not None and word not in ("first",):
                continue
            if date is not None and date.kind in ("absolute", "relative", "modifier"):
                continue
            since = since_year(self.c, self.unit, year=self.year)
            if word in self.v.first and self._compares(token):
                return Comparison("first", self._phrase(token), since)
            if word in self.v.last and self.s.case(i) != "at" and self._compares(token):
                return Comparison("last", self._phrase(token))
            if word == "only" and not counted and token.upos == "ADJ":
                return Comparison("only", self._phrase(token))
            ordinal = ordinal_of(token.text)
            if ordinal and ordinal > 1 and self._compares(token):
                return Comparison("ordinal", self._phrase(token), number=ordinal)
            if word in self.v.superlatives and token.upos == "ADJ" and self._of_act(token):
                return Comparison("superlative", self._phrase(token))
        return None

    def _compares(self, token: Token) -> bool:
        """Tell whether an ordinal word is said of an act or of who did it, not of a half-year or a name."""
        head = self.s[token.head]
        if token.relation in ("amod", "compound", "nummod") or token.upos == "ADJ":
            return head.lemma.lower() not in (
                "half",
                "quarter",
                "day",
                "week",
                "month",
                "lady",
                "world",
                "place",
                "thing",
            )
        return token.relation in ("root", "obj", "appos", "xcomp", "obl", "nsubj")

    def _of_act(self, token: Token) -> bool:
        return bool(self.acts.noun_types(self.s[token.head]))

    def _phrase(self, token: Token) -> str:
        inside = [i for i in self.s.subtree(token.head) if i in self.words and i >= token.i]
        return self.s.span(inside[0], inside[-1]).text if inside else token.text
