"""The roles around a name: titles, states and styles before it, and the party that a role is of."""

from communique.language.segments import ARTICLES, PARTY_KINDS, PERSON_KINDS, Marker, Segment

__all__ = ["OfficeReader"]

POSSESSIVES = ("'s", "’s", "'", "’")
OF_WORDS = ("of", "from", "for", "to")
DOMAIN_WORDS = frozenset(["NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"])
LONGEST_DOMAIN = 14
LONGEST_ROLE = 24
RANKS = frozenset("ambassador general admiral colonel sheikh prince princess justice commander senator".split())
MODIFYING = ("amod", "compound")


class OfficeReader(Marker):
    """Reads the role phrases of one sentence off its marked words."""

    def _leftwards(self, start: int) -> tuple[int, list[str], list[str], str, bool]:
        """Read titles, states and styles to the left of word `start`."""
        first, sex = self._styles(start)
        titles: list[str] = []
        codes: list[str] = []
        former, at = False, first - 1
        comma = at > 0 and self.words[at] == ","
        if comma and self._office_before(at):
            at -= 1
        elif (office := self._long_office(first, comma=comma)) is not None:
            titles = [self._text(office.first, office.last)]
            codes = self._codes_behind(office.last, first)
            sex, first, at = sex or self._sex(self.lower[office.last]), office.first, office.first - 1
        while at >= 0 and start - at < LONGEST_ROLE:
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
            elif (owner := self._owner(at)) is not None:
                codes.insert(0, self._code(owner))
                first = owner.first
            elif word in self.nominals.before_titles and word not in ("his", "her", "its", "their"):
                former |= word in ("former", "ex", "then", "late", "ousted", "deposed")
                first = at
            elif titles and self._bracketed(at):
                at -= 3
                continue
            elif self._ranked(at, titles, codes):
                at -= 1
                continue
            elif not self._links_titles(at, titles):
                break
            at = (first if first <= at else at) - 1
        return first, titles, codes, sex, former

    def _bracketed(self, end: int) -> bool:
        """Tell whether a short form in brackets ends at a word: "the Pacific Islands Forum (PIF) chair"."""
        return end > 2 and self.words[end] == ")" and self.words[end - 2] == "(" and self.words[end - 1].isupper()

    def _owner(self, mark: int) -> Segment | None:
        """Give the state or organisation that the possessive at word `mark` belongs to."""
        owner = self.at.get(mark - 1) if mark and self.lower[mark] in POSSESSIVES else None
        return owner if owner is not None and owner.kind in PARTY_KINDS else None

    def _ranked(self, comma: int, titles: list[str], codes: list[str]) -> bool:
        """Tell whether only a rank parts an office from the name: "the representative of Mali, Ambassador X"."""
        rank = len(titles) == 1 and titles[0].lower() in RANKS
        return self.words[comma] == "," and rank and not codes and self._office_before(comma)

    def _styles(self, start: int) -> tuple[int, str]:
        """Give the first of the styles before word `start` ("H.E. Mr.") and the sex that they tell."""
        first, sex = start, ""
        while first and self.lower[first - 1].rstrip(".") in self.nominals.honorifics and first - 1 not in self.at:
            first -= 1
            sex = sex or self.nominals.honorifics[self.lower[first].rstrip(".")]
        if 0 < first < start and self.lower[first - 1] in ("his", "her"):
            first -= 1
        return first, sex

    def _office_before(self, comma: int) -> bool:
        """Tell whether a role ends right before the comma: "the Mexican ambassador, Pablo Monroy"."""
        segment = self.at.get(comma - 1)
        if segment is None:
            return False
        if segment.kind == "title" and self._of_several(segment):
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

    def _of_several(self, title: Segment) -> bool:
        """Tell whether the noun of a title is a plural: "ministers of trade", not "minister of foreign affairs"."""
        nouns = (i for i in range(title.first, title.last + 1) if self.s[i].lemma.lower() in self.nominals.person_nouns)
        return self.s[next(nouns, title.last)].xpos in ("NNS", "NNPS")

    def _long_office(self, end: int, *, comma: bool) -> Segment | None:
        """Give the role whose domain stands up to word `end`: "the head of the Federal Security Service, X".

        Without a comma the domain ends in a noun: "ambassador to Israel X".
        """
        last = end - 1 - comma
        if last < 1 or (not comma and not self._ends_domain(last)):
            return None
        for at in range(last - 1, max(-1, last - 1 - LONGEST_DOMAIN), -1):
            segment = self.at.get(at)
            if segment is not None and segment.kind == "title":
                governs = self.lower[segment.last + 1] in OF_WORDS
                if not governs and self.s[segment.last].relation in MODIFYING:
                    continue
                return segment if governs and not self._of_several(segment) else None
            if self.lower[at] == "on":
                return None
            inner = comma and self.words[at] == ","
            if not (inner or self.s[at].upos in DOMAIN_WORDS) or (segment is not None and segment.kind in PERSON_KINDS):
                return None
        return None

    def _ends_domain(self, last: int) -> bool:
        """Tell whether a domain can end at word `last`, so that a name may follow it without a comma."""
        segment = self.at.get(last)
        if segment is not None:
            return segment.kind in ("state", "organisation", "name")
        return self.s[last].upos in ("NOUN", "PROPN")

    def _codes_behind(self, title: int, end: int) -> list[str]:
        """Give the first state or organisation that a role is of, in the words between it and the name.

        What it is sent "to" or works "for" or "in" is another: "ambassador to Israel".
        """
        for at in range(title + 1, end):
            segment = self.at.get(at)
            if self.lower[at] in ("to", "for", "in", "at", "with", "on"):
                return []
            if segment is not None and segment.kind in (*PARTY_KINDS, "city", "province"):
                return [self._code(segment)]
        return []

    def _belongs_left(self, segment: Segment, at: int, first: int) -> bool:
        """Tell whether a state right before the phrase belongs to it: "French President", "President of China Xi"."""
        apart = segment.last != first - 1 and not (self._bracketed(first - 1) and segment.last == first - 4)
        if apart and segment.last != at:
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
        return next((m.code for m in segment.meanings if m.kind in (*PARTY_KINDS, "city", "province")), "")

    def _sex(self, noun: str) -> str:
        female = noun.endswith(("woman", "queen", "princess"))
        male = noun in ("king", "prince", "emir", "sultan", "pope", "emperor", "spokesman", "chairman", "sheikh")
        return "f" if female else "m" if male else ""

    def _text(self, first: int, last: int) -> str:
        return self.s.text[self.s[first].start : self.s[last].end]
