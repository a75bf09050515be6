"""When: which time expression of a sentence dates which act, and what the story's own time lends where none does."""

import re

import msgspec

from communique.coding.clock import Clock
from communique.coding.drafts import Dated
from communique.coding.propositions import Proposition
from communique.language.analysis import Token
from communique.language.dates import DateMention, anchor
from communique.model import Span, When

__all__ = ["Times"]

SEPARATORS = frozenset([",", ";", ":", ".", "and"])
CLAUSES = ("acl", "advcl", "ccomp", "parataxis", "csubj")
MONTH = 28
PAST = re.compile(r"\b(?:past|last|previous)\b", re.I)
AFTER = frozenset(["after", "following", "during", "at", "in", "on", "upon"])
AGAIN = re.compile(r"\bagain\b|^,? ?(?:and|then|and then) (?:in|on) ?$")


class Times(Clock):
    """Attach the dates of one sentence to its predicates."""

    def of(self, proposition: Proposition, status: str) -> Dated | None:
        """Give the time of an act with its span and reason: its own expression, else what the story lends."""
        counted = self._counted_back(proposition, status)
        if counted is not None:
            return counted
        found = self.explicit(proposition)
        if found is not None:
            when = self.resolve(found, status)
            if when is not None:
                return when, found.span, "stated"
            if found.vague:
                return None
        return None

    def _counted_back(self, proposition: Proposition, status: str) -> Dated | None:
        """Date the act of "Y came three days after X": so many days off the time of Y; "it is 40 years since X"."""
        at = proposition.verb if proposition.verb >= 0 else proposition.predicate
        measure = self._measure(at) or self._years_since(at)
        if measure is None or measure.amount is None:
            return None
        story = self.c.narrative
        whens = [(d, w) for d, _, _, _ in self.heads if d.kind != "anaphoric" and (w := self.resolve(d, status))]
        before = [w for d, w in whens if d.span.end <= measure.span.start]
        behind = [w for d, w in whens if d.span.start > self.s[at].end and measure.unit == "year"]
        told = story.date or story.before or story.lead
        base = before[-1] if before else behind[-1] if behind else told
        if measure.unit == "year" and base is None:
            base = self.c.now if self.c.now.days == 1 else None
        back = msgspec.structs.replace(measure, kind="anaphoric", amount=-measure.amount)
        when = anchor(back, base) if base is not None else None
        return (when, measure.span, "stated") if when is not None else None

    def _measure(self, at: int) -> DateMention | None:
        """Find "three days after" in front of the clause of an act."""
        for token in (self.s[at], *self.s.ancestors(at)):
            marks = {m.i for m in self.s.children(token.i, "mark", "case") if m.text.lower() in ("after", "before")}
            for date, _, first, last in self.heads:
                if date.kind == "anaphoric" and not date.vague and (last in marks or last + 1 in marks) and first < at:
                    return date
            if token.relation in ("advcl", "acl"):
                return None
        return None

    def _years_since(self, at: int) -> DateMention | None:
        """Find "40 years" in front of a clause with "since"."""
        marks = [m.i for m in self.s.children(at, "mark") if m.text.lower() == "since"]
        for date in self.c.dates:
            where = self.s.at(date.span.start, date.span.end)
            if date.kind == "duration" and date.unit == "year" and where and where[1] + 1 in marks:
                return date
        return None

    def left_open(self, proposition: Proposition) -> bool:
        """Tell whether the act has a time that the text does not tell: "days after", "before going to X"."""
        found = self.explicit(proposition)
        if found is not None and found.vague:
            return True
        verb = proposition.verb if proposition.verb >= 0 else proposition.predicate
        fronted = [c for c in self.s.children(verb, "advcl", "obl") if c.i < verb and self.s[c.i].xpos == "VBG"]
        return any(m.text.lower() == "before" for c in fronted for m in self.s.children(c.i, "mark", "case"))

    def intended(self, proposition: Proposition, status: str) -> Dated | None:
        """Give the time for which a cancelled act was planned, not the day of its cancellation; a month may be both."""
        inside = set(self.s.subtree(proposition.predicate))
        for date, head, first, _ in self.heads:
            before = {t.text.lower() for t in self.s.tokens[max(0, first - 4) : first]}
            if head in inside or before & {"planned", "scheduled", "due", "set", "slated", "for"}:
                when = self.resolve(date, status)
                if when is not None:
                    return when, date.span, "stated"
        found = self.explicit(proposition)
        when = self.resolve(found, status) if found is not None else None
        wide = found is not None and when is not None and when.days >= MONTH
        return (when, found.span, "stated") if wide and found is not None and when is not None else None

    def all_of(self, proposition: Proposition, status: str) -> list[Dated]:
        """Give every time that dates the act ("on May 20 and again on May 24" is two)."""
        first = self.explicit(proposition)
        if first is None:
            return []
        found: list[Dated] = []
        for date, head, start, _ in self.heads:
            joined = date is first or (
                self._coordinated(first, date)
                and AGAIN.search(self._between(first, start))
                and self._cost(proposition, head, start) is not None
            )
            if joined:
                when = self.resolve(date, status)
                if when is not None:
                    found.append((when, date.span, "stated"))
        return found

    def explicit(self, proposition: Proposition) -> DateMention | None:
        """Give the time expression that dates the act, or None."""
        best: tuple[float, DateMention] | None = None
        stay = self.s[proposition.predicate].lemma.lower() in self.c.lexicon.classes["stays"]
        for date, head, first, last in self.heads:
            cost = self._cost(proposition, head, first)
            if cost is not None and last + 1 in (proposition.predicate, proposition.verb):
                cost -= 0.5
            if cost is not None and date.kind == "modifier":
                cost += 3
            if cost is not None and self.limits(first):
                cost += 4
            if (
                cost is not None
                and stay
                and date.when is not None
                and 1 < date.when.days <= 21
                and "/" in date.when.edtf
            ):
                cost -= 2
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, date)
        return self.narrowed(best[1]) if best else None

    def for_item(self, items: list[int], item: int, status: str) -> Dated | None:
        """Give the date that stands beside one item of an enumeration, where it has one of its own."""
        listed = self._by_segment(items)
        if len(items) > 1 and sum(d is not None for d in listed.values()) >= max(2, 0.6 * len(items)):
            date = listed[item]
            when = self.resolve(date, status) if date is not None else None
            return (when, date.span, "stated") if date is not None and when is not None else None
        later = [i for i in items if i > item]
        end = min(later) if later else len(self.s)
        earlier = max((i for i in items if i < item), default=-1)
        for date, _, first, last in self.heads:
            if earlier < first < item and item - last <= 3 and earlier >= 0:
                when = self.resolve(date, status)
                return (when, date.span, "stated") if when is not None else None
            if (
                item < first < end
                and end - last > 3
                and not any(t.upos == "VERB" and t.relation not in ("amod",) for t in self.s.tokens[item:first])
            ):
                when = self.resolve(date, status)
                if when is not None and (len(items) == 1 or self._others_dated(items, item)):
                    return when, date.span, "stated"
        return None

    def _by_segment(self, items: list[int]) -> dict[int, DateMention | None]:
        """Give the date that stands with each item between its commas and "and"s, or right behind them."""
        found: dict[int, DateMention | None] = {}
        behind: DateMention | None = None
        for i in sorted(items, reverse=True):
            date = self._in_segment(i)
            following = min((n for n in items if n > i), default=-1)
            joined = 0 < following - i <= 4 and any(t.text.lower() == "and" for t in self.s.tokens[i:following])
            found[i] = date or (behind if joined else None)
            behind = found[i]
        return found

    def _in_segment(self, i: int) -> DateMention | None:
        first = next((n for n in range(i, -1, -1) if self.s[n].text.lower() in SEPARATORS), 0)
        last = next((n for n in range(i, len(self.s)) if self.s[n].text.lower() in SEPARATORS), len(self.s))
        opening = last + 2 if last + 1 < len(self.s) and self.s[last + 1].text.lower() in ("from", "on", "in") else last
        return next(
            (date for date, _, start, _ in self.heads if first <= start < last or start == opening > last), None
        )

    def duration(self, proposition: Proposition) -> tuple[int, Span] | None:
        """Give the days that the act lasts ("a two-day visit"), with the span."""
        words = set(self.s.subtree(proposition.predicate)) | set(
            self.c.clause(proposition.verb if proposition.verb >= 0 else proposition.predicate)
        )
        for date in self.c.dates:
            where = self.s.at(date.span.start, date.span.end)
            if date.kind == "duration" and date.unit == "day" and date.amount and where and where[0] in words:
                return date.amount, date.span
        return None

    def stretch(self, at: int) -> Dated | None:
        """Give the time up to publication over which acts are counted: "since 2017", "in the last two years"."""
        words = set(self.c.clause(at)) | {t.i for t in self.s.ancestors(at)}
        now = self.c.now
        for date in self.c.dates:
            where = self.s.at(date.span.start, date.span.end)
            if where is None or now.days > 1 or not {self._head(*where), self.s[self._head(*where)].head} & words:
                continue
            begin = date.when if self.follows(date, "since") else None
            if date.kind == "duration" and date.unit == "year" and date.amount and PAST.search(date.span.text):
                begin = When.year(now.first.year - date.amount)
            if begin is not None and begin.precision in ("year", "month") and begin.last < now.first:
                month = begin.precision == "month"
                end = When.month(now.first.year, now.first.month) if month else When.year(now.first.year)
                return When.between(begin, end), date.span, "counted since then"
        return None

    def end_of_stay(self, proposition: Proposition) -> DateMention | None:
        """Give the day until which a stay lasts ("to Oslo, where he stays until Friday")."""
        root = proposition.verb if proposition.verb >= 0 else proposition.predicate
        words = set(self.s.subtree(root)) | set(self.s.subtree(proposition.predicate))
        for date, head, first, _ in self.heads:
            if head in words and self.limits(first):
                return date
        return None

    def _cost(self, proposition: Proposition, head: int, first: int) -> float | None:
        """Measure how far a time expression is from an act in the tree; None where it belongs to another."""
        predicate, verb = proposition.predicate, proposition.verb
        path = [head, *(t.i for t in self.s.ancestors(head))]
        inner = (
            verb >= 0
            and verb != predicate
            and verb in path
            and predicate in path
            and path.index(verb) < path.index(predicate)
        )
        if predicate in path and not inner:
            between = path[: path.index(predicate)]
            if self._crosses(between, predicate):
                return 0.9 if proposition.is_noun and self._named_by(between) else None
            return 0.1 * len(between) + (0.0 if proposition.is_noun else 0.2)
        if verb >= 0 and verb in path:
            between = path[: path.index(verb)]
            if self._crosses(between, verb) or self._inside_other_event(between, predicate):
                return None
            return 0.5 + 0.1 * len(between)
        anchor_verb = verb if verb >= 0 else predicate
        return self._lent(anchor_verb, path, first)

    def _lent(self, verb: int, path: list[int], first: int) -> float | None:
        """Let a clause use the date of the clause that it is coordinated with, or depends on without its own tense."""
        current, cost = self.s[verb], 1.0
        for _ in range(6):
            if current.head == current.i:
                return None
            above = self.s[current.head]
            relation = current.relation
            if relation == "conj":
                between = path[: path.index(above.i)] if above.i in path else []
                shared = between and not self._crosses(between, above.i) and not self._is_of_noun(between)
                if shared and not self._inside_other_event(between, above.i) and first < verb:
                    return cost
            elif (
                relation in ("xcomp", "advcl", "nmod", "obl", "obj", "nsubj", "appos")
                or current.deprel == "acl"
                or (relation == "ccomp" and self._same_time(current, above))
                or any(c.lemma.lower() in ("where", "when") for c in self.s.children(current.i, "advmod"))
            ):
                if relation == "advcl" and self._own_clock(current):
                    return None
                if above.i in path and not self._crosses(path[: path.index(above.i)], above.i):
                    return cost + 0.5
            else:
                return None
            current, cost = above, cost + 1
        return None

    def _is_of_noun(self, between: list[int]) -> bool:
        """Tell whether a date is only that of its noun ("the coup of 26 May")."""
        return len(between) > 1 and self.s.case(between[0]) == "of"

    def _own_clock(self, token: Token) -> bool:
        """A participle about the past ("having visited X") or a clause with "before" has a time of its own."""
        having = any(a.text.lower() == "having" for a in self.s.children(token.i, "aux"))
        if self.c.lexicon.among(token.lemma.lower(), ("ending",)) and not having:
            return False
        marks = {t.text.lower() for t in self.s.children(token.i, "mark", "advmod", "case")}
        return having or bool(marks & {"before", "after", "since", "until"})

    def _same_time(self, token: Token, above: Token) -> bool:
        """Tell whether what is announced happens with the announcement: only an infinitive or participle does."""
        return token.xpos not in ("VBD", "VBZ", "VBP", "MD") and not self.s.children(token.i, "aux")

    def _crosses(self, between: list[int], top: int) -> bool:
        """Tell whether the way up leads out of another clause."""
        return any(
            (self.s[i].relation in CLAUSES and i != top and not self._only_begins(i))
            or (self.s[i].relation == "conj" and self.s[i].upos in ("VERB", "AUX"))
            for i in between
        )

    def _only_begins(self, i: int) -> bool:
        """Tell whether a clause says no more than when its head began ("talks that started on Monday")."""
        marks = {m.text.lower() for m in self.s.children(i, "mark")}
        return self.s[i].lemma.lower() in ("start", "begin") and "since" not in marks

    def _named_by(self, between: list[int]) -> bool:
        """Tell whether the clauses on the way only name a thing ("the signing of a pact on easing trade in May")."""
        clauses = [self.s[i] for i in between if self.s[i].relation in CLAUSES]
        done = (
            len(clauses) == 1 and clauses[0].i == between[-1] and (clauses[0].xpos, clauses[0].deprel) == ("VBN", "acl")
        )
        return done or all(c.xpos == "VBG" and self.s.children(c.i, "mark", "case") for c in clauses)

    def _inside_other_event(self, between: list[int], predicate: int) -> bool:
        """Tell whether the date sits inside another event noun of the clause ("after a visit in May")."""
        for i in between[1:]:
            token = self.s[i]
            if (
                token.upos == "NOUN"
                and i != predicate
                and self.c.lexicon.nouns.get(token.lemma.lower())
                and token.relation in ("obl", "nmod")
            ):
                return True
        return False

    def _coordinated(self, a: DateMention, b: DateMention) -> bool:
        return a is not b and a.kind == b.kind and b.span.start > a.span.end

    def _between(self, a: DateMention, start: int) -> str:
        return self.s.text[a.span.end : self.s[start].start].lower()

    def _others_dated(self, items: list[int], item: int) -> bool:
        ordered = sorted(items)
        position = ordered.index(item)
        if position + 1 == len(ordered):
            previous = ordered[position - 1] if position else None
            return previous is None or any(previous < first < item for _, _, first, _ in self.heads)
        return True
