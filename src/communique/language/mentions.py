"""Mentions of participants and places in a sentence: surface phrases, before anybody is identified.

The grammar of such phrases is narrow in diplomatic prose (state, title, name; name, title of state), so they are read
off the words and the gazetteer and survive a bad parse. Who is meant is decided in `reference.py`.
"""

from collections.abc import Sequence

import msgspec

from communique.knowledge.entries import Meaning, NameMatch
from communique.language.analysis import Sentence
from communique.language.roles import OfficeReader
from communique.language.segments import ARTICLES, PARTY_KINDS, PERSON_KINDS, Segment

__all__ = ["Mention", "find_mentions"]

POSSESSIVES = ("'s", "’s", "'", "’")


class Mention(msgspec.Struct, frozen=True):
    """A phrase from word `first` to word `last` with the head word `head`.

    `kind` is "person" (named), "office" (a role without a name), or that of the gazetteer ("state", "nationality",
    "organisation", "region", "capital", "city", "venue", "seat", "gathering", "instrument"). `name` is the name as
    written; `titles` are the role phrases around it; `codes` the states and organisations named beside it; `meanings`
    what the gazetteer knows of the name; `sex` what an honorific tells.
    """

    first: int
    last: int
    head: int
    kind: str
    name: str = ""
    titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    sex: str = ""
    former: bool = False

    def has(self, kind: str) -> bool:
        """Tell whether one of the meanings is of this kind."""
        return any(m.kind == kind for m in self.meanings)


def find_mentions(sentence: Sentence, matches: Sequence[NameMatch], known_surnames: frozenset[str]) -> list[Mention]:
    """Find the mentions of one sentence; `matches` are the gazetteer's over the same text.

    `known_surnames` are last names that the document elsewhere gives in full.
    """
    return _Reader(sentence, matches, known_surnames).mentions()


class _Reader(OfficeReader):
    """Reads the marked words as mentions."""

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        done: set[int] = set()
        for segment in self.segments():
            if segment.first in done or self.at[segment.first] is not segment:
                continue
            if segment.kind in PERSON_KINDS or (segment.kind == "name" and self._is_person(segment)):
                mention = self._person(segment)
                found = [m for m in found if not mention.first <= m.first <= mention.last or m.kind == "person"]
                found.append(mention)
                done.update(range(mention.first, mention.last + 1))
        for segment in self.segments():
            if segment.kind == "title" and segment.first not in done:
                mention = self._office(segment)
                found.append(mention)
                done.update(range(mention.first, mention.last + 1))
        for segment in self.segments():
            if segment.kind not in ("title", "name", *PERSON_KINDS) and segment.first not in done:
                codes = tuple(dict.fromkeys(m.code for m in segment.meanings if m.kind in PARTY_KINDS))
                found.append(
                    Mention(segment.first, segment.last, self._head(segment.first, segment.last), segment.kind,
                            name=self._text(segment.first, segment.last), codes=codes, meanings=segment.meanings)
                )  # fmt: skip
        return sorted(found, key=lambda m: m.first)

    def _is_person(self, segment: Segment) -> bool:
        kinds = {self.s[i].kind for i in range(segment.first, segment.last + 1)}
        if kinds & {"event", "time"} and "person" not in kinds:
            return False
        before = segment.first - 1
        if before >= 0:
            if self.at.get(before) is not None and self.at[before].kind == "title":
                return True
            if self.lower[before].rstrip(".") in self.nominals.honorifics and self.lower[before] not in (
                "her",
                "his",
                "state",
                "he",
            ):
                return True
            named = self.words[before] == "," and segment.last > segment.first
            state = self.at.get(before)
            if state is not None and state.kind == "state" and segment.last > segment.first:
                return self._long_office(segment.first, comma=False) is not None
            if named and (self._office_before(before) or self._long_office(segment.first, comma=True) is not None):
                return True
        if self.lower[segment.last] in self.known and self.s[segment.last].upos == "PROPN":
            return True
        if "person" in kinds and not kinds & {"organization", "place"}:
            return segment.last > segment.first or self._appositive(segment.last)[0] is not None
        return segment.last > segment.first and self._appositive(segment.last)[0] is not None

    def _person(self, segment: Segment) -> Mention:
        first, titles, codes, sex, former = self._leftwards(segment.first)
        last, right_titles, right_codes = self._rightwards(segment.last, titled=bool(titles and codes))
        return Mention(
            first, last, self._head(segment.first, segment.last), "person",
            name=self._text(segment.first, segment.last), titles=tuple(titles + right_titles),
            codes=tuple(dict.fromkeys(codes + right_codes)), meanings=segment.meanings, sex=sex, former=former,
        )  # fmt: skip

    def _office(self, segment: Segment) -> Mention:
        first, titles, codes, _, former = self._leftwards(segment.first)
        titles.append(self._text(segment.first, segment.last))
        last = segment.last
        after, code = self._of_party(last)
        if code:
            last, codes = after, [*codes, code]
        return Mention(
            first, last, self._head(segment.first, segment.last), "office",
            titles=tuple(titles), codes=tuple(dict.fromkeys(codes)), former=former,
        )  # fmt: skip

    def _rightwards(self, end: int, *, titled: bool = False) -> tuple[int, list[str], list[str]]:
        """Read "of Kenya", ", president of the Comoros," and "(France)" after a name."""
        codes: list[str] = []
        last, code = self._of_party(end)
        if code:
            codes.append(code)
        else:
            last = end
        mention, closing = self._appositive(last)
        if mention is not None and not (titled and self._opens_name(closing)):
            return closing, list(mention.titles), codes + [c for c in mention.codes if c not in codes]
        if last + 2 < len(self.s) and self.words[last + 1] == "(":
            inner = self.at.get(last + 2)
            if (
                inner is not None
                and inner.kind in PARTY_KINDS
                and self.words[min(inner.last + 1, len(self.s) - 1)] == ")"
            ):
                return inner.last + 1, [], [*codes, self._code(inner)]
        return last, [], codes

    def _appositive(self, end: int) -> tuple[Mention | None, int]:
        """Read a title phrase in apposition behind a comma; give it and its last word."""
        at = end + 1
        if at + 1 >= len(self.s) or self.words[at] not in (",", "-", "–", "—", "("):
            return None, end
        at += 1
        start = at
        while at < len(self.s) and at - start < 8:
            segment = self.at.get(at)
            if segment is not None and segment.kind == "title":
                office = self._office(segment)
                if any(not self._modifies(i) for i in range(start + 1, office.first)):
                    return None, end
                after = office.last + 1
                named = self.at.get(after)
                kinds = PERSON_KINDS if office.last > segment.last else ("name", *PERSON_KINDS)
                if named is not None and named.kind in kinds:
                    return None, end
                return self._joined(office), self._joined(office).last
            if segment is not None and segment.kind in PARTY_KINDS:
                at = segment.last + 1
            elif (
                self.lower[at] in ARTICLES
                or self.lower[at] in POSSESSIVES
                or self.lower[at] in self.nominals.before_titles
                or self._modifies(at)
            ):
                at += 1
            else:
                return None, end
        return None, end

    def _modifies(self, i: int) -> bool:
        """Tell whether a capitalised word belongs to the title behind it: "Deputy Managing Director"."""
        capital = self.words[i][0].isupper() and self.words[i].isalpha()
        return self.lower[i] in self.nominals.before_titles or (capital and self.s[i].relation in ("amod", "compound"))

    def _opens_name(self, end: int) -> bool:
        """Tell whether a role that ends at `end` belongs to the name behind it: "A, the president of Togo, B,"."""
        after = self.at.get(end + 2)
        named = after is not None and after.kind in ("name", *PERSON_KINDS)
        return named and self.words[end + 1] == ","

    def _joined(self, office: Mention) -> Mention:
        """Add a second title behind "and": "general secretary of X and Chinese president"."""
        at = office.last + 1
        if at + 1 < len(self.s) and self.lower[at] == "and":
            for step in (at + 1, at + 2, at + 3):
                segment = self.at.get(step)
                if segment is not None and segment.kind == "title":
                    after = self.at.get(segment.last + 1)
                    if after is not None and after.kind in ("name", *PERSON_KINDS):
                        return office
                    second = self._office(segment)
                    if second.first <= at + 1:
                        codes = tuple(dict.fromkeys(office.codes + second.codes))
                        titles = office.titles + second.titles
                        return Mention(office.first, second.last, office.head, "office", titles=titles, codes=codes)
        return office

    def _head(self, first: int, last: int) -> int:
        """Give the word of first..last whose head lies outside."""
        for i in range(first, last + 1):
            if not first <= self.s[i].head <= last or self.s[i].head == i:
                return i
        return last
