"""What: the words of a field that is told in words - a gathering, an instrument, an initiative, what is pledged."""

import re

from communique.coding.context import Context
from communique.coding.numerals import parse_number
from communique.model import Span

__all__ = ["Titles"]

LEADING = frozenset(
    "the a an this that these those its their his her our some several two both another also first-ever fresh".split()
)
STOPPERS = (
    "acl:relcl",
    "acl",
    "appos",
    "parataxis",
    "advcl",
    "cc",
    "punct",
    "conj",
    "det:predet",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "expl",
    "csubj",
)
NUMBER_WORDS = re.compile(r"^(?:over|nearly|some|about|around|more|than|almost|at|least)$", re.I)
HERE = frozenset(["here", "there", "today", "yesterday", "tomorrow", "together", "too", "also", "again"])
LONGEST_NAME = 16
LOOSE = frozenset(["in", "over", "towards", "toward", "across", "through", "under", "into"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
PURPOSES = ("obl", "advcl", "xcomp")
PURPOSE_WORDS = frozenset(["for", "to", "over", "towards", "toward"])
PAIRS = {"couple": 2, "pair": 2, "trio": 3}
RECEIVERS = ("state", "nationality", "organisation", "person", "office", "region", "capital")
QUOTES = "\"“”‘’'"


class Titles:
    """Cut the title of a nominal or clause out of a sentence."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.classes = context.lexicon.classes

    def words(self, i: int, *, relatives: bool = False) -> list[int]:
        """Give the words of the noun phrase under `i`: contiguous, without articles, asides and times."""
        mention = self.c.mention_of(i)
        keep = set(self._subtree(i, relatives))
        if (
            mention is not None
            and mention.kind in ("gathering", "instrument", "organisation")
            and i in range(mention.first, mention.last + 1)
        ):
            keep |= set(range(mention.first, mention.last + 1))
        first = last = i
        while first - 1 in keep or (
            first - 1 >= 0 and self.s[first - 1].text in QUOTES + "-–" and first - 2 in keep
        ) or self._behind_initials(first, keep):  # fmt: skip
            first -= 1
        while last + 1 in keep or (
            last + 1 < len(self.s) and self.s[last + 1].text in QUOTES + "-–," and last + 2 in keep
        ):
            last += 1
        return self._trim(list(range(first, last + 1)))

    def _behind_initials(self, first: int, keep: set[int]) -> bool:
        """Tell whether initials in brackets part a word from the name that it ends ("the Arab League (LAS) Summit"),
        and keep the name."""
        if first < 4 or self.s[first - 1].text != ")" or self.s[first - 3].text != "(":
            return False
        mention = self.c.mention_of(first - 4)
        named = mention is not None and mention.kind in ("organisation", "gathering")
        if not self.s[first - 2].text.isupper() or not (first - 4 in keep or named):
            return False
        keep |= {first - 1, first - 2, first - 3, first - 4}
        if mention is not None and named:
            before = (c.i for c in self.s.children(mention.head, "amod", "compound") if c.i < mention.first)
            keep |= {*range(mention.first, mention.last + 1), *before}
        return True

    def text(self, i: int, *, relatives: bool = False) -> tuple[str, Span] | None:
        """Give the title of a nominal with its span."""
        words = self.words(i, relatives=relatives)
        if not words:
            return None
        span = self.c.span(words)
        return tidy(span.text), span

    def full(self, i: int, *, loose: bool = False) -> tuple[str, Span] | None:
        """Give the title of an instrument, initiative or gathering, read on over what names its subject."""
        words = self.words(i)
        if not words:
            return None
        named = self._named_before(words[0])
        if named is not None:
            return named
        last = max(words[-1], self._told_of(i, words[-1]))
        while last + 1 < len(self.s) and (
            self._reads_on(last + 1)
            or self.s[last + 1].text.lower() == "worth"
            or (loose and self.s[last + 1].text.lower() in LOOSE and self.places_not(last + 1))
        ):
            last += 1
        while last > words[-1] and (
            self.s[last].upos in ("ADP", "SCONJ", "PART", "DET", "CCONJ", "PUNCT") or self.s[last].text in QUOTES
        ):
            last -= 1
        span = self.s.span(words[0], self._quoted(last))
        behind = self._behind_day(last)
        if behind is not None:
            return f"{tidy(span.text)} {tidy(behind.text)}", self.s.span(words[0], self._last_of(behind))
        return tidy(span.text), span

    def _behind_day(self, last: int) -> Span | None:
        """Give the purpose of an instrument that a day parts from it: "an agreement on Monday to build a dam"."""
        at = last + 1
        at += at + 1 < len(self.s) and self.s[at].text.lower() in ("on", "in") and at + 1 in self.c.date_words
        while at < len(self.s) and at in self.c.date_words:
            at += 1
        if at <= last + 1 or at + 1 >= len(self.s) or self.s[at].xpos != "TO" or self.s[at + 1].upos != "VERB":
            return None
        end = at + 1
        while end + 1 < len(self.s) and self._reads_on(end + 1):
            end += 1
        return self.s.span(at, end)

    def _last_of(self, span: Span) -> int:
        where = self.s.at(span.start, span.end)
        return where[1] if where else 0

    def for_what(self, i: int) -> tuple[str, Span] | None:
        """Give a sum with what it is for: "60 million euros over three years for the clearing of mines"."""
        words = self.words(i)
        if not words:
            return None
        last = end = words[-1]
        phrases = {}
        for child in self.s.children(self.s[i].head, *PURPOSES):
            inside = self.s.subtree(child.i, without=frozenset(["acl:relcl", "parataxis", "conj"]))
            phrases[min(inside)] = child, inside
        while last + 1 in phrases and self.s[last + 1].text.lower() in PURPOSE_WORDS:
            child, inside = phrases[last + 1]
            if self.s[last + 1].text.lower() != "over" and any(w in self.c.date_words for w in inside):
                break
            last = max(inside)
            mention = self.c.mention_of(child.i)
            if mention is None or mention.kind not in RECEIVERS or child.upos == "VERB":
                end = last
        span = self.s.span(words[0], end)
        return (tidy(span.text), span) if end > words[-1] else None

    def _named_before(self, first: int) -> tuple[str, Span] | None:
        """Give the name in quotation marks that a noun in apposition explains: '"X," a programme of …'."""
        end = first - 1
        while end > 0 and (self.s[end].text == "," or self.s[end].text.lower() in LEADING):
            end -= 1
        if end < 2 or self.s[end].text not in QUOTES:
            return None
        start = next((n for n in range(end - 1, max(-1, end - LONGEST_NAME), -1) if self.s[n].text in QUOTES), -1)
        inside = self.s.tokens[start + 1 : end]
        if start < 0 or not inside or not inside[0].text[0].isalnum() or any(t.xpos in FINITE for t in inside):
            return None
        span = self.s.span(start + 1, end - 1)
        return tidy(span.text), span

    def _told_of(self, i: int, last: int) -> int:
        """Give the last word of a bare relative clause right behind the noun ("steps it will take to ease trade")."""
        for clause in self.s.children(i, "acl:relcl"):
            if not any(a.lemma.lower() in ("will", "would", "shall") for a in self.s.children(clause.i, "aux")):
                continue
            words = self.s.subtree(clause.i, without=frozenset(["parataxis", "conj"]))
            if min(words) == last + 1 and self.s[min(words)].upos in ("PROPN", "NOUN", "PRON"):
                comma = (w - 1 for w in words if self.s[w].text == ",")
                return next(comma, max(words)) if self.s.child(clause.i, "nsubj") is not None else last
        return last

    def _quoted(self, last: int) -> int:
        """Give the last word of a name in quotation marks right behind the noun that it names."""
        if last + 1 >= len(self.s) or self.s[last + 1].text not in QUOTES:
            return last
        closing = (n for n in range(last + 2, min(last + LONGEST_NAME, len(self.s))) if self.s[n].text in QUOTES)
        end = next(closing, 0) - 1
        return end if end > last + 1 and self.s[last + 2].text[0].isalnum() else last

    def places_not(self, i: int) -> bool:
        """Tell whether what follows the word names no place."""
        near = [self.c.mention_of(n) for n in range(i + 1, min(i + 4, len(self.s)))]
        return not any(m is not None and m.kind in ("state", "city", "capital", "region", "venue") for m in near)

    def _reads_on(self, i: int) -> bool:
        token = self.s[i]
        if i in self.c.date_words and self.c.date_words[i].kind != "modifier":
            return self.s[i - 1].upos == "VERB" or self.c.date_words.get(i - 1) is self.c.date_words[i]
        word = token.text.lower()
        if (
            word in ("-", "–")
            and i + 1 < len(self.s)
            and self.s[i - 1].end == token.start
            and (token.end == self.s[i + 1].start)
        ):
            return True
        if token.upos in ("ADP", "SCONJ"):
            if word == "with":
                return i + 2 < len(self.s) and self.s[i + 1].upos in ("DET", "ADJ") and self.s[i + 2].upos != "PROPN"
            if word == "in" and i + 1 < len(self.s):
                return any(t.lemma.lower() in self.classes["fields"] for t in self.s.tokens[i + 1 : i + 5])
            if word == "to" and self.s[i - 1].lemma.lower() in self.classes["annexes"]:
                return True
            if word == "at" and any(t.text.lower() in ("level", "levels") for t in self.s.tokens[i + 1 : i + 4]):
                return True
            if word == "on" and any(
                t.lemma.lower().rstrip("s") in self.classes["margins"] for t in self.s.tokens[i + 1 : i + 3]
            ):
                return False
            return word in ("on", "of", "for", "against", "among", "between", "as", "about", "concerning", "regarding")
        if word in ("to", "marking"):
            return i + 1 < len(self.s)
        if token.upos == "CCONJ":
            return (
                self.s[token.head].upos in ("NOUN", "ADJ", "PROPN")
                and i + 1 < len(self.s)
                and self.s[i + 1].upos != "DET"
            )
        if token.upos == "VERB":
            return (
                token.relation == "amod"
                or (token.xpos == "VBG" and token.deprel == "acl" and self.s[i - 1].upos in ("NOUN", "PROPN"))
                or (token.xpos in ("VBG", "VB") and self.s[i - 1].text.lower() in ("to", "on", "for", "of"))
            ) or word == "marking"
        if token.upos == "PRON":
            return token.deprel == "nmod:poss"
        return token.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "SYM") and word not in (
            "today",
            "yesterday",
            "tomorrow",
        )

    def clause(self, i: int) -> tuple[str, Span] | None:
        """Give the words of a clause ("to open consulates" gives "open consulates")."""
        words = [w for w in self.s.subtree(i, without=frozenset(["parataxis"])) if w >= i]
        if not words:
            return None
        end = i
        for w in words:
            if w - end > 1 and self.s[end + 1].text not in QUOTES + ",-–":
                break
            end = w
        span = self.s.span(i, end)
        return tidy(span.text), span

    def number(self, i: int) -> tuple[int, Span] | None:
        """Give the number that counts a noun: "28 ambassadors", "nearly 15,000 people", "a dozen"."""
        for child in self.s.children(i, "nummod"):
            if child.i in self.c.date_words:
                continue
            value = parse_number(self._number_text(child.i))
            if value is not None:
                return value, self.c.span([child.i])
        for child in self.s.children(i, "amod", "det", "nmod"):
            if child.text.lower() == "dozen":
                return 12, self.c.span([child.i])
        above = self.s[self.s[i].head]
        if above.lemma.lower() in PAIRS and self.s.case(i) == "of":
            return PAIRS[above.lemma.lower()], self.c.span([above.i])
        return None

    def _number_text(self, i: int) -> str:
        return " ".join(self.s[w].text for w in self.s.subtree(i) if self.s[w].upos in ("NUM", "SYM"))

    def _subtree(self, i: int, relatives: bool) -> list[int]:
        skip = frozenset(s for s in STOPPERS if not (relatives and s.startswith("acl")))
        found = []
        todo = [i]
        while todo:
            at = todo.pop()
            found.append(at)
            for child in self.s.children(at):
                if child.deprel in skip or child.relation in skip:
                    if child.relation == "conj" and self._inner_conj(at, child.i, i):
                        todo.extend([child.i])
                    elif child.relation in ("cc", "punct") and at != i:
                        found.append(child.i)
                    continue
                if child.deprel == "acl" and child.xpos == "VBN":
                    continue
                if (
                    child.i in self.c.date_words
                    and child.i > at
                    and child.relation in ("nmod", "obl")
                    and self.c.date_words[child.i].kind != "modifier"
                ):
                    continue
                if child.relation == "nmod" and at == i and child.i > i and self._adjunct(child.i):
                    continue
                todo.append(child.i)
        return found

    def _inner_conj(self, at: int, child: int, top: int) -> bool:
        """Keep a coordination inside the phrase ("trade and investment agreement"), not one of the phrase itself."""
        return at != top and self.s[child].upos != "VERB"

    def _adjunct(self, i: int) -> bool:
        """Tell whether a prepositional phrase says where or when rather than what."""
        case = self.s.case(i)
        if case in ("by", "during", "at", "after", "before", "following"):
            return True
        if case == "for" and self.s[i].lemma.lower() == "time":
            return True
        mention = self.c.mention_of(i)
        if case == "with":
            return mention is not None and mention.kind in ("person", "office")
        return (
            case in ("in",) and mention is not None and mention.kind in ("city", "capital", "venue", "state", "region")
        )

    def _hyphened(self, i: int) -> bool:
        return i + 1 < len(self.s) and self.s[i + 1].text in "-–" and self.s[i + 1].start == self.s[i].end

    def _trim(self, words: list[int]) -> list[int]:
        while (
            words
            and not self._hyphened(words[0])
            and (
                self.s[words[0]].text.lower() in LEADING
                or self.s[words[0]].upos in ("DET", "PUNCT", "ADP", "CCONJ")
                or self.s[words[0]].deprel == "case"
            )
        ):
            words = words[1:]
        after = next(
            (n for n, w in enumerate(words[:4]) if self.s[w].text.lower() in ("after", "before", "since")), None
        )
        if after is not None and words[0] in self.c.date_words:
            return self._trim(words[after + 1 :])
        while words and (
            (self.s[words[-1]].upos in ("PUNCT", "ADP", "CCONJ", "DET") and self.s[words[-1]].text not in QUOTES)
            or self.s[words[-1]].text.lower() in HERE
        ):
            words = words[:-1]
        while len(words) > 1 and self.s[words[0]].text.lower() == "than":
            words = words[1:]
        owner = next((n for n, w in enumerate(words) if self.s[w].text in ("'s", "’s")), None)
        if owner is not None and owner < 3 and self.s[words[0]].upos == "PRON":
            words = words[owner + 1 :]
        if words and self.s[words[0]].upos == "PRON" and len(words) > 1:
            words = words[1:]
        counted = not any(
            self.c.lexicon.among(self.s[w].lemma.lower(), ("money", "aid")) or self.s[w].text in "$€£¥" for w in words
        )
        while (
            counted
            and len(words) > 1
            and not self._hyphened(words[0])
            and (self.s[words[0]].upos == "NUM" or NUMBER_WORDS.match(self.s[words[0]].text))
            and self.s[words[0]].relation in ("nummod", "advmod", "det", "case", "amod")
            and not self.s[words[0]].text[0].isupper()
        ):
            words = words[1:]
        return words


def tidy(text: str) -> str:
    """Fold white space and strip quotation marks and trailing punctuation."""
    text = " ".join(text.split()).strip(" ,;:.")
    text = text.replace("“", "").replace("”", "").replace('"', "")
    return text.strip(" ,;:.")
