"""Gatherings: which nominals name one, under what title, and what the tables add of its days and place."""

import re

from communique.coding.context import Context
from communique.coding.titles import Titles
from communique.language.analysis import Token
from communique.model.numbers import ALL_ORDINALS

__all__ = ["Gatherings"]

_LONGEST_FIRST = sorted(ALL_ORDINALS, key=len, reverse=True)
ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b|\b(" + "|".join(_LONGEST_FIRST) + r")\b", re.I)
POSSESSIVES = ("'s", "’s", "'", "’")


class Gatherings:
    """Recognise the gatherings of one sentence."""

    def __init__(self, context: Context, titles: Titles) -> None:
        self.c = context
        self.s = context.sentence
        self.titles = titles
        self.classes = context.lexicon.classes

    def names_one(self, i: int) -> bool:
        """Tell whether the nominal under word `i` names a gathering with a name of its own, or points back to one."""
        token = self.s[i]
        lemma = token.lemma.lower()
        mention = self.c.mention_of(i)
        if mention is not None and mention.kind == "gathering":
            return True
        if token.upos not in ("NOUN", "PROPN") or not self.c.lexicon.among(lemma, ("gathering",)):
            return (
                mention is not None
                and mention.kind == "organisation"
                and lemma in ("council", "assembly", "forum", "summit", "conference", "committee")
            )
        words = self.titles.words(i)
        if not words or self.otherwise(i):
            return False
        capital = any(self.s[w].text[0].isupper() and w > 0 and self.s[w].upos == "PROPN" for w in words)
        known = self._of_body(i)
        ordinal = bool(ORDINAL.search(self.c.span(words).text))
        if lemma == "meeting" and self._plain_meeting(words, i):
            return False
        if (
            lemma == "summit"
            and all(self.s[w].text.lower() in self.classes["sided"] for w in words if w != i)
            and len(words) > 1
        ):
            return False
        if lemma in self.classes["gathering_weak"]:
            return (
                (token.text[0].isupper() and len(words) > 1 and i > 0)
                or known
                or (ordinal and lemma in self.classes["gathering_rounds"])
                or (ordinal and lemma in ("round", "session", "meeting") and self._has_body(i))
                or self._regular(i)
            )
        if token.xpos == "NNS" and not (capital or known or ordinal):
            return False
        return capital or known or ordinal or len(words) > 1 or (self._definite(i) and bool(self.c.narrative.gathering))

    def otherwise(self, i: int) -> bool:
        """Tell whether the noun with the word before it is something else: a meeting with the press, a mission."""
        return any(
            f"{c.text.lower()} {self.s[i].lemma.lower()}" in self.classes["gathering_none"]
            for c in self.s.children(i, "compound", "amod", "flat")
        )

    def title(self, i: int) -> str:
        """Give the title; "the summit" is the gathering named last, "the first summit" its first edition."""
        found = self.titles.full(i)
        found = (self._without_place(i, self._without_clause(i, found[0])), found[1]) if found else None
        text = found[0] if found else self.s[i].text
        bare = [
            w
            for w in text.lower().split()
            if not ORDINAL.fullmatch(w) and w not in ("next", "last", "previous", "annual", "this", "year's")
        ]
        if len(bare) == 1 and bare[0] in self.classes["gathering_bare"] and self.c.narrative.gathering:
            core = ORDINAL.sub("", self.c.narrative.gathering).strip()
            ordinal = ORDINAL.search(text) or re.search(r"\b(next|last|previous)\b", text, re.I)
            if ordinal:
                return " ".join(f"{ordinal.group()} {core}".split())
            return self.c.narrative.gathering
        return text

    def _without_clause(self, i: int, title: str) -> str:
        """Drop "that will be held in May" and "to discuss the war" behind the name."""
        for child in self.s.children(i, "acl", "acl:relcl", "advcl"):
            purpose = any(m.text.lower() == "to" for m in self.s.children(child.i, "mark"))
            first = self.s[min(self.s.subtree(child.i))]
            if first.i > i and (purpose or child.deprel == "acl:relcl"):
                at = title.find(f" {first.text} ", max(0, title.find(self.s[i].text)))
                title = title[:at].rstrip(" ,") if at > 0 else title
        return title

    def _without_place(self, i: int, title: str) -> str:
        """Drop "in Astana" behind the name, where the name does not hold it."""
        mention = self.c.mention_of(i)
        for other in self.c.mentions:
            if other.kind in ("city", "capital", "state", "venue") and other is not mention:
                for word in (" in ", " at "):
                    tail = word + other.name
                    if title.endswith(tail):
                        return title[: -len(tail)]
        return title

    def sideline(self, predicate: int, verb: int) -> int | None:
        """Give the head of the gathering on whose sidelines an act takes place."""
        roots = [predicate] + ([verb] if verb >= 0 else [])
        words = sorted({w for r in roots for w in self.c.clause(r)})
        for w in words:
            if self._marginal(self.s[w]):
                for child in self.s.children(w, "nmod"):
                    if self.names_one(child.i) or self._body(child.i):
                        return child.i
                    lemma = child.lemma.lower()
                    bare = lemma in self.classes["gathering_bare"] or lemma == "council"
                    if bare and self._definite(child.i) and self.c.narrative.gathering:
                        return w
                alone = self.s.child(w, "nmod") is None
                if (alone or self.s.child(w, "nmod:poss") is not None) and self.c.narrative.gathering:
                    return w
        for child in (c for root in dict.fromkeys(reversed(roots)) for c in self.s.children(root, "obl", "nmod")):
            if self.s.case(child.i) in ("at", "during") and self.names_one(child.i) and self._not_a_place(child.i):
                return child.i
        return self._where(predicate, verb)

    def sideline_title(self, head: int) -> str:
        """Give the name of the gathering whose sidelines word `head` tells of, that of the story where it has none."""
        named = self.names_one(head) or self._body(head)
        return self.title(head) if named else self.c.narrative.gathering

    def _where(self, predicate: int, verb: int) -> int | None:
        """Give the gathering that a relative clause tells the act of: "the summit, at which she met A"."""
        for root in (predicate, verb):
            above = self.s[root].head
            if root < 0 or self.s[root].deprel != "acl:relcl" or not self.names_one(above):
                continue
            for child in self.s.children(root, "obl", "advmod"):
                at = child.text.lower() == "which" and self.s.case(child.i) in ("at", "during")
                if at or child.text.lower() == "where":
                    return above
        return None

    def _body(self, i: int) -> bool:
        """Tell whether the word is an organisation, which on its sidelines means its meeting."""
        mention = self.c.mention_of(i)
        return mention is not None and mention.kind == "organisation"

    def _plain_meeting(self, words: list[int], i: int) -> bool:
        """Tell whether "Summit Meeting" or "Bilateral Meeting" is a mere meeting in capitals."""
        before = [w for w in words if w < i]
        return bool(before) and all(
            self.s[w].text.lower() in self.classes["meeting_plain"]
            or self.s[w].text.lower() in POSSESSIVES
            or ((m := self.c.mention_of(w)) is not None and m.kind in ("state", "nationality"))
            or self.s[w].upos == "PUNCT"
            for w in before
        )

    def margin(self) -> int | None:
        """Give the head of the gathering on whose sidelines the sentence says that things happen."""
        for token in self.s:
            if self._marginal(token):
                return next((c for c in self.s.subtree(token.i) if c != token.i and self.names_one(c)), None)
        return None

    def _marginal(self, token: Token) -> bool:
        return self.c.lexicon.among(token.lemma.lower().rstrip("s"), ("margins", "edge"))

    def _not_a_place(self, i: int) -> bool:
        mention = self.c.mention_of(i)
        if mention is None or mention.kind not in ("venue", "city", "capital", "state", "organisation", "seat"):
            return True
        return mention.kind == "organisation" and self.s[mention.last].lemma.lower() in self.classes["gathering_bare"]

    def _regular(self, i: int) -> bool:
        """Tell whether the noun is a regular meeting of a body: "its first annual meeting"."""
        return any(
            c.lemma.lower() in ("annual", "plenary", "ministerial", "extraordinary", "inaugural")
            for c in self.s.children(i, "amod")
        )

    def _of_body(self, i: int) -> bool:
        """Tell whether an organisation or known gathering modifies the noun directly."""
        near = [
            i,
            *(
                c.i
                for c in self.s.children(i, "compound", "amod", "nmod", "flat")
                if self.s.case(c.i) in ("", "of") or c.i < i
            ),
        ]
        return any((m := self.c.mention_of(w)) is not None and m.kind in ("organisation", "gathering") for w in near)

    def _has_body(self, i: int) -> bool:
        return any(c.upos == "PROPN" or c.text[0].isupper() for c in self.s.children(i, "nmod", "compound"))

    def _definite(self, i: int) -> bool:
        return any(c.text.lower() in ("the", "this", "its") for c in self.s.children(i, "det", "nmod:poss"))


def ordinal_of(title: str) -> int | None:
    """Read the ordinal of a title: "16th BRICS Summit" gives 16."""
    found = ORDINAL.search(title)
    if not found:
        return None
    return int(found[1]) if found[1] else ALL_ORDINALS[found[2].lower()]
