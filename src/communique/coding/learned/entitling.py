"""What an act is called that the learned reader sees without its title: the words beside it that can only be that."""

import re

from communique.coding.gatherings import ORDINAL
from communique.coding.learned.reader import Frame
from communique.coding.toolbox import Worker
from communique.model import Span

__all__ = ["Entitling"]

Titled = tuple[str, Span | None]

NEAR = 10
CLASSES = {"agreement": ("instrument", "papers"), "initiative": ("initiative",)}
NOUNS = ("NOUN", "PROPN")


class Entitling(Worker):
    """Find the title of an act of one sentence."""

    def find(self, frame: Frame) -> Titled | None:
        """Give what an act is called by the words around it; None where they do not say."""
        if frame.type == "relation":
            return self._recognised(frame.word) or self._ties(frame.word)
        if frame.type in CLASSES:
            return self._instrument(frame.word, CLASSES[frame.type])
        if frame.type == "gathering":
            return self._edition(frame.word)
        return self._measure(frame.word) if frame.type == "sanction" else None

    def _recognised(self, word: int) -> Titled | None:
        """Let a state that recognises another, or its independence, change the relation by its recognition."""
        near = (t for t in self.s.tokens if t.lemma.lower() in self.classes["recognising"] and abs(t.i - word) <= NEAR)
        verb = next(near, None)
        if verb is None:
            return None
        what = next(
            (c for c in self.s.children(verb.i, "obj") if c.lemma.lower() in self.classes["independence"]),
            None,
        )
        span = self.c.span([verb.i] if what is None else [verb.i, what.i])
        return ("recognition" if what is None else f"recognition of {what.text}"), span

    def _ties(self, word: int) -> Titled | None:
        """Give the relations or the recognition that the sentence speaks of nearest to the word."""
        named = [
            t.i
            for t in self.s.tokens
            if abs(t.i - word) <= NEAR
            and (t.lemma.lower() == "recognition" or self.c.lexicon.among(t.lemma.lower(), ("diplomatic_ties",)))
        ]
        return self.titles.text(min(named, key=lambda i: (abs(i - word), i))) if named else None

    def _instrument(self, word: int, classes: tuple[str, ...]) -> Titled | None:
        """Give what the word is itself, what a participle right behind it tells of, or what its clause has."""
        token = self.s[word]
        if token.upos in NOUNS:
            return self.titles.full(word) if self.c.lexicon.among(token.lemma.lower(), classes) else None
        before = word - 1
        while before > 0 and self.s[before].upos in ("PUNCT", "AUX", "ADV", "CCONJ"):
            before -= 1
        beside = [self.s[before], *self.s.ancestors(before)] if token.xpos == "VBN" else []
        for noun in beside:
            if noun.i > word or noun.upos not in NOUNS:
                break
            if self.c.lexicon.among(noun.lemma.lower(), classes):
                return self.titles.full(noun.i)
        for child in self.s.children(word, "obj", "nsubj:pass"):
            if child.upos in NOUNS:
                return self.titles.full(child.i)
        return None

    def _edition(self, word: int) -> Titled | None:
        """Give the gathering of a clause, that of the story by an ordinal alone ("the third will be in Granada")."""
        story = self.c.narrative.gathering
        for child in self.s.children(word, "nsubj", "nsubj:pass", "obj"):
            if self.gatherings.names_one(child.i):
                return self.gatherings.title(child.i), self.c.span(self.titles.words(child.i) or [child.i])
            if story and ORDINAL.fullmatch(child.text) and self.s.child(child.i, "nmod") is None:
                core = re.sub(r"\binaugural\b", "", ORDINAL.sub("", story))
                return " ".join([child.text, *core.split()]), self.c.span([child.i])
        return None

    def _measure(self, word: int) -> Titled | None:
        """Give the words of a clause that tells the measure by its verb: "suspended B from all meetings"."""
        token = self.s[word]
        objects = [c.i for c in self.s.children(word, "obj", "obl", "xcomp") if c.i > word]
        objects += [c.i for c in self.s.children(word, "advcl") if self._from(c.i)]
        if token.upos != "VERB" or not any(c.upos in NOUNS and c.i > word for c in self.s.children(word, "obj")):
            return None
        ends = [i for o in objects for i in self.s.subtree(o, without=frozenset(["acl:relcl", "parataxis"]))]
        words = [i for i in ends if i not in self.c.date_words]
        span = self.s.span(word, max(words, default=word))
        return span.text, span

    def _from(self, word: int) -> bool:
        """Tell whether a clause says from what somebody is barred: "from taking part"."""
        return any(mark.text.lower() == "from" for mark in self.s.children(word, "mark", "case"))
