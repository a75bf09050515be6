"""Words of a sentence marked by the gazetteer or by their form: names, titles, states, places."""

from collections.abc import Sequence

import msgspec

from communique.knowledge.entries import Meaning, NameMatch
from communique.knowledge.nominals import Nominals, load_nominals
from communique.language.analysis import Sentence, Token
from communique.language.dates.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

__all__ = ["ARTICLES", "PARTY_KINDS", "PERSON_KINDS", "STYLES", "Marker", "Segment"]

PARTY_KINDS = ("state", "nationality", "national", "nationals", "organisation", "region", "capital", "seat")
PERSON_KINDS = ("person", "surname")
PLACES = ("state", "capital", "city", "region", "province", "venue")
GENERAL_OFFICES = frozenset(["consulate", "directorate", "secretariat", "inspectorate"])
CALENDAR = frozenset([*WEEKDAY_NAMES, *MONTH_NAMES])
BEFORE_DATES = frozenset("in on since until till by during early late mid last this from".split())
ARTICLES = ("the", "a", "an")
ADDRESSES = frozenset(["sheikh", "ambassador", "sheikha", "prince", "princess"])
STYLES = frozenset(["HE", "HH", "HM", "HRH"])
MAX_TITLE = 7
RANKS = frozenset(["extraordinary", "plenipotentiary", "designate", "elect", "d'affaires", "d’affaires", "a.i."])
LONGEST_NAME = 14


class Segment(msgspec.Struct):
    """Words that the gazetteer or their form marks: `kind` is a gazetteer kind, "name" or "title"."""

    first: int
    last: int
    kind: str
    meanings: tuple[Meaning, ...] = ()


class Marker:
    """Marks the words of one sentence; `at` gives the segment of a word."""

    def __init__(self, sentence: Sentence, matches: Sequence[NameMatch], known: frozenset[str]) -> None:
        self.s = sentence
        self.words = [t.text for t in sentence]
        self.lower = [w.lower() for w in self.words]
        self.nominals: Nominals = load_nominals()
        self.known = known
        self.at: dict[int, Segment] = {}
        self._mark_matches(matches)
        self._mark_titles()
        self._mark_names()

    def segments(self) -> list[Segment]:
        """Give the segments in order of the words."""
        return sorted({id(s): s for s in self.at.values()}.values(), key=lambda s: s.first)

    def _put(self, segment: Segment) -> None:
        for i in range(segment.first, segment.last + 1):
            self.at[i] = segment

    def _mark_matches(self, matches: Sequence[NameMatch]) -> None:
        for match in matches:
            where = self.s.at(match.start, match.end)
            if where is None:
                continue
            first, last = where
            kind = self._kind_of(match, first, last)
            following = self.words[last + 1] if last + 1 < len(self.words) else ""
            if kind in PLACES and first == last and self._given_name(first):
                continue
            if kind in PERSON_KINDS and following[:1].isupper() and following.lower() in self.nominals.no_names:
                continue
            if kind in PERSON_KINDS and match.text.lower() in self.nominals.honorifics and following[:1].isalpha():
                continue
            if kind:
                self._put(Segment(first, last, kind, match.meanings))

    def _given_name(self, i: int) -> bool:
        """Tell whether the name of a country or town is somebody's first name: "foreign secretary Bharat Raj X"."""
        token, after = self.s[i], self.s[i + 1] if i + 1 < len(self.s) else None
        if after is None or after.relation != "flat" or after.head != i or after.upos != "PROPN":
            return False
        return token.kind == "person"

    def _kind_of(self, match: NameMatch, first: int, last: int) -> str:
        kinds = [m.kind for m in match.meanings]
        if "title" in kinds and len(set(kinds)) == 1:
            return ""
        if "person" in kinds:
            return "person"
        if "surname" in kinds and self._reads_as_surname(match, first, last, kinds):
            return "surname"
        for kind in ("organisation", "gathering", "state", "nationality", "national", "nationals", "region", "capital",
                     "seat", "venue", "city", "instrument", "province"):  # fmt: skip
            if kind in kinds:
                return kind
        return ""

    def _reads_as_surname(self, match: NameMatch, first: int, last: int, kinds: list[str]) -> bool:
        token = self.s[last]
        only = set(kinds) <= {"surname", "title"}
        before = self.lower[first - 1].rstrip(".") if first else ""
        titled = before in self.nominals.honorifics or before in self.nominals.person_nouns
        if token.upos not in ("PROPN", "NOUN", "X", "ADJ") and not titled:
            return False
        if titled or match.text.lower() in self.known:
            return True
        return only and (token.kind in ("person", "") or token.upos == "PROPN")

    def _mark_titles(self) -> None:
        """Mark role nouns with the words before them that belong to the title, and a tail like "of Foreign Affairs"."""
        for token in self.s:
            noun = token.text.lower().removesuffix("s") if token.upos != "PROPN" else token.text.lower()
            lemma = noun if noun in self.nominals.person_nouns else token.lemma.lower()
            if lemma not in self.nominals.person_nouns or (token.i in self.at and self.at[token.i].kind != "surname"):
                continue
            if token.upos not in ("NOUN", "PROPN", "ADJ") or (lemma == "general" and self._is_no_rank(token)):
                continue
            if len(lemma) <= 3 and not token.text.isupper():
                continue
            first = token.i
            while first > 0 and token.i - first < 4 and self._modifies_title(first - 1):
                if lemma in ADDRESSES and self.lower[first - 1] in self.nominals.person_nouns:
                    break
                first -= 1
            self._put(Segment(first, self._title_tail(token.i), "title"))

    def _is_no_rank(self, token: Token) -> bool:
        """Tell "Consulate General" and "General Intelligence Service" from a general."""
        described = token.upos == "ADJ" and token.relation == "amod"
        return described or (token.i > 0 and self.lower[token.i - 1] in GENERAL_OFFICES)

    def _modifies_title(self, i: int) -> bool:
        if (i in self.at and self.at[i].kind != "title") or self.words[i] in CALENDAR:
            return False
        word = self.lower[i]
        if word == "-":
            return True
        if (
            self.s[i].relation in ("compound", "amod")
            and self.s[i].upos in ("NOUN", "ADJ")
            and self.s[i].head > i
            and i in range(self.s[i].head - 3, self.s[i].head)
            and self.s[self.s[i].head].lemma.lower() in self.nominals.person_nouns | {"affair": ()} | {"affairs": ()}
        ):
            return True
        if word in self.nominals.before_titles:
            return word not in ("his", "her", "its", "their", "then", "the")
        return (
            self.s[i].upos == "PROPN"
            and self.words[i][0].isupper()
            and word.rstrip(".") not in self.nominals.honorifics
        )

    def _title_tail(self, i: int) -> int:
        """Give the last word of a tail such as "of Foreign Affairs and Trade"; `i` where there is none."""
        n = len(self.s)
        while i + 1 < n and (
            self.lower[i + 1] in RANKS
            or (self.lower[i + 1] == "and" and self.lower[i + 2 :][:1] == ["plenipotentiary"])
        ):
            i += 1
        if i + 2 >= n or self.lower[i + 1] not in ("of", "for"):
            return i
        at = i + 2
        if self.lower[at] in ARTICLES:
            at += 1
        last = i
        while at < n and at - i <= MAX_TITLE + 3:
            word = self.words[at]
            marked = self.at.get(at)
            if marked is not None and marked.kind in PARTY_KINDS + PERSON_KINDS:
                break
            if self._begins_name(at):
                break
            if word[0].isupper() and word[0].isalpha() and self.lower[at] not in ("china",):
                last = at
            elif self.lower[at] not in ("and", "of", "the", "for", ",", "&", "-"):
                break
            at += 1
        return (
            last
            if self.lower[last] in self.nominals.title_tails or _ends_like_ministry(self.lower[i + 1 : last + 1])
            else i
        )

    def _begins_name(self, at: int) -> bool:
        """Tell whether a style, an initial or a person's name begins at a word behind a title."""
        word = self.lower[at].rstrip(".")
        styled = word in self.nominals.honorifics and self.words[at][0].isupper()
        return styled or (len(word) == 1 and self.words[at][0].isupper()) or self.s[at].kind == "person"

    def _mark_names(self) -> None:
        """Mark capitalised words that nothing else explains, and lengthen known names to all their words."""
        i = 0
        while i < len(self.s):
            segment = self.at.get(i)
            if segment is None and self._may_be_name(i):
                last = self._name_end(i)
                self._put(Segment(i, last, "name"))
                i = last + 1
            elif segment is not None and segment.kind in PERSON_KINDS and i == segment.first:
                first = segment.first
                last = self._name_end(segment.last)
                if (
                    first
                    and self._may_be_name(first - 1)
                    and self.at.get(first - 1, segment).kind in ("name", "surname")
                ):
                    first = self.at[first - 1].first if first - 1 in self.at else first - 1
                if (first, last) != (segment.first, segment.last):
                    self._put(Segment(first, last, segment.kind, segment.meanings))
                i = last + 1
            else:
                i += 1

    def _may_be_name(self, i: int) -> bool:
        word = self.words[i]
        if not word[0].isalpha() or not word[0].isupper() or self.lower[i].rstrip(".") in self.nominals.no_names:
            return False
        if word in STYLES or (self.lower[i].rstrip(".") in self.nominals.honorifics and len(word) > 1):
            return False
        if word in CALENDAR and i and self.lower[i - 1] in BEFORE_DATES:
            return False
        return self.s[i].upos in ("PROPN", "X", "INTJ") or (self.s[i].upos in ("NOUN", "ADJ") and i > 0)

    def _name_end(self, i: int) -> int:
        """Give the last word of a name that begins or goes on at word `i`."""
        last, at, n = i, i + 1, len(self.s)
        while at < n and at - i < LONGEST_NAME:
            marked = self.at.get(at)
            word = self.lower[at]
            glued = self.s[at].start == self.s[at - 1].end
            if marked is not None and marked.kind not in ("name", "surname", "person", "city"):
                break
            if marked is not None and marked.kind == "city" and not (glued or self.s[at].head in range(i, at)):
                break
            if self._may_be_name(at) or self._ends_hyphenated(at, i):
                last = at
            elif not (word in self.nominals.particles or (word in ("-", "‑") and glued) or (word == "." and glued)):
                break
            at += 1
        return last

    def _ends_hyphenated(self, at: int, first: int) -> bool:
        """Tell whether the small word is the end of a given name: "Yu-chi"."""
        if at < first + 3 or self.lower[at - 1] not in ("-", "‑") or not self.words[at].isalpha():
            return False
        glued = self.s[at].start == self.s[at - 1].end and self.s[at - 1].start == self.s[at - 2].end
        return glued and self.s[at].upos in ("PROPN", "X") and self._may_be_name(at - 2)


def _ends_like_ministry(words: Sequence[str]) -> bool:
    return bool(words) and any(w in ("ministry", "council", "committee", "commission", "affairs") for w in words)
