"""Mentions of participants and places in a sentence: surface phrases, before anybody is identified.

The grammar of such phrases is narrow in diplomatic prose (state, title, name; name, title of state), so they are read
off the words and the gazetteer and survive a bad parse. Who is meant is decided in `reference.py`.
"""

from collections.abc import Sequence

import msgspec

from communique.knowledge.entries import Meaning, NameMatch
from communique.language.analysis import Sentence
from communique.language.segments import ARTICLES, PARTY_KINDS, PERSON_KINDS, Marker, Segment

__all__ = ["Mention", "find_mentions"]

POSSESSIVES = ("'s", "’s", "'", "’")
OF_WORDS = ("of", "from", "for", "to")
DOMAIN_WORDS = frozenset(["NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"])
LONGEST_DOMAIN = 12
MODIFYING = ("amod", "compound")


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


class _Reader(Marker):
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
            if named and (self._office_before(before) or self._long_office(before) is not None):
                return True
        if self.lower[segment.last] in self.known and self.s[segment.last].upos == "PROPN":
            return True
        kinds = {self.s[i].kind for i in range(segment.first, segment.last + 1)}
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

    def _leftwards(self, start: int) -> tuple[int, list[str], list[str], str, bool]:
        """Read titles, states and honorifics to the left of word `start`."""
        titles: list[str] = []
        codes: list[str] = []
        sex, former, first, at = "", False, start, start - 1
        if at > 0 and self.words[at] == "," and self._office_before(at):
            at -= 1
        elif at > 0 and self.words[at] == "," and (office := self._long_office(at)) is not None:
            titles, codes = [self._text(office.first, office.last)], self._codes_behind(office.last, at)
            sex, first, at = self._sex(self.lower[office.last]), office.first, office.first - 1
        while at >= 0 and start - at < 24:
            segment, word = self.at.get(at), self.lower[at].rstrip(".")
            if segment is not None and segment.kind == "title":
                titles.insert(0, self._text(segment.first, segment.last))
                sex = sex or self._sex(self.lower[segment.last])
                first = segment.first
            elif segment is not None and segment.kind in PARTY_KINDS:
                if not self._belongs_left(segment, at, first):
                    break
                codes.insert(0, self._code(segment))
                first = segment.first
            elif word in self.nominals.honorifics:
                sex = sex or self.nominals.honorifics[word]
                first = at
            elif self.lower[at] in POSSESSIVES and at and (owner := self.at.get(at - 1)) and owner.kind in PARTY_KINDS:
                codes.insert(0, self._code(owner))
                first = owner.first
            elif word in self.nominals.before_titles and word not in ("his", "her", "its", "their"):
                former |= word in ("former", "ex", "then", "late", "ousted", "deposed")
                first = at
            elif not self._links_titles(at, titles):
                break
            at = (first if first <= at else at) - 1
        return first, titles, codes, sex, former

    def _office_before(self, comma: int) -> bool:
        """Tell whether a role ends right before the comma: "the Mexican ambassador, Pablo Monroy"."""
        segment = self.at.get(comma - 1)
        if segment is None:
            return False
        if segment.kind == "title" and self.s[segment.last].xpos in ("NNS", "NNPS"):
            return False
        if segment.kind == "title":
            return not (
                segment.first > 0
                and self.at.get(segment.first - 1) is not None
                and self.at[segment.first - 1].kind in ("name", *PERSON_KINDS)
            )
        of = segment.first - 1
        if segment.kind in PARTY_KINDS and of > 0 and self.lower[of] in ARTICLES:
            of -= 1
        return (
            segment.kind in PARTY_KINDS
            and of > 0
            and self.lower[of] == "of"
            and self.at.get(of - 1) is not None
            and self.at[of - 1].kind == "title"
        )

    def _long_office(self, comma: int) -> Segment | None:
        """Give the role of "the head of the Federal Security Service, X": one whose domain stands up to the comma."""
        for at in range(comma - 2, max(-1, comma - 2 - LONGEST_DOMAIN), -1):
            segment = self.at.get(at)
            if segment is not None and segment.kind == "title" and self.s[segment.last].relation in MODIFYING:
                continue
            if segment is not None and segment.kind == "title":
                single = self.s[segment.last].xpos not in ("NNS", "NNPS") and self.lower[segment.last + 1] in OF_WORDS
                return segment if single else None
            if self.s[at].upos not in DOMAIN_WORDS or (segment is not None and segment.kind in PERSON_KINDS):
                return None
        return None

    def _codes_behind(self, title: int, end: int) -> list[str]:
        """Give the first state or organisation named between a title and the end of its domain."""
        for at in range(title + 1, end):
            segment = self.at.get(at)
            if segment is not None and segment.kind in PARTY_KINDS and self.lower[segment.first - 1] != "in":
                return [self._code(segment)]
        return []

    def _belongs_left(self, segment: Segment, at: int, first: int) -> bool:
        """Tell whether a state right before the phrase belongs to it: "French President", "President of China Xi"."""
        if segment.last != first - 1 and segment.last != at:
            return False
        of = segment.first - 1
        if of >= 0 and self.lower[of] in ARTICLES:
            of -= 1
        if (
            of >= 0
            and self.lower[of] in ("of", "for")
            and self.at.get(of - 1) is not None
            and self.at[of - 1].kind == "title"
        ):
            return True
        if segment.kind in ("state", "organisation", "region", "seat", "nationality", "national", "nationals"):
            return self.at.get(first) is not None and (
                self.at[first].kind == "title"
                or segment.kind == "nationality"
                or self.s[segment.last].head in range(first, first + 4)
            )
        return False

    def _links_titles(self, at: int, titles: list[str]) -> bool:
        """Tell whether the word joins two titles of one person or a title with its state: "and", "of", "the"."""
        word = self.lower[at]
        if not at:
            return False
        before = self.at.get(at - 1)
        if word in ("and", "&", "-") and titles:
            articled = (
                before is not None
                and before.first > 0
                and self.lower[before.first - 1] in ("the", "his", "her", "its", "their")
            )
            return before is not None and before.kind == "title" and not articled
        if word == "of" or word == "for":
            return before is not None and before.kind == "title"
        return (
            word in ARTICLES
            and self.lower[at - 1] in ("of", "for")
            and at > 1
            and self.at.get(at - 2) is not None
            and self.at[at - 2].kind == "title"
        )

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
                if office.first > start + 1:
                    return None, end
                after = office.last + 1
                if (
                    after < len(self.s)
                    and self.at.get(after) is not None
                    and self.at[after].kind in ("name", *PERSON_KINDS)
                ):
                    return None, end
                return self._joined(office), self._joined(office).last
            if segment is not None and segment.kind in PARTY_KINDS:
                at = segment.last + 1
            elif (
                self.lower[at] in ARTICLES
                or self.lower[at] in POSSESSIVES
                or self.lower[at] in self.nominals.before_titles
            ):
                at += 1
            else:
                return None, end
        return None, end

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

    def _of_party(self, end: int) -> tuple[int, str]:
        """Read "of the Republic of Honduras" behind word `end`; give its last word and the code."""
        at = end + 1
        if at >= len(self.s) or self.lower[at] not in OF_WORDS[:2]:
            return end, ""
        at += 1
        for _ in range(4):
            segment = self.at.get(at)
            if segment is not None and segment.kind in ("state", "organisation", "region"):
                return segment.last, self._code(segment)
            if segment is not None and segment.kind == "nationality" and segment.last + 1 < len(self.s):
                return segment.last + 1, self._code(segment)
            if at >= len(self.s) or not (
                self.lower[at] in ARTICLES
                or self.lower[at]
                in (
                    "republic",
                    "kingdom",
                    "state",
                    "of",
                    "islamic",
                    "people",
                    "federal",
                    "democratic",
                    "socialist",
                    "arab",
                    "'s",
                    "’s",
                    "neighbouring",
                    "neighboring",
                    "brotherly",
                )
            ):
                break
            at += 1
        return end, ""

    def _code(self, segment: Segment) -> str:
        return next((m.code for m in segment.meanings if m.kind in PARTY_KINDS), "")

    def _sex(self, noun: str) -> str:
        female = noun.endswith(("woman", "queen", "princess"))
        male = noun in ("king", "prince", "emir", "sultan", "pope", "emperor", "spokesman", "chairman", "sheikh")
        return "f" if female else "m" if male else ""

    def _head(self, first: int, last: int) -> int:
        """Give the word of first..last whose head lies outside."""
        for i in range(first, last + 1):
            if not first <= self.s[i].head <= last or self.s[i].head == i:
                return i
        return last

    def _text(self, first: int, last: int) -> str:
        return self.s.text[self.s[first].start : self.s[last].end]
